import {isAbsolute, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import type {ResolvedEnvironment} from '../../config/config.ts';
import type {DialectName} from '../../dialects/dialect.ts';
import {AthanorError} from '../../errors.ts';
import type {OrmOptions} from './context.ts';

/** The address of a database as the environment gives it, and which database it is for. */
export interface Address {
  readonly url: string;
  readonly dialect: DialectName;
}

/**
 * The address that was given, or that stands in the environment's own variable or in `ATHANOR_DATABASE_URL`, if any.
 *
 * Throws `bad_config` for one that cannot be read, without repeating it: it may hold a password; and for
 * an environment whose variable is not set, since the database of another would be taken for it.
 */
export function givenAddress(
  {name, urlVariable, isAlone, url: given}: ResolvedEnvironment,
  environment = process.env,
): Address | undefined {
  if (given !== undefined) return {url: given, dialect: dialectOf(given, '--database')};
  const variable = urlVariable ?? 'ATHANOR_DATABASE_URL';
  const url = environment[variable] || (isAlone ? environment['ATHANOR_DATABASE_URL'] : undefined);
  if (url) return {url, dialect: dialectOf(url, variable)};
  if (urlVariable === undefined || name === 'default') return undefined;
  throw new AthanorError(
    'bad_config',
    `the address of ${name} is not known: ${urlVariable} is not set`,
    {
      hint: `set ${urlVariable}, or take "urlVariable" out of the environment in athanor.config.ts`,
    },
  );
}

/** The options with another address in them, for a driver that is already the right one. */
export function withAddress(
  options: OrmOptions,
  {url, dialect}: Address,
  root: string,
): OrmOptions {
  if (dialect === 'sqlite') {
    return {...options, dbName: sqlitePath(url, root), clientUrl: undefined};
  }
  const {hostname, port, username, password, pathname} = new URL(url);
  const driverOptions = options['driverOptions'];
  const isPlain =
    typeof driverOptions === 'object' &&
    driverOptions !== null &&
    !('createDriver' in driverOptions);
  return {
    ...options,
    clientUrl: url,
    host: decodeURIComponent(hostname),
    port: port === '' ? 5432 : Number(port),
    user: username === '' ? undefined : decodeURIComponent(username),
    password: password === '' ? undefined : decodeURIComponent(password),
    dbName: decodeURIComponent(pathname.slice(1)),
    // The driver reads what the address says beside all that, such as `sslmode`.
    driverOptions:
      isPlain || driverOptions === undefined
        ? {...driverOptions, connectionString: url}
        : driverOptions,
  };
}

/** Where a SQLite database lies, as an absolute path; `:memory:` and the empty name stay. */
export function sqlitePath(address: string, root: string): string {
  if (isInMemory(address)) return address;
  if (address.startsWith('file:///')) return fileURLToPath(address);
  const path = address.replace(/^(?:sqlite3?|file):(?:\/\/)?/, '');
  return isInMemory(path) || isAbsolute(path) ? path : resolve(root, path);
}

/** Whether a SQLite database has no file. */
export const isInMemory = (name: string): boolean => name === '' || name === ':memory:';

function dialectOf(url: string, variable: string): DialectName {
  if (/^postgres(?:ql)?:\/\//.test(url)) {
    if (URL.canParse(url)) return 'postgresql';
  } else if (/^(?:sqlite3?|file):/.test(url) || !/^\w+:\/\//.test(url)) return 'sqlite';
  throw new AthanorError('bad_config', `${variable} is not an address that Athanor can read`, {
    hint: 'write postgresql://user:password@host:5432/name or sqlite:path/to/file.db',
  });
}
