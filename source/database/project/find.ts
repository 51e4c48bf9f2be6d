import {existsSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {AthanorError} from '../../errors.ts';
import {ormSettings, type OrmSettings} from './settings.ts';

/** A MikroORM configuration that was found, and the settings of the package that it belongs to. */
export interface FoundOrmConfig {
  /** Absolute. */
  readonly path: string;
  readonly settings: OrmSettings;
}

/**
 * The MikroORM configuration of a project, looked for in the order of MikroORM's own command line.
 *
 * `given` is taken as it is. Throws `no_mikro_orm`, which names every place that was looked at.
 */
export function findOrmConfig(directory: string, given?: string): FoundOrmConfig {
  const settings = ormSettings(directory);
  const candidates =
    given === undefined
      ? [...new Set(searchOrder(settings).map((path) => resolve(settings.root, path)))]
      : asWritten(resolve(directory, given));
  const path = candidates.find((candidate) => existsSync(candidate));
  if (path !== undefined)
    return {path, settings: given === undefined ? settings : ormSettings(join(path, '..'))};
  throw new AthanorError(
    'no_mikro_orm',
    given === undefined
      ? `no MikroORM configuration for ${settings.root}`
      : `there is no MikroORM configuration ${resolve(directory, given)}`,
    {
      hint: `looked for ${candidates.join(', ')}; ${given === undefined ? 'name another with' : 'name another, or none to have it found, with'} "mikroOrm" in athanor.config.ts or with "configPaths" under "mikro-orm" in package.json`,
      details: {directory: settings.root, lookedFor: candidates},
    },
  );
}

/** The file that is named, and what is left of it where only compiled files are installed. */
function asWritten(path: string): readonly string[] {
  return typescript.test(path) ? [path, path.replace(typescript, '.$1js')] : [path];
}

const typescript = /\.([cm]?)ts$/;

function searchOrder({root, configPaths, preferTs}: OrmSettings): readonly string[] {
  const built = ['dist', 'build'].find((name) => existsSync(join(root, name))) ?? 'src';
  const all = [
    ...configPaths,
    'src/mikro-orm.config.ts',
    'mikro-orm.config.ts',
    `${built}/mikro-orm.config.js`,
    'mikro-orm.config.js',
  ];
  return preferTs === false ? all.filter((path) => !typescript.test(path)) : all;
}
