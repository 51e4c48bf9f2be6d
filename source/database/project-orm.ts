import {createRequire} from 'node:module';
import {basename} from 'node:path';
import {pathToFileURL} from 'node:url';
import type * as Core from '@mikro-orm/core';
import type {AbstractSqlDriver} from '@mikro-orm/sql';
import type {ResolvedConfig} from '../config/config.ts';
import {isTypeScript} from '../config/module/evaluate.ts';
import type {DialectName} from '../dialects/dialect.ts';
import {AthanorError} from '../errors.ts';
import {givenAddress, sqlitePath, withAddress, type Address} from './project/address.ts';
import {optionsFor, type OrmOptions} from './project/context.ts';
import {findOrmConfig, type FoundOrmConfig} from './project/find.ts';
import {projectLoader, type Load} from './project/loader.ts';

/** The user's own MikroORM over an SQL driver. */
type SqlOrm = Core.MikroORM<AbstractSqlDriver>;

/** The user's MikroORM, initialised and not connected. */
export interface ProjectOrm {
  readonly orm: SqlOrm;
  readonly dialect: DialectName;
  /** The MikroORM configuration file. */
  readonly path: string;
  /** The directory that MikroORM's own relative paths start from. */
  readonly root: string;
}

/** What the user's MikroORM is wanted for. */
export interface ProjectOrmOptions {
  /** False: only to connect; no entity is looked for, and none need be loadable. */
  readonly entities: boolean;
  /** Another database than the configured one, to see the entities as they would be there. */
  readonly dialect?: DialectName | undefined;
}

/**
 * Initialises the user's own copy of MikroORM with their configuration. Connects to nothing and writes
 * nothing, no metadata cache either.
 *
 * Throws `no_mikro_orm`, `load_failed`, `bad_config`, and `not_supported` for another kind of database.
 */
export async function projectOrm(
  config: ResolvedConfig,
  {entities, dialect}: ProjectOrmOptions,
): Promise<ProjectOrm> {
  const found = findOrmConfig(config.directory, config.mikroOrm);
  const load = projectLoader(found.settings);
  const exported = await loaded(found.path, load);
  const context =
    config.environment.contextName ?? process.env['MIKRO_ORM_CONTEXT_NAME'] ?? 'default';
  const own = await optionsFor(exported, context, found.path);
  const options = await addressed(own, found, {address: givenAddress(config.environment), dialect});
  const orm = await initialised(quietOptions(options, {entities, load, found}), found);
  return {orm, dialect: dialectOf(orm), path: found.path, root: found.settings.root};
}

async function loaded(path: string, load: Load): Promise<unknown> {
  try {
    const exports = await load(path);
    return await innerDefault(await innerDefault(exports));
  } catch (error) {
    throw new AthanorError('load_failed', `${path} cannot be loaded: ${reason(error)}`, {
      hint: 'the MikroORM configuration has to load by itself: see the cause, mend the file and try again',
      cause: error,
    });
  }
}

/** CommonJS arrives with its exports under `default`, and theirs under `default` again. */
function innerDefault(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'default' in value ? value.default : value;
}

/** The address of the environment goes before the configured one, and chooses the driver too. */
async function addressed(
  options: OrmOptions,
  found: FoundOrmConfig,
  wanted: {readonly address: Address | undefined; readonly dialect: DialectName | undefined},
): Promise<OrmOptions> {
  const {address} = wanted;
  const dialect = wanted.dialect ?? address?.dialect ?? dialectNamed(options['driver']);
  const kept = dialect === undefined ? options : await driven(options, dialect, found);
  const {root} = found.settings;
  if (address !== undefined && address.dialect === dialect) return withAddress(kept, address, root);
  const name = kept['dbName'];
  const isFile = dialect === 'sqlite' && typeof name === 'string';
  return isFile ? {...kept, dbName: sqlitePath(name, root)} : kept;
}

/** The options for a database of this dialect; what belongs to another driver would be in the way. */
async function driven(
  options: OrmOptions,
  dialect: DialectName,
  found: FoundOrmConfig,
): Promise<OrmOptions> {
  if (dialectNamed(options['driver']) === dialect) return options;
  const driver = await driverFor(dialect, found);
  return {...options, driver, driverOptions: undefined, clientUrl: undefined, dbName: 'athanor'};
}

