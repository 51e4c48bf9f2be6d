import {loadFailed} from '../../config/module/load.ts';
import type {AthanorError} from '../../errors.ts';

/** The error for a file of the user's project that could not be loaded, naming it and what may be missing. */
export const projectLoadFailed = (path: string, error: unknown): AthanorError =>
  loadFailed(path, error, hintFor(error));

/** What an error of the user's code says, whatever was thrown. */
export const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message || error.name : String(error);

function hintFor(error: unknown): string | undefined {
  const missing = /Cannot find (?:package|module) '([^'./][^']*)'/.exec(reasonOf(error))?.[1];
  if (missing === undefined) return undefined;
  const parts = missing.split('/');
  const name = parts.slice(0, missing.startsWith('@') ? 2 : 1).join('/');
  return `npm install ${name}, if that is a package that the configuration needs`;
}
