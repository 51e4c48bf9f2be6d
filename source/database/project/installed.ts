import {createRequire} from 'node:module';
import type {FoundOrmConfig} from './find.ts';
import type {Load} from './loader.ts';

/** A project's configuration, and how what belongs to it is loaded. */
export interface LoadedFrom {
  readonly found: FoundOrmConfig;
  readonly load: Load;
}

/**
 * A package of the user's project, seen from their configuration file, or else from their driver. It is
 * loaded as their own files are, so that it is the copy which they see: another copy of MikroORM's classes
 * would not know theirs. `undefined` when it is not installed.
 */
export async function installed(name: string, {found, load}: LoadedFrom): Promise<unknown> {
  const path = locate(name, found.path);
  return path === undefined ? undefined : load(path);
}

function locate(name: string, from: string): string | undefined {
  const require = createRequire(from);
  const drivers = ['@mikro-orm/postgresql', '@mikro-orm/sqlite']
    .map((driver) => resolved(driver, require))
    .filter((driver) => driver !== undefined);
  return [require, ...drivers.map((driver) => createRequire(driver))]
    .map((place) => resolved(name, place))
    .find((file) => file !== undefined);
}

function resolved(name: string, require: NodeJS.Require): string | undefined {
  try {
    return require.resolve(name);
  } catch {
    return undefined;
  }
}
