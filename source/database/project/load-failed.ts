import {AthanorError} from '../../errors.ts';

/** The error for a file of the user's project that could not be loaded, naming it. */
export function loadFailed(path: string, error: unknown): AthanorError {
  if (error instanceof AthanorError) return error;
  return new AthanorError('load_failed', `${path} cannot be loaded: ${reasonOf(error)}`, {
    hint: hintFor(error),
    cause: error,
  });
}

/** What an error of the user's code says, whatever was thrown. */
export const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message || error.name : String(error);

function hintFor(error: unknown): string {
  const missing = /Cannot find (?:package|module) '([^'./][^']*)'/.exec(reasonOf(error))?.[1];
  if (missing === undefined) return 'it has to load by itself: mend the file and try again';
  const parts = missing.split('/');
  const name = parts.slice(0, missing.startsWith('@') ? 2 : 1).join('/');
  return `npm install ${name}, if that is a package that the configuration needs`;
}
