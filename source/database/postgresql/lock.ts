import {createHash} from 'node:crypto';
import {AthanorError} from '../../errors.ts';
import type {LockHolder} from '../../runtime/session.ts';
import type {Ask} from '../connection.ts';
import {holderName} from '../holder.ts';

/** The lock of one version table: two halves of a number that the server keeps for a name. */
export interface LockKey {
  readonly number: string;
  readonly high: number;
  readonly low: number;
}

/** The key for a database and a version table: `shop`, `public.athanor_version`. */
export function lockKey(database: string, versionTable: string): LockKey {
  const hash = createHash('sha256').update(`athanor\n${database}\n${versionTable}`).digest();
  return {
    number: String(hash.readBigInt64BE(0)),
    high: hash.readUInt32BE(0),
    low: hash.readUInt32BE(4),
  };
}

/**
 * Takes the lock, which the server frees when the connection ends, or says who holds it.
 *
 * Throws `pooled_connection` where the statements of one connection do not reach one backend: there
 * the lock would stay with a backend that others use.
 */
export async function takeLock(ask: Ask, key: LockKey): Promise<LockHolder | undefined> {
  const backend = await backendOf(ask);
  await ask(`select pg_catalog.set_config('application_name', 'athanor ${name()}', false)`);
  const [answer] = await ask<{locked: boolean; pid: number}>(
    `select pg_catalog.pg_try_advisory_lock(${key.number}) as locked, pg_catalog.pg_backend_pid() as pid`,
  );
  const isLocked = answer?.locked === true;
  const isKept =
    backend === answer?.pid &&
    backend === (await backendOf(ask)) &&
    (!isLocked || (await isVisible(ask, key)));
  if (!isKept) {
    if (isLocked) await freeLock(ask, key);
    throw pooled();
  }
  return isLocked ? undefined : holder(ask, key);
}

async function isVisible(ask: Ask, key: LockKey): Promise<boolean> {
  const rows = await ask(
    `select 1 from pg_catalog.pg_locks where ${where(key)} and pid = pg_catalog.pg_backend_pid() and granted`,
  );
  return rows.length > 0;
}

/** Frees the lock. */
export async function freeLock(ask: Ask, key: LockKey): Promise<void> {
  await ask(`select pg_catalog.pg_advisory_unlock(${key.number})`);
  await ask('reset application_name');
}

async function backendOf(ask: Ask): Promise<number | undefined> {
  const [row] = await ask<{pid: number}>('select pg_catalog.pg_backend_pid() as pid');
  return row?.pid;
}

/** Sixty-three bytes are all that the server keeps; the time is when the connection was made. */
const name = (): string => holderName().replaceAll(/['\\]/g, '').slice(0, 50);

async function holder(ask: Ask, key: LockKey): Promise<LockHolder> {
  const [row] = await ask(
    `select l.pid, coalesce(nullif(a.application_name, ''), 'a session without a name') as name, a.usename as role, pg_catalog.host(a.client_addr) as address, pg_catalog.to_char(a.backend_start, 'HH24:MI:SS') as since
from pg_catalog.pg_locks l left join pg_catalog.pg_stat_activity a on a.pid = l.pid where ${where(key)} and l.granted limit 1`,
  );
  if (row === undefined) return {description: 'a session that has just ended'};
  const {name: application, role, address, since, pid} = row;
  const told = [
    text(application).replace(/^athanor /, ''),
    role && `role ${text(role)}`,
    address && `from ${text(address)}`,
    since && `since ${text(since)}`,
    `backend ${text(pid)}`,
  ];
  return {description: told.filter(Boolean).join(', ')};
}

const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

const where = ({high, low}: LockKey): string =>
  `locktype = 'advisory' and database = (select oid from pg_catalog.pg_database where datname = pg_catalog.current_database()) and classid = ${String(high)} and objid = ${String(low)} and objsubid = 1`;

const pooled = (): AthanorError =>
  new AthanorError(
    'pooled_connection',
    'the statements of one connection reach several backends: a pooler in transaction mode stands before this database',
    {hint: 'give the address of the database itself, or of the pooler in session mode'},
  );
