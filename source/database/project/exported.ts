import {AthanorError} from '../../errors.ts';
import type {FoundOrmConfig} from './find.ts';
import type {Load} from './loader.ts';

/**
 * What a MikroORM configuration exports, not yet looked at. Throws `load_failed` with what the file threw
 * as cause.
 */
export async function exportedBy({path}: FoundOrmConfig, load: Load): Promise<unknown> {
  try {
    const exports = await load(path);
    return await innerDefault(await innerDefault(exports));
  } catch (error) {
    throw new AthanorError('load_failed', `${path} cannot be loaded: ${reasonOf(error)}`, {
      hint: hintFor(error),
      cause: error,
    });
  }
}

/** What an error of the user's code says, whatever was thrown. */
export const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message || error.name : String(error);

/** CommonJS arrives with its exports under `default`, and theirs under `default` again. */
function innerDefault(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'default' in value ? value.default : value;
}

function hintFor(error: unknown): string {
  const missing = /Cannot find (?:package|module) '([^'./][^']*)'/.exec(reasonOf(error))?.[1];
  if (missing === undefined) return 'it has to load by itself: mend the file and try again';
  const parts = missing.split('/');
  const name = parts.slice(0, missing.startsWith('@') ? 2 : 1).join('/');
  return `npm install ${name}, if that is a package that the configuration needs`;
}
