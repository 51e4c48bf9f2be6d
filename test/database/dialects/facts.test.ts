import {afterAll, beforeAll, beforeEach, expect, inject, test} from 'vitest';
import type {Operations} from '../../../source/operations/operations.ts';
import {record} from '../../../source/operations/recorder.ts';
import {emptySchema} from '../../../source/schema/schema.ts';
import {account, compiled, made, rows, server} from './server.ts';
import type {Server} from './server.ts';

let pg: Server;
beforeAll(async () => {
  pg = await server(inject('postgresql'));
});
afterAll(async () => {
  await pg[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await pg.clear();
});

test.for([
  [(op: Operations) => op.dropTable('account'), ['drop-table', 3]],
  [(op: Operations) => op.dropColumn('account', 'name'), ['drop-column', 2]],
  [
    (op: Operations) => op.alterColumn('account', 'name', {type: (t) => t.string().length(3)}),
    ['narrow-type', 1],
  ],
  [
    (op: Operations) => op.alterColumn('account', 'points', {type: (t) => t.smallint()}),
    ['narrow-type', 1],
  ],
  [
    (op: Operations) =>
      op.alterColumn('account', 'points', {type: (t) => t.decimal().precision(4).scale(2)}),
    ['narrow-type', 1],
  ],
  [
    (op: Operations) => op.alterColumn('account', 'name', {type: (t) => t.integer()}),
    ['narrow-type', 1],
  ],
  [
    (op: Operations) => op.alterColumn('account', 'name', {type: (t) => t.date()}),
    ['narrow-type', 2],
  ],
  [
    (op: Operations) => op.alterColumn('account', 'state', {type: (t) => t.enum(['new'])}),
    ['narrow-type', 2],
  ],
  [
    (op: Operations) =>
      op.alterColumn('account', 'points', {type: (t) => t.bigint(), using: 'points + 1'}),
    ['narrow-type', 3],
  ],
  [(op: Operations) => op.alterColumn('account', 'points', {type: (t) => t.bigint()}), undefined],
  [(op: Operations) => op.alterColumn('account', 'name', {type: (t) => t.text()}), undefined],
  [(op: Operations) => op.alterColumn('account', 'points', {type: (t) => t.text()}), undefined],
] as const)('what is lost is measured: %s', async ([change, found]) => {
  const schema = await made(pg, account, rows);
  const hazard = compiled(record(change), schema)
    .flatMap(({hazards}) => hazards)
    .find(({measure}) => measure !== undefined);
  const counted = hazard && (await pg.ask(hazard.measure ?? ''));
  expect(hazard && [hazard.kind, Number(counted?.[0]?.['n'])]).toEqual(found);
});

test.for([
  ['timestamp(6)', 'timestamp(0)', "'2026-01-01 10:00:00.5'", 1],
  ['timestamptz', 'date', "'2026-01-01 10:00:00'", 1],
  ['timestamptz', 'date', "'2026-01-01'", 0],
  ['double precision', 'int', '1.5', 1],
  ['double precision', 'int', '2', 0],
  ['double precision', 'numeric(3,1)', '1.25', 1],
  ['numeric(6,3)', 'numeric(6,2)', '1.250', 0],
  ['bigint', 'int', '3000000000', 1],
  ['text', 'int', "'007'", 1],
  ['text', 'int', "'99999999999'", 1],
  ['text', 'int', "'-7'", 0],
] as const)('%s to %s with %s loses %i', async ([from, to, value, lost]) => {
  const schema = await made(
    pg,
    (op) => op.createTable('t', (t) => ({v: t.raw(from)})),
    `insert into public.t values (${value})`,
  );
  const change = record((op) => op.alterColumn('t', 'v', {type: (t) => t.raw(to)}));
  const [hazard] = compiled(change, schema).flatMap(({hazards}) => hazards);
  expect(Number((await pg.ask(hazard?.measure ?? ''))[0]?.['n'])).toBe(lost);
});

test.for([
  [(op: Operations) => op.addColumn('account', 'x', (t) => t.integer()), ['may-fail']],
  [(op: Operations) => op.addColumn('account', 'x', (t) => t.integer().default(1)), []],
  [(op: Operations) => op.addColumn('account', 'x', (t) => t.datetime().defaultRaw('now()')), []],
  [
    (op: Operations) =>
      op.addColumn('account', 'x', (t) => t.uuid().defaultRaw('gen_random_uuid()')),
    ['rewrite'],
  ],
  [(op: Operations) => op.alterColumn('account', 'points', {type: (t) => t.bigint()}), ['rewrite']],
  [
    (op: Operations) => op.alterColumn('account', 'name', {type: (t) => t.string().length(300)}),
    [],
  ],
  [(op: Operations) => op.alterColumn('account', 'name', {type: (t) => t.text()}), []],
] as const)('what is written anew is known: %s', async ([change, kinds]) => {
  const schema = await made(pg, account, 'select 1');
  const statements = compiled(record(change), schema);
  expect(statements.flatMap(({hazards}) => hazards.map(({kind}) => kind))).toEqual(kinds);
  const file = "select pg_relation_filenode('public.account') as file";
  const before = await pg.ask(file);
  await pg.carryOut(statements);
  const isSame = (await pg.ask(file))[0]?.['file'] === before[0]?.['file'];
  expect(isSame).toBe(!kinds.some((kind) => kind === 'rewrite'));
});

test('drops are guarded by the table as it is stored', async () => {
  const schema = await made(pg, account, rows);
  const statements = compiled(
    record((op) => {
      op.renameTable('account', 'member');
      op.dropColumn('member', 'name');
      op.dropTable('member');
    }),
    schema,
  );
  expect(
    statements.map((each) => each.kind === 'sql' && each.guard?.definition.columns.length),
  ).toEqual([undefined, undefined, 4, 3]);
  expect(statements[3]?.hazards[0]?.measure).toBe('select count(*) as n from "public"."account"');
});

test.for([
  [
    (op: Operations) =>
      op.createTable('a', (t) => ({b: t.integer(), c: t.integer().generated('b')})),
    'PostgreSQL 17 cannot hold a.c: it has no virtual generated columns before 18',
  ],
  [
    (op: Operations) => op.createTable('a', (t) => ({b: t.mediumint()})),
    'PostgreSQL has no type mediumint',
  ],
] as const)('refused: %s', ([change, message]) => {
  expect(() => compiled(record(change), emptySchema, '17')).toThrow(
    expect.objectContaining({code: 'not_supported', message}),
  );
});
