import {readlink, realpath, stat} from 'node:fs/promises';
import {basename, dirname, join, resolve} from 'node:path';
import {AthanorError} from '../../errors.ts';
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
 * it, and yet the others can read in it who that is. It lies where the database itself lies, whichever
 * symbolic links lead there; two hard links to one database cannot be told from two databases.
 *
 * Throws `read_only` and `own_query_failed` where there can be no lock.
 */
export async function takeLock(
  project: ProjectOrm,
  file: string,
): Promise<SqliteLock | LockHolder> {
  const path = lockPath(await realPath(file));
  try {
    return await take(project, path);
  } catch (error) {
    throw await refusedLock(path, error);
  }
}

/** Who holds the lock of a SQLite database, if anybody does. Makes no file. */
export async function lockHolder(
  project: ProjectOrm,
  file: string,
): Promise<LockHolder | undefined> {
  // Held it is only by whoever has made the file of it.
  if ((await found(stat(lockPath(await realPath(file))))) === undefined) return undefined;
  const answer = await takeLock(project, file);
  if (!('free' in answer)) return answer;
  await answer.free();
  return undefined;
}

const lockPath = (database: string): string => `${database}-athanor-lock`;

async function take(project: ProjectOrm, path: string): Promise<SqliteLock | LockHolder> {
  const connection = await connect(project, {file: path});
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

/** Where a file lies or will lie, all symbolic links followed, as SQLite follows them. */
async function realPath(file: string): Promise<string> {
  const path = resolve(file);
  const target = await found(realpath(path));
  if (target !== undefined) return target;
  const link = await found(readlink(path));
  if (link !== undefined) return realPath(resolve(dirname(path), link));
  return join((await found(realpath(dirname(path)))) ?? dirname(path), basename(path));
}

/** What is there, or `undefined` for what is not, is no link, or may not be looked at. */
async function found<Result>(looked: Promise<Result>): Promise<Result | undefined> {
  try {
    return await looked;
  } catch {
    return undefined;
  }
}

/** What is wrong with the lock, by the code of the driver and by what lies in its place. */
async function refusedLock(path: string, error: unknown): Promise<unknown> {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const details = {lock: path, code};
  if ((await found(stat(path)))?.isDirectory() === true || code === 'SQLITE_NOTADB') {
    return new AthanorError(
      'own_query_failed',
      `${path} stands where Athanor keeps the lock of this database, and is none`,
      {
        hint: 'remove it: the lock is made when a run begins, and holds nothing else',
        details,
        cause: error,
      },
    );
  }
  if (!/^SQLITE_(?:READONLY|CANTOPEN|PERM)/.test(code)) return error;
  return new AthanorError(
    'read_only',
    `the lock of this database cannot be written at ${path}: ${error instanceof Error ? error.message : ''}`,
    {
      hint: `whoever runs this needs the right to write in ${dirname(path)}, where SQLite keeps its journal too`,
      details,
      cause: error,
    },
  );
}
