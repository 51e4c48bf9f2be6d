import type {LockHolder} from '../../runtime/session.ts';
import {connect, type Connection} from '../connection.ts';
import {holderName} from '../holder.ts';
import type {ProjectOrm} from '../project-orm.ts';

/** A lock that is held: the open transaction on the file beside the database. */
export interface SqliteLock {
  free(): Promise<void>;
}

/**
 * Takes the lock of a SQLite database, or says who holds it.
 *
 * It is a write transaction on a small SQLite database beside the real one, so that the operating
 * system frees it however the process ends. `begin immediate` and not `exclusive`: one alone can have
 * it, and yet the others can read in it who that is.
 */
export async function takeLock(
  project: ProjectOrm,
  file: string,
): Promise<SqliteLock | LockHolder> {
  const connection = await connect(project, {file: `${file}-athanor-lock`});
  const name = `${holderName()}, process ${String(process.pid)}, since ${new Date().toISOString().slice(11, 19)} UTC`;
  try {
    await connection.ask('pragma busy_timeout = 0');
    if (await hold(connection, name)) {
      return {
        async free() {
          await connection.ask('rollback');
          await connection.close();
        },
      };
    }
    const description = await heldBy(connection);
    await connection.close();
    return {description};
  } catch (error) {
    await connection.close();
    throw error;
  }
}

/** The name has to be in the file before the transaction that is the lock, and may be another's by then. */
async function hold(connection: Connection, name: string): Promise<boolean> {
  const written = `'${name.replaceAll("'", "''")}'`;
  return unlessBusy(async () => {
    for (;;) {
      await connection.ask('begin immediate');
      // Only a reader of the name can be in the way of the commit, and not for long.
      await connection.ask('pragma busy_timeout = 1000');
      await connection.ask('create table if not exists holder (name text not null)');
      await connection.ask('delete from holder');
      await connection.ask(`insert into holder (name) values (${written})`);
      await connection.ask('commit');
      await connection.ask('begin immediate');
      if ((await heldBy(connection)) === name) return;
      await connection.ask('rollback');
    }
  });
}

async function heldBy(connection: Connection): Promise<string> {
  let name: unknown;
  await unlessBusy(async () => {
    const [row] = await connection.ask('select name from holder');
    name = row?.['name'];
  });
  return typeof name === 'string' ? name : 'another process';
}

async function unlessBusy(perform: () => Promise<void>): Promise<boolean> {
  try {
    await perform();
    return true;
  } catch (error) {
    if (!isBusy(error)) throw error;
    return false;
  }
}

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^SQLITE_(BUSY|LOCKED)/.test(String(error.code));
