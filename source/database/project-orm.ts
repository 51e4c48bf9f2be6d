import {basename} from 'node:path';
import type * as Core from '@mikro-orm/core';
import type {AbstractSqlDriver} from '@mikro-orm/sql';
import type {ResolvedConfig} from '../config/config.ts';
import {isTypeScript} from '../config/module/evaluate.ts';
import type {DialectName} from '../dialects/dialect.ts';
import {AthanorError} from '../errors.ts';
import {givenAddress, sqlitePath, withAddress, type Address} from './project/address.ts';
import {optionsFor, type OrmOptions} from './project/context.ts';
import {classNames, dialectOfDriver, driverFor, refuseOtherDriver} from './project/driver.ts';
import {exportedBy} from './project/exported.ts';
import {findOrmConfig} from './project/find.ts';
import {installed, type LoadedFrom} from './project/installed.ts';
import {reasonOf} from './project/load-failed.ts';
import {projectLoader} from './project/loader.ts';

/** The user's own MikroORM over an SQL driver. */
type SqlOrm = Core.MikroORM<AbstractSqlDriver>;

/** The user's MikroORM, initialised and not connected. */
export interface ProjectOrm {
  readonly orm: SqlOrm;
  readonly dialect: DialectName;
  /** The MikroORM configuration file; `undefined` where the instance was handed over. */
  readonly path: string | undefined;
  /** Whether somebody else made it, uses it, and closes it. */
  readonly isLent: boolean;
}

/** An instance of MikroORM over an SQL driver, as `MikroORM.init` gives it. */
export interface LentOrm {
  readonly config: object;
  readonly driver: object;
  readonly em: object;
  readonly schema: object;
}

/** An instance that somebody else made. Throws `bad_config` for what is none, `not_supported` for another kind of database. */
export function lentOrm(orm: LentOrm): ProjectOrm {
  if (!isSqlOrm(orm)) {
    throw new AthanorError(
      'bad_config',
      'what was given as "orm" is no MikroORM over an SQL driver',
      {
        hint: 'give what MikroORM.init() or new MikroORM() gave',
      },
    );
  }
  return {orm, dialect: dialectOf(orm), path: undefined, isLent: true};
}

/** Of the user's own copy, so that it is known by what it can do. */
const isSqlOrm = (orm: LentOrm): orm is LentOrm & SqlOrm =>
  'getConnection' in orm.driver && 'getPlatform' in orm.driver && 'get' in orm.config;

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
  const {load, inOneWay} = projectLoader(found.settings);
  const from = {found, load};
  const orm = await inOneWay(async () => {
    const exported = await exportedBy(found, load);
    const own = await optionsFor(exported, contextOf(config), found.path);
    const address = givenAddress(config.environment);
    const options = await addressed(own, from, {address, dialect});
    return initialised(quietOptions(options, {entities, ...from}), from);
  });
  return {orm, dialect: dialectOf(orm), path: found.path, isLent: false};
}

const contextOf = ({environment}: ResolvedConfig): string =>
  environment.contextName ?? process.env['MIKRO_ORM_CONTEXT_NAME'] ?? 'default';

/** The address of the environment goes before the configured one, and chooses the driver too. */
async function addressed(
  options: OrmOptions,
  from: LoadedFrom,
  wanted: {readonly address: Address | undefined; readonly dialect: DialectName | undefined},
): Promise<OrmOptions> {
  const {address} = wanted;
  const {settings, path} = from.found;
  const asked = wanted.dialect ?? address?.dialect;
  if (asked === undefined) refuseOtherDriver(options['driver'], path);
  const dialect = asked ?? dialectOfDriver(options['driver']);
  const kept = dialect === undefined ? options : await driven(options, dialect, from);
  if (address !== undefined && address.dialect === dialect) {
    return withAddress(kept, address, settings.root);
  }
  const name = kept['dbName'];
  const isFile = dialect === 'sqlite' && typeof name === 'string';
  return isFile ? {...kept, dbName: sqlitePath(name, settings.root)} : kept;
}

/** The options for a database of this dialect; what belongs to another driver would be in the way. */
async function driven(
  options: OrmOptions,
  dialect: DialectName,
  from: LoadedFrom,
): Promise<OrmOptions> {
  if (dialectOfDriver(options['driver']) === dialect) return options;
  const driver = await driverFor(dialect, from);
  return {...options, driver, driverOptions: undefined, clientUrl: undefined, dbName: 'athanor'};
}

/** Nothing is written, printed or created that the user's application might want and a migration does not. */
function quietOptions(
  options: OrmOptions,
  {entities, load, found}: {readonly entities: boolean} & LoadedFrom,
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

async function initialised(options: OrmOptions, from: LoadedFrom): Promise<SqlOrm> {
  const {MikroORM} = await core(from);
  try {
    // The options are the user's; MikroORM itself checks them.
    return await MikroORM.init(options as Partial<Core.Options<AbstractSqlDriver>>);
  } catch (error) {
    throw new AthanorError(
      'load_failed',
      `MikroORM does not start with ${from.found.path}: ${reasonOf(error)}`,
      {
        hint: hintFor(error),
        cause: error,
      },
    );
  }
}

function hintFor(error: unknown): string {
  return /provide either 'type' or 'entity'/.test(reasonOf(error))
    ? 'the types of decorated properties are known only where a loader emits them: npm install --save-dev @swc-node/register @swc/core, or set MIKRO_ORM_CLI_PREFER_TS=false for the compiled files'
    : 'run "npx mikro-orm debug" to see what MikroORM makes of it';
}

async function core(from: LoadedFrom): Promise<typeof Core> {
  const exports = await installed('@mikro-orm/core', from);
  if (isCore(exports)) return exports;
  throw new AthanorError(
    'no_mikro_orm',
    `@mikro-orm/core is not installed in ${from.found.settings.root}`,
    {hint: 'npm install @mikro-orm/core, and @mikro-orm/postgresql or @mikro-orm/sqlite'},
  );
}

/** A package by its name, and the user's copy of it: it has the shape of ours. */
const isCore = (exports: unknown): exports is typeof Core =>
  typeof exports === 'object' && exports !== null && 'MikroORM' in exports;

/** By the names of the platform's classes, since a platform of a driver's own extends one of these. */
function dialectOf(orm: SqlOrm): DialectName {
  const names = classNames(orm.driver.getPlatform().constructor);
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
