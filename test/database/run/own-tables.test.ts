import {randomUUID} from 'node:crypto';
import {Client} from 'pg';
import {expect, onTestFinished, test} from 'vitest';
import {openDatabase} from '../../../source/database/open.ts';
import {ownQueries} from '../../../source/runtime/own-queries.ts';
import type {Session} from '../../../source/runtime/session.ts';
import {readRows} from '../../../source/runtime/version-rows.ts';
import {dialectNames, freshDatabase} from '../../support/databases.ts';
import {history, runUp, type TestRevision} from '../../support/histories.ts';
import {configFor, ownTablesOf} from '../../support/orm/config-for.ts';
import {failure} from '../../support/refused.ts';

const account: TestRevision = {
  id: 'aa',
  upgrade: (op) => op.createTable('account', (t) => ({id: t.integer().primary()})),
};

const strangers = [
  {
    table: 'athanor_version',
    made: 'create table athanor_version (id integer)',
    missing: 'revision',
  },
  {
    table: 'athanor_version',
    made: 'create view athanor_version as select 1 as id',
    missing: 'revision',
  },
  {
    table: 'athanor_log',
    made: 'create table athanor_log (id integer, run text, format text)',
    missing:
      'revision, direction, kind, statement_no, checksum, actor, host, started_at, finished_at, outcome, error',
  },
];

const cases = dialectNames.flatMap((dialect) =>
  strangers.map(({table, made, missing}) => ({dialect, table, made, missing})),
);

test.for(cases)(
  'on $dialect: $made is not taken for Athanor’s own, looking or running',
  async ({dialect, table, made, missing}) => {
    const {open} = await freshDatabase(dialect);
    const session = await open();
    await session.execute(made);
    const refused = {
      code: 'version_table',
      message: `there is a table ${table}, and it is not Athanor's: it has no column ${missing}`,
      hint: expect.stringContaining('versionTable'),
    };
    const reading = await open('read');
    expect(await failure(readRows(reading, ownTablesOf(dialect)))).toMatchObject(refused);
    expect(await failure(runUp(session, history(dialect, [account])))).toMatchObject(refused);
    expect((await session.introspect()).tables).toEqual([]);
  },
);

test.for(dialectNames)('on %s: looking refuses what a newer Athanor made', async (dialect) => {
  const {open} = await freshDatabase(dialect);
  const session = await open();
  await runUp(session, history(dialect, [account]));
  await session.execute('update athanor_log set format = 99');
  await session.execute('alter table athanor_log drop column checksum');
  const reading = await open('read');
  expect(await failure(readRows(reading, ownTablesOf(dialect)))).toMatchObject({
    code: 'version_table',
    message: expect.stringContaining('newer Athanor (format 99'),
  });
});

/** A session of a role that may do no more than is granted to it. */
async function asRole(
  address: string,
  grants: (role: string) => readonly string[],
): Promise<Session> {
  const role = `role_${randomUUID().replaceAll('-', '')}`;
  const admin = new Client(address);
  await admin.connect();
  await admin.query(`create role ${role} login password 'x'`);
  for (const sql of grants(role)) await admin.query(sql);
  onTestFinished(async () => {
    await admin.query(`drop owned by ${role}`);
    await admin.query(`drop role ${role}`);
    await admin.end();
  });
  const url = new URL(address);
  url.username = role;
  url.password = 'x';
  const database = await openDatabase(configFor(url.href));
  const session = await database.open('write');
  onTestFinished(async () => {
    await session[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
  });
  return session;
}

const tables = ownTablesOf('postgresql');

test('a role of postgresql that may make no table is told which right it lacks', async () => {
  const {address} = await freshDatabase('postgresql');
  const session = await asRole(address, () => []);
  expect(await failure(runUp(session, history('postgresql', [account])))).toMatchObject({
    code: 'own_query_failed',
    message: expect.stringContaining('permission denied'),
    hint: expect.stringContaining('give the role the right'),
  });
});

test('a role of postgresql that may not read the version rows is told so', async () => {
  const {address, open} = await freshDatabase('postgresql');
  await runUp(await open(), history('postgresql', [account]));
  const session = await asRole(address, () => []);
  expect(await failure(readRows(ownQueries(session), tables))).toMatchObject({
    code: 'own_query_failed',
    message: expect.stringContaining('permission denied for table athanor_version'),
    hint: expect.stringContaining('give the role the right'),
  });
});

test('a role of postgresql that may read the version rows alone sees them, and cannot run', async () => {
  const {address, open} = await freshDatabase('postgresql');
  await runUp(await open(), history('postgresql', [account]));
  const session = await asRole(address, (role) => [`grant select on athanor_version to ${role}`]);
  expect(await readRows(ownQueries(session), tables)).toEqual(['aa']);
  const next = history('postgresql', [account, {id: 'bb', upgrade: () => {}}]);
  expect(await failure(runUp(session, next))).toMatchObject({
    code: 'own_query_failed',
    message: expect.stringContaining('permission denied for table athanor_log'),
  });
});

test('a postgresql that can only be read says so', async () => {
  const {address, open} = await freshDatabase('postgresql');
  await runUp(await open(), history('postgresql', [account]));
  const session = await asRole(address, (role) => [
    `grant all on athanor_version, athanor_log to ${role}`,
    `alter role ${role} set default_transaction_read_only = on`,
  ]);
  expect(await readRows(ownQueries(session), tables)).toEqual(['aa']);
  const next = history('postgresql', [account, {id: 'bb', upgrade: () => {}}]);
  expect(await failure(runUp(session, next))).toMatchObject({code: 'read_only'});
});

test('what fails while a table of sqlite is made anew is told in the words of the user', async () => {
  const {open} = await freshDatabase('sqlite');
  const session = await open();
  const way = history('sqlite', [
    {
      id: 'aa',
      upgrade(op) {
        op.createTable('account', (t) => ({id: t.integer().primary(), note: t.text().nullable()}));
        op.execute('insert into account (id) values (1)');
      },
    },
    {
      id: 'bb',
      upgrade: (op) =>
        op.alterColumn('account', 'note', {type: (t) => t.integer(), nullable: false}),
    },
  ]);
  const {message} = await failure(runUp(session, way));
  expect(message).toContain('NOT NULL constraint failed: account.note');
});
