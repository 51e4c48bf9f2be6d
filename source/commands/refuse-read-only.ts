import type {ResolvedEnvironment} from '../config/config.ts';
import {AthanorError} from '../errors.ts';

/** Refuses to change an environment that the configuration calls read-only. Throws `read_only`. */
export function refuseReadOnly({name, readOnly}: ResolvedEnvironment): void {
  if (!readOnly) return;
  throw new AthanorError(
    'read_only',
    `nothing can be changed in the environment ${name} from here`,
    {
      hint: `the configuration says "readOnly" of it; -n names another environment`,
    },
  );
}