async function driverFor(dialect: DialectName, found: FoundOrmConfig): Promise<unknown> {
  const name = dialect === 'sqlite' ? 'SqliteDriver' : 'PostgreSqlDriver';
  for (const location of [`@mikro-orm/${dialect}`, '@mikro-orm/sql']) {
    const path = locate(location, found);
    const module: object = path === undefined ? {} : await import(pathToFileURL(path).href);
    const driver: unknown = Object.entries(module).find(([key]) => key === name)?.[1];
    if (driver !== undefined) return driver;
  }
  throw new AthanorError(
    'no_mikro_orm',
    `@mikro-orm/${dialect} is not installed in ${found.settings.root}`,
    {hint: `npm install @mikro-orm/${dialect}`},
  );
}

function dialectNamed(driver: unknown): DialectName | undefined {
  if (typeof driver !== 'function') return undefined;
  if (/sqlite|libsql|sqljs/i.test(driver.name)) return 'sqlite';
  return /postgresql|pglite/i.test(driver.name) ? 'postgresql' : undefined;
}

/** Nothing is written, printed or created that the user's application might want and a migration does not. */
function quietOptions(
  options: OrmOptions,
  {entities, load, found}: {entities: boolean; load: Load; found: FoundOrmConfig},
): OrmOptions {
  const discovery = options['discovery'];
  return {
    ...options,
    ...(entities ? {} : {entities: [], entitiesTs: [], subscribers: []}),
    discovery: {...(typeof discovery === 'object' ? discovery : {}), warnWhenNoEntities: false},
    baseDir: options['baseDir'] ?? found.settings.root,
    preferTs: options['preferTs'] ?? isTypeScript(found.path),
    dynamicImportProvider: options['dynamicImportProvider'] ?? load,
    metadataCache: {enabled: false},
    ensureDatabase: false,
    allowGlobalContext: true,
    debug: false,
    logger: () => undefined,
    onQuery: (sql: string) => sql,
  };
}

async function initialised(options: OrmOptions, found: FoundOrmConfig): Promise<SqlOrm> {
  const core = await importCore(found);
  try {
    // The options are the user's; MikroORM itself checks them.
    return await core.MikroORM.init(options as Partial<Core.Options<AbstractSqlDriver>>);
  } catch (error) {
    throw new AthanorError(
      'load_failed',
      `MikroORM does not start with ${found.path}: ${reason(error)}`,
      {
        hint: 'run "npx mikro-orm debug" to see what MikroORM makes of it',
        cause: error,
      },
    );
  }
}

async function importCore(found: FoundOrmConfig): Promise<typeof Core> {
  const path = locate('@mikro-orm/core', found);
  if (path === undefined) {
    throw new AthanorError(
      'no_mikro_orm',
      `@mikro-orm/core is not installed in ${found.settings.root}`,
      {hint: 'npm install @mikro-orm/core, and @mikro-orm/postgresql or @mikro-orm/sqlite'},
    );
  }
  return import(pathToFileURL(path).href);
}

/** Where a package of the user's project is, seen from their configuration file, or else from their driver. */
function locate(name: string, {path}: FoundOrmConfig): string | undefined {
  const require = createRequire(path);
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

/** By the names of the platform's classes, since a platform of a driver's own extends one of these. */
function dialectOf(orm: SqlOrm): DialectName {
  const names: string[] = [];
  for (
    let type: unknown = orm.driver.getPlatform().constructor;
    typeof type === 'function' && type.name !== '';
  ) {
    names.push(type.name);
    type = Object.getPrototypeOf(type);
  }
  if (names.some((name) => name.includes('PostgreSql'))) return 'postgresql';
  if (names.some((name) => name.includes('SqlitePlatform'))) return 'sqlite';
  throw new AthanorError(
    'not_supported',
    `Athanor does not know databases of ${names[0] ?? 'this kind'}`,
    {
      hint: 'it works with PostgreSQL and SQLite',
    },
  );
}

/** Where a database is, without a password: `postgresql localhost:5432/shop`, `sqlite shop.db`. */
export function databaseLabel({orm, dialect}: ProjectOrm): string {
  const name = orm.config.get('dbName');
  if (dialect === 'sqlite') return `sqlite ${name ? basename(name) : ':memory:'}`;
  const clientUrl = orm.config.get('clientUrl') ?? '';
  const url = new URL(URL.canParse(clientUrl) ? clientUrl : 'postgresql://localhost');
  const host = orm.config.get('host', url.hostname);
  const port = orm.config.get('port', Number(url.port || 5432));
  return `postgresql ${host ?? ''}:${String(port)}/${name ?? url.pathname.slice(1)}`;
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));
