import type {AbstractSqlConnection} from '@mikro-orm/sql';
import type {CompiledQuery, Kysely} from 'kysely';
import type {Row} from '../runtime/session.ts';
import {isInMemory} from './project/address.ts';
import type {ProjectOrm} from './project-orm.ts';

/** One connection of the user's driver, held from opening to closing. */
export interface Connection {
  readonly ask: Ask;
  /** Others go on using it when this one is closed: what was set for it has to be set back. */
  readonly isShared: boolean;
  readonly close: () => Promise<void>;
}

/** Runs one statement, byte for byte; the values are bound by the driver. */
export type Ask = <R extends Row = Row>(
  sql: string,
  values?: readonly unknown[],
) => Promise<readonly R[]>;

/** Which database of the driver's to connect to, where it is not the configured one. */
export interface ConnectOptions {
  /** SQLite: the file. */
  readonly file?: string;
  /** A connection of its own, also where an instance was handed over. */
  readonly isApart?: boolean;
}

/**
 * Connects to the database with the user's driver. Each connection has a pool of its own, so that one
 * session never waits for another inside the same process; only a database in memory has but one, and an
 * instance that was handed over lends one of its own.
 */
export async function connect(
  project: ProjectOrm,
  {file, isApart = false}: ConnectOptions = {},
): Promise<Connection> {
  const shared = project.orm.driver.getConnection();
  const isShared =
    file === undefined && (hasOneConnection(project) || (project.isLent && !isApart));
  if (isShared) {
    // Whoever made the instance has it connect in their own way.
    if (project.isLent) await shared.ensureConnection();
    else await shared.connect({skipOnConnect: true});
    return {...(await pin(shared)), isShared};
  }
  const own = file === undefined ? undefined : {driverOptions: withFile(project, file)};
  // The class of the user's copy, so it comes from their driver. Its constructor is that of every MikroORM connection.
  const connection: AbstractSqlConnection = Reflect.construct(shared.constructor, [
    project.orm.config,
    own,
  ]);
  try {
    await connection.connect({skipOnConnect: true});
    const {ask, close} = await pin(connection);
    return {
      ask,
      isShared,
      async close() {
        await close();
        await connection.close();
      },
    };
  } catch (error) {
    await connection.close();
    throw error;
  }
}

/** A database in memory is there for one connection alone. */
const hasOneConnection = ({orm, dialect}: ProjectOrm): boolean =>
  dialect === 'sqlite' && isInMemory(orm.config.get('dbName') ?? '');

function withFile({orm}: ProjectOrm, file: string): unknown {
  const own: unknown = orm.config.get('driverOptions');
  const isDialect =
    typeof own === 'function' || (typeof own === 'object' && own !== null && 'createDriver' in own);
  return isDialect ? own : {...(typeof own === 'object' ? own : {}), dbName: file};
}

/** Takes one connection out of the pool and keeps it until it is closed. */
async function pin(connection: AbstractSqlConnection): Promise<Omit<Connection, 'isShared'>> {
  const taken = Promise.withResolvers<Kysely<unknown>>();
  const released = Promise.withResolvers<void>();
  const ended = connection
    .getClient()
    .connection()
    .execute(async (client) => {
      taken.resolve(client);
      await released.promise;
    });
  // A failure to connect is told to whoever waits for the connection.
  ended.catch(taken.reject);
  const client = await taken.promise;
  return {
    async ask<R extends Row>(sql: string, values: readonly unknown[] = []) {
      const {rows} = await client.executeQuery<R>(compiled<R>(sql, values));
      return rows;
    },
    async close() {
      released.resolve();
      await ended;
    },
  };
}

let count = 0;

const compiled = <R>(sql: string, values: readonly unknown[]): CompiledQuery<R> => ({
  sql,
  parameters: values,
  query: {kind: 'RawNode', sqlFragments: [sql], parameters: []},
  queryId: {queryId: `athanor-${String(++count)}`},
});
