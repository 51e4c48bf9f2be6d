import {existsSync} from 'node:fs';
import {storedTable} from '../../dialects/sqlite/stored.ts';
import {storedObjects} from '../../dialects/sqlite/stored-object.ts';
import {AthanorError} from '../../errors.ts';
import type {Session} from '../../runtime/session.ts';
import {connect, type Ask, type Connection} from '../connection.ts';
import {dbOver} from '../db.ts';
import {after, type SessionOptions} from '../postgresql/session.ts';
import {isInMemory} from '../project/address.ts';
import type {ProjectOrm} from '../project-orm.ts';
import {describeTable, introspect} from './introspect.ts';
import {lockHolder, takeLock, type SqliteLock} from './lock.ts';

/** How long a statement waits for another process that is writing, in milliseconds. */
const patience = 5000;

/** Opens a session on SQLite. Throws what the driver throws. */
export async function openSqlite(
  project: ProjectOrm,
  {purpose, own}: SessionOptions,
): Promise<Session> {
  const file = project.orm.config.get('dbName') ?? '';
  const isMissing = !isInMemory(file) && !existsSync(file);
  // Nothing to read: the same as an empty database, and no file is made.
  const connection = await connect(
    project,
    purpose === 'read' && isMissing ? {file: ':memory:'} : {},
  );
  try {
    const [before] = await connection.ask('pragma busy_timeout');
    await connection.ask(`pragma busy_timeout = ${String(patience)}`);
    if (purpose === 'read') await connection.ask('pragma query_only = on');
    const [row] = await connection.ask(
      'select sqlite_version() as version, (select count(*) from sqlite_master) as tables',
    );
    const version = String(row?.['version']);
    return session({connection, project, file, own, version, timeout: Number(before?.['timeout'])});
  } catch (error) {
    await connection.close();
    throw error;
  }
}

interface Opened {
  readonly connection: Connection;
  readonly project: ProjectOrm;
  readonly file: string;
  readonly own: SessionOptions['own'];
  readonly version: string;
  /** How long statements waited before, in milliseconds. */
  readonly timeout: number;
}

function session({connection, project, file, own, version, timeout}: Opened): Session {
  const state: {lock: SqliteLock | undefined; inTransaction: boolean} = {
    lock: undefined,
    inTransaction: false,
  };
  const ask: Ask = async (sql, values) => {
    const rows = await connection.ask<never>(sql, values);
    state.inTransaction = after(sql, state.inTransaction);
    return rows;
  };
  const unlock = async (): Promise<void> => {
    const {lock} = state;
    state.lock = undefined;
    await lock?.free();
  };
  return {
    dialect: 'sqlite',
    serverVersion: version,
    async execute(sql) {
      await ask(sql);
    },
    query: ask,
    db: dbOver(connection, 'sqlite'),
    async tryLock() {
      // No one else can reach a database in memory.
      if (isInMemory(file)) return undefined;
      const answer = await takeLock(project, file);
      if (!('free' in answer)) return answer;
      state.lock = answer;
      return undefined;
    },
    lockHolder: () => (isInMemory(file) ? Promise.resolve(undefined) : lockHolder(project, file)),
    unlock,
    introspect: () => introspect(connection.ask, own.tables),
    describe: (table) => describeTable(connection.ask, table),
    described: (definition) => Promise.resolve(storedTable(definition)),
    describedObjects: (objects) => Promise.resolve(storedObjects(objects)),
    async cancel() {
      throw new AthanorError(
        'not_supported',
        'a statement on SQLite cannot be stopped from outside',
        {
          hint: 'it ends by itself; the run can be left before the next statement',
        },
      );
    },
    async [Symbol.asyncDispose]() {
      try {
        if (state.inTransaction) await connection.ask('rollback');
        if (connection.isShared) {
          await connection.ask('pragma query_only = off');
          await connection.ask(`pragma busy_timeout = ${String(timeout)}`);
        }
      } catch {
        // SQLite has rolled back by itself, as it does when the disk is full.
      } finally {
        await unlock();
        await connection.close();
      }
    },
  };
}
