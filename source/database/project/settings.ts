import {existsSync, readFileSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';

/** What MikroORM's own command line is told by `package.json` and the environment. */
export interface OrmSettings {
  /** The directory of the nearest `package.json`, from where relative paths start. */
  readonly root: string;
  readonly configPaths: readonly string[];
  readonly preferTs: boolean | undefined;
  readonly tsLoader: string | undefined;
  readonly tsConfigPath: string | undefined;
  /** What the package says of its files: `module`, `commonjs`, or nothing. */
  readonly type: string | undefined;
}

interface PackageFile {
  readonly type?: string;
  readonly 'mikro-orm'?: {
    readonly configPaths?: readonly string[];
    readonly preferTs?: boolean;
    readonly tsLoader?: string;
    readonly tsConfigPath?: string;
  };
}

/** Reads the settings that hold in a directory, with the environment's own before those of the package. */
export function ormSettings(directory: string, environment = process.env): OrmSettings {
  const root = packageRoot(directory);
  const file = packageFile(root);
  const own = file['mikro-orm'] ?? {};
  const path = environment['MIKRO_ORM_CLI_CONFIG'] || undefined;
  return {
    root,
    configPaths: [...(path === undefined ? [] : [path]), ...(own.configPaths ?? [])],
    preferTs: saidOfTs(environment) ?? own.preferTs,
    tsLoader: environment['MIKRO_ORM_CLI_TS_LOADER'] ?? own.tsLoader,
    tsConfigPath: environment['MIKRO_ORM_CLI_TS_CONFIG_PATH'] ?? own.tsConfigPath,
    type: file.type,
  };
}

function saidOfTs(environment: NodeJS.ProcessEnv): boolean | undefined {
  if (environment['MIKRO_ORM_CLI_CONFIG']?.endsWith('.ts')) return true;
  const flag = environment['MIKRO_ORM_CLI_PREFER_TS'];
  return flag === undefined ? undefined : ['true', 't', '1'].includes(flag.toLowerCase());
}

/** The nearest directory upwards that has a `package.json`; the directory itself when none has. */
function packageRoot(directory: string): string {
  for (let place = resolve(directory); ; place = dirname(place)) {
    if (existsSync(join(place, 'package.json'))) return place;
    if (dirname(place) === place) return resolve(directory);
  }
}

function packageFile(root: string): PackageFile {
  try {
    const parsed: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}
