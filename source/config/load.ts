import {checkConfig} from './check.ts';
import type {ResolvedConfig} from './config.ts';
import {findConfig} from './find.ts';
import {loadModule} from './module/load.ts';
import {resolveConfig} from './resolve.ts';

/** Where to look for the configuration, and for which environment. */
export interface ConfigOptions {
  /** Where to start looking upwards. */
  readonly directory: string;
  /** The configuration file itself, relative to `directory`. */
  readonly file?: string | undefined;
  readonly environment?: string | undefined;
}

/** Finds, loads, checks and completes the configuration. Throws `no_config`, `bad_config`, `load_failed`. */
export async function loadConfig({
  directory,
  file,
  environment,
}: ConfigOptions): Promise<ResolvedConfig> {
  const path = findConfig(directory, file);
  const exports = await loadModule(path);
  return resolveConfig(
    checkConfig('default' in exports ? exports['default'] : exports, path),
    path,
    environment,
  );
}
