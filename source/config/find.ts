import {existsSync, readFileSync, statSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import {AthanorError} from '../errors.ts';

/** The names that a configuration file may have, in the order in which they are looked for. */
export const configNames = ['ts', 'mts', 'js', 'mjs'].map(
  (extension) => `athanor.config.${extension}`,
);

/** The other place of a configuration: its key `athanor`. */
export const manifestName = 'package.json';

/**
 * The configuration file for a directory: the nearest one upwards, as git finds its repository; a
 * `package.json` is one if it has the key `athanor`.
 * `file`, relative to the directory, is taken as it is. Throws `no_config`, and
 * `bad_config` where there are two in one place.
 */
export function findConfig(directory: string, file?: string): string {
  if (!isDirectory(directory)) {
    throw new AthanorError('no_config', `there is no directory ${directory}`, {
      hint: 'name one that exists with -C',
    });
  }
  if (file !== undefined) return named(resolve(directory, file));
  for (const place of upwards(resolve(directory))) {
    const [found, second] = placesIn(place);
    if (found !== undefined && second !== undefined) throw twice(found, second);
    if (found !== undefined) return found;
  }
  throw new AthanorError('no_config', `no Athanor configuration for ${resolve(directory)}`, {
    hint: `looked there and in every directory above for ${configNames.join(', ')} and the key athanor in package.json; "athanor init" writes one, -C names another directory`,
    details: {directory: resolve(directory), names: configNames},
  });
}

function placesIn(directory: string): readonly string[] {
  const manifest = join(directory, manifestName);
  const files = configNames.map((name) => join(directory, name)).filter((path) => existsSync(path));
  return hasKey(manifest) ? [...files.slice(0, 1), manifest] : files.slice(0, 1);
}

/** Whether a manifest holds the configuration. */
export function hasKey(manifest: string): boolean {
  try {
    const parsed: unknown = JSON.parse(readFileSync(manifest, 'utf8'));
    return typeof parsed === 'object' && parsed !== null && 'athanor' in parsed;
  } catch {
    // There is none, or it is for npm to say what is wrong with it.
    return false;
  }
}

function twice(file: string, manifest: string): AthanorError {
  return new AthanorError('bad_config', `${file} and the key athanor in ${manifest} are two`, {
    hint: 'keep one of them, or say with -c which one is meant',
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
