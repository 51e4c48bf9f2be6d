import {existsSync, statSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import {AthanorError} from '../errors.ts';

/** The names that a configuration file may have, in the order in which they are looked for. */
export const configNames = ['ts', 'mts', 'js', 'mjs'].map(
  (extension) => `athanor.config.${extension}`,
);

/**
 * The configuration file for a directory: the nearest one upwards, as git finds its repository.
 * `file`, relative to the directory, is taken as it is. Throws `no_config`.
 */
export function findConfig(directory: string, file?: string): string {
  if (!isDirectory(directory)) {
    throw new AthanorError('no_config', `there is no directory ${directory}`, {
      hint: 'name one that exists with -C',
    });
  }
  if (file !== undefined) return named(resolve(directory, file));
  for (const place of upwards(resolve(directory))) {
    const found = configNames.map((name) => join(place, name)).find((path) => existsSync(path));
    if (found !== undefined) return found;
  }
  throw new AthanorError('no_config', `no Athanor configuration for ${resolve(directory)}`, {
    hint: `looked there and in every directory above for ${configNames.join(', ')}; "athanor init" writes one, -C names another directory`,
    details: {directory: resolve(directory), names: configNames},
  });
}

function named(path: string): string {
  if (existsSync(path)) return path;
  throw new AthanorError('no_config', `there is no file ${path}`, {
    hint: 'name a configuration that exists with -c, or leave -c out to have it found',
  });
}

function* upwards(directory: string): Generator<string, void> {
  for (let place = directory; ; place = dirname(place)) {
    yield place;
    if (dirname(place) === place) return;
  }
}

function isDirectory(path: string): boolean {
  return statSync(path, {throwIfNoEntry: false})?.isDirectory() ?? false;
}
