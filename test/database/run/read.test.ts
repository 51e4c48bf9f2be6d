import {existsSync} from 'node:fs';
import {readdir} from 'node:fs/promises';
import {dirname} from 'node:path';
import {Client} from 'pg';
import {expect, inject, onTestFinished, test} from 'vitest';
import {openDatabase} from '../../../source/database/open.ts';
import {readLog} from '../../../source/runtime/journal.ts';
import {measureLosses} from '../../../source/runtime/losses.ts';
import {readRows} from '../../../source/runtime/version-rows.ts';
import type {DialectName} from '../../../source/dialects/dialect.ts';
import {dialectNames, freshDatabase, type TestDatabase} from '../../support/databases.ts';
import {history, runUp} from '../../support/histories.ts';
import {configFor, ownTablesOf} from '../../support/orm/config-for.ts';

const revisions = [
  {
    id: 'aa',
    upgrade: (op: Op) => op.createTable('account', (t) => ({id: t.integer().primary()})),
    downgrade: (op: Op) => op.dropTable('account'),
  },
];
type Op = Parameters<Parameters<typeof history>[1][number]['upgrade']>[0];

test.for(dialectNames)('reading %s: creates nothing where nothing is', async (dialect) => {
  const tables = ownTablesOf(dialect);
  const {open, address} = await freshDatabase(dialect);
  const session = await open('read');
  expect(await readRows(session, tables)).toEqual([]);
  expect(await readLog(session, tables)).toEqual([]);
  expect(await session.introspect()).toEqual({tables: [], enums: [], objects: [], unknowns: []});
  await session[Symbol.asyncDispose]();
  expect(await made(dialect, {address, open})).toEqual([]);
});

test.for(dialectNames)('reading %s: refuses to write', async (dialect) => {
  const tables = ownTablesOf(dialect);
  const {open} = await freshDatabase(dialect);
  await runUp(await open(), history(dialect, revisions));
  const session = await open('read');
  await expect(session.execute('delete from athanor_version')).rejects.toThrow(/read-?only/);
  expect(await readRows(session, tables)).toEqual(['aa']);
});

test.for(dialectNames)(
  'reading %s: tells a definition in the words of the server, and leaves nothing behind',
  async (dialect) => {
    const {open} = await freshDatabase(dialect);
    const past = history(dialect, revisions);
    await runUp(await open(), past);
    const session = await open('read');
    const [definition] = past.schemaAt(['aa']).tables;
    if (definition === undefined) throw new Error('the history has no table');
    expect(await session.described(definition)).toEqual(await session.describe({name: 'account'}));
    expect((await session.introspect()).tables).toHaveLength(1);
    expect(await session.describe({name: 'nowhere'})).toBeUndefined();
  },
);

test('a role of postgresql that may only read sees rows, journal, schema and losses', async () => {
  const {open, address} = await freshDatabase('postgresql');
  const past = history('postgresql', revisions);
  const writer = await open();
  await runUp(writer, past);
  await writer.execute('insert into account (id) values (1)');
  const role = `reader_${String(process.pid)}_${String(Date.now())}`;
  await writer.execute(`create role ${role} login password 'reads'`);
  await writer.execute(`grant select on all tables in schema public to ${role}`);
  onTestFinished(async () => {
    await writer.execute(`drop owned by ${role}`);
    await writer.execute(`drop role ${role}`);
  });

  const url = new URL(address);
  url.username = role;
  url.password = 'reads';
  await using database = await openDatabase(configFor(url.href));
  await using session = await database.open('read');
  const tables = ownTablesOf('postgresql');
  expect(await readRows(session, tables)).toEqual(['aa']);
  expect(await readLog(session, tables)).toMatchObject([{revision: 'aa', outcome: 'done'}]);
  expect((await session.introspect()).tables.map(({name}) => name)).toEqual(['account']);
  const [step] = past.down(['aa'], 'base').steps;
  if (step === undefined) throw new Error('the plan has no step');
  expect(await measureLosses(session, step)).toMatchObject([{object: 'account', count: 1}]);
});

test.for([
  ['postgresql://nobody@127.0.0.1:1/nothing', 'ECONNREFUSED', /is the server running/],
  ['sqlite:/nowhere/at/all/shop.db', '', /address/],
] as const)('%s cannot be reached', async ([address, code, hint]) => {
  await using database = await openDatabase(configFor(address));
  await expect(database.open('write')).rejects.toMatchObject({
    code: 'unreachable',
    hint: expect.stringMatching(hint),
    details: {code},
  });
});

test('the address of a postgresql that is not there is told without its password', async () => {
  const url = new URL(inject('postgresql'));
  url.pathname = 'there_is_none';
  await using database = await openDatabase(configFor(url.href));
  expect(database.label).toBe(`postgresql ${url.hostname}:${url.port || 5432}/there_is_none`);
  const failed: unknown = await database.open('read').catch((error: unknown) => error);
  expect(failed).toMatchObject({
    code: 'unreachable',
    hint: expect.stringMatching(/create the database/),
  });
  expect(String(failed)).not.toContain(url.password);
});

test('an older server than the one that statements are written for is refused', async () => {
  const {config} = await freshDatabase('sqlite');
  const demanding = {...config, target: {...config.target, sqlite: '99.1'}};
  await using database = await openDatabase(demanding);
  await expect(database.open('write')).rejects.toMatchObject({code: 'old_server'});
});

test('the lock of a database on sqlite is a file beside it, made by a run only', async () => {
  const {open, address} = await freshDatabase('sqlite');
  const lock = `${address.replace('sqlite:', '')}-athanor-lock`;
  await using session = await open();
  expect(existsSync(lock)).toBe(false);
  await session.tryLock();
  expect(existsSync(lock)).toBe(true);
});

test('a statement that runs on postgresql can be stopped from outside', async () => {
  const {open} = await freshDatabase('postgresql');
  await using session = await open();
  const sleeping = session.execute('select pg_sleep(60)');
  const watcher = new Client(inject('postgresql'));
  await watcher.connect();
  const active = `select 1 from pg_stat_activity where query = 'select pg_sleep(60)' and state = 'active'`;
  while ((await watcher.query(active)).rows.length === 0);
  await watcher.end();
  // It may be over before the one that stopped it has said goodbye.
  const [refusal] = await Promise.all([
    sleeping.catch((error: unknown) => error),
    session.cancel(),
  ]);
  expect(refusal).toMatchObject({code: '57014'});
});

/** What there is: files beside the database on SQLite, relations on PostgreSQL. */
async function made(
  dialect: DialectName,
  {address, open}: Pick<TestDatabase, 'address' | 'open'>,
): Promise<readonly unknown[]> {
  if (dialect === 'sqlite') return readdir(dirname(address.replace('sqlite:', '')));
  await using session = await open('read');
  return await session.query(
    `select relname from pg_class c join pg_namespace n on n.oid = relnamespace where nspname = 'public'`,
  );
}
