import type {DialectName} from '../../dialects/dialect.ts';
import {AthanorError} from '../../errors.ts';
import {installed, type LoadedFrom} from './installed.ts';

/** The dialect of a driver class of MikroORM's or one that extends it; `undefined` for any other. */
export function dialectOfDriver(driver: unknown): DialectName | undefined {
  for (const name of classNames(driver)) {
    if (/sqlite|libsql|sqljs/i.test(name)) return 'sqlite';
    if (/postgresql|pglite/i.test(name)) return 'postgresql';
  }
  return undefined;
}

/** Throws `not_supported` for a driver of a database that Athanor does not know. */
export function refuseOtherDriver(driver: unknown, path: string): void {
  const other = classNames(driver).find((name) => /mysql|mariadb|mssql|mongo|oracle/i.test(name));
  if (other === undefined) return;
  throw new AthanorError(
    'not_supported',
    `${path} is for another kind of database: its driver is ${other}`,
    {hint: 'Athanor works with PostgreSQL and SQLite only', details: {path, driver: other}},
  );
}

/** The class of MikroORM's driver for a dialect. Throws `no_mikro_orm` when it is not installed. */
export async function driverFor(dialect: DialectName, from: LoadedFrom): Promise<unknown> {
  const name = dialect === 'sqlite' ? 'SqliteDriver' : 'PostgreSqlDriver';
  for (const location of [`@mikro-orm/${dialect}`, '@mikro-orm/sql']) {
    const exports = (await installed(location, from)) ?? {};
    const driver: unknown = Object.entries(exports).find(([key]) => key === name)?.[1];
    if (driver !== undefined) return driver;
  }
  throw new AthanorError(
    'no_mikro_orm',
    `@mikro-orm/${dialect} is not installed in ${from.found.settings.root}`,
    {hint: `npm install @mikro-orm/${dialect}`},
  );
}

/** The names of a class and of all that it extends. */
export function classNames(type: unknown): readonly string[] {
  const names: string[] = [];
  for (let at = type; typeof at === 'function' && at.name !== '';) {
    names.push(at.name);
    at = Object.getPrototypeOf(at);
  }
  return names;
}
