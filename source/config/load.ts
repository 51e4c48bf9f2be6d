import {readFileSync} from 'node:fs';
import {basename, dirname, resolve} from 'node:path';
import {AthanorError} from '../errors.ts';
import {checkConfig} from './check.ts';
import type {Config, ResolvedConfig} from './config.ts';
import {findConfig, manifestName} from './find.ts';
import {loadModule} from './module/load.ts';
import {resolveConfig} from './resolve.ts';

/** Where to look for the configuration, and for which environment. */
export interface ConfigOptions {
  /** Where to start looking upwards. */
  readonly directory: string;
  /** The configuration file itself, relative to `directory`. */
  readonly file?: string | undefined;
  /** The configuration itself, instead of a file; its paths start from `directory`. */
  readonly config?: Config | undefined;
  readonly environment?: string | undefined;
  /** It is one of several that are worked on, so only its own variable holds its address. */
  readonly isAmongOthers?: boolean | undefined;
  /** The name of an environment whose database is meant, or the address of one: `sqlite:shop.db`. */
  readonly database?: string | undefined;
}

/** Finds, loads, checks and completes the configuration. Throws `no_config`, `bad_config`, `load_failed`. */
export async function loadConfig({
  directory,
  file,
  config,
  environment,
  database,
  isAmongOthers = false,
}: ConfigOptions): Promise<ResolvedConfig> {
  const asked = {environment, database, isAmongOthers};
  if (config !== undefined) {
    const found = {file: undefined, directory: resolve(directory), ...asked};
    return resolveConfig(checkConfig(config, 'the configuration that was given'), found);
  }
  const path = findConfig(directory, file);
  const found = {file: path, directory: dirname(path), ...asked};
  return resolveConfig(checkConfig(await exportedBy(path), path), found);
}

async function exportedBy(path: string): Promise<unknown> {
  if (basename(path) === manifestName) return inManifest(path);
  const exports = await loadModule(path);
  return 'default' in exports ? exports['default'] : exports;
}

function inManifest(path: string): unknown {
  try {
    const manifest: unknown = JSON.parse(readFileSync(path, 'utf8'));
    const isObject = typeof manifest === 'object' && manifest !== null;
    return isObject && 'athanor' in manifest ? manifest.athanor : undefined;
  } catch (error) {
    throw new AthanorError('load_failed', `${path} cannot be read`, {cause: error});
  }
}
