import {AthanorError} from '../../errors.ts';
import type {Session} from '../../runtime/session.ts';
import {connect, type Ask, type Connection} from '../connection.ts';
import {dbOver} from '../db.ts';
import type {ProjectOrm} from '../project-orm.ts';
import {describeTable, introspect} from './introspect.ts';
import {freeLock, lockKey, takeLock, type LockKey} from './lock.ts';
import {described} from './described.ts';
import {describedObjects} from './objects.ts';
import {scope} from './scope.ts';

/** What a session has to know of the configuration. */
export interface SessionOptions {
  readonly purpose: 'read' | 'write';
  /** Athanor's own tables. */
  readonly own: {readonly schema: string; readonly tables: readonly string[]};
}

/** Opens a session on PostgreSQL. Throws what the driver throws. */
export async function openPostgresql(
  project: ProjectOrm,
  {purpose, own}: SessionOptions,
): Promise<Session> {
  const connection = await connect(project);
  try {
    if (purpose === 'read') await connection.ask('set default_transaction_read_only = on');
    const [row] = await connection.ask(
      `select pg_catalog.current_setting('server_version') as version, pg_catalog.pg_backend_pid() as pid, pg_catalog.current_database() as database`,
    );
    const key = lockKey(String(row?.['database']), `${own.schema}.${String(own.tables[0])}`);
    const [version = ''] = String(row?.['version']).split(' ');
    return session({connection, project, key, own, version, pid: Number(row?.['pid'])});
  } catch (error) {
    await connection.close();
    throw error;
  }
}

interface Opened {
  readonly connection: Connection;
  readonly project: ProjectOrm;
  readonly key: LockKey;
  readonly own: SessionOptions['own'];
  readonly version: string;
  readonly pid: number;
}

function session({connection, project, key, own, version, pid}: Opened): Session {
  const state = {isLocked: false, inTransaction: false};
  const ask: Ask = async (sql, values) => {
    const rows = await connection.ask<never>(sql, values);
    state.inTransaction = after(sql, state.inTransaction);
    return rows;
  };
  const scoped = <Result>(perform: () => Promise<Result>): Promise<Result> =>
    scope(connection.ask, state.inTransaction, perform);
  const unlock = async (): Promise<void> => {
    if (!state.isLocked) return;
    state.isLocked = false;
    await freeLock(connection.ask, key);
  };
  return {
    dialect: 'postgresql',
    serverVersion: version,
    async execute(sql) {
      await ask(sql);
    },
    query: ask,
    db: dbOver(connection, 'postgresql'),
    async tryLock() {
      const holder = await takeLock(connection.ask, key);
      state.isLocked = holder === undefined;
      return holder;
    },
    async lockHolder() {
      const holder = await takeLock(connection.ask, key);
      if (holder === undefined) await freeLock(connection.ask, key);
      return holder;
    },
    unlock,
    introspect: () => scoped(() => introspect(connection.ask, own)),
    describe: (table) => scoped(() => describeTable(connection.ask, table)),
    described: (definition) => scoped(() => described(connection.ask, definition, version)),
    describedObjects: (objects) => scoped(() => describedObjects(connection.ask, objects)),
    cancel: () => cancel(project, pid),
    async [Symbol.asyncDispose]() {
      try {
        if (state.inTransaction) await connection.ask('rollback');
        await unlock();
        if (connection.isShared) await connection.ask('reset default_transaction_read_only');
      } catch {
        // The connection is gone, and with it the transaction and the lock.
      } finally {
        await connection.close();
      }
    },
  };
}

/** Whether a transaction is open after a statement that went well. */
export function after(sql: string, before: boolean): boolean {
  const [word = ''] = /^\s*\w+(?:\s+to\b)?/.exec(sql.toLowerCase()) ?? [];
  if (['begin', 'start'].includes(word.trim())) return true;
  if (['commit', 'end', 'rollback'].includes(word.trim())) return false;
  return before;
}

async function cancel(project: ProjectOrm, pid: number): Promise<void> {
  const other = await connect(project, {isApart: true});
  try {
    const [row] = await other.ask(
      `select pg_catalog.pg_cancel_backend(${String(pid)}) as cancelled`,
    );
    if (row?.['cancelled'] !== true) {
      throw new AthanorError('not_supported', 'the server did not stop the statement', {
        hint: 'it may have ended by itself: run "athanor current" to see where the database stands',
      });
    }
  } finally {
    await other.close();
  }
}
