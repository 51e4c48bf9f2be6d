import {afterAll, beforeAll, beforeEach, expect, inject, test} from 'vitest';
import type {Operations} from '../../../source/operations/operations.ts';
import {made, server, upgraded, type Server} from './server.ts';

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

const a = (op: Operations): void =>
  op.createTable('a', (t) => ({
    id: t.integer().autoincrement().primary(),
    state: t.enum(['x', 'y']),
  }));

test('a table that is renamed leaves its names to a new one, whose key is as its own', async () => {
  const schema = await made(pg, a);
  await upgraded(pg, schema, (op) => {
    op.renameTable('a', 'old');
    a(op);
    op.dropPrimaryKey('old');
  });
  const live = await pg.live();
  expect(live.tables.map(({name, primaryKey}) => [name, primaryKey])).toEqual([
    ['a', {columns: ['id']}],
    ['old', undefined],
  ]);
});

test('the check of an enum has a name that the server keeps, however many bytes the names have', async () => {
  const schema = await made(pg, (op) =>
    op.createTable('ünï', (t) => ({['é'.repeat(31)]: t.enum(['x', 'y']), plain: t.integer()})),
  );
  await upgraded(pg, schema, (op) => op.renameTable('ünï', '日本'));
  expect((await pg.live()).tables.map(({name}) => name)).toEqual(['日本']);
});

const long = 'x'.repeat(62);

test.for<{
  name: string;
  first: (op: Operations) => void;
  next: Parameters<typeof upgraded>[2];
  key: string;
}>([
  {
    name: 'that a table makes',
    first(op) {
      op.createTable('a', (t) => ({id: t.integer()}), {
        primaryKey: {name: 'b_pkey', columns: ['id']},
      });
      op.createIndex('b_pkey1', 'a', ['id']);
    },
    next: (op) => op.createTable('b', (t) => ({id: t.integer().primary()})),
    key: 'b_pkey2',
  },
  {
    name: 'that is added',
    first(op) {
      op.createTable('a', (t) => ({id: t.integer()}), {checks: {b_pkey: 'id > 0'}});
      op.createTable('b', (t) => ({id: t.integer()}));
    },
    next: [{kind: 'createPrimaryKey', table: {name: 'b'}, primaryKey: {columns: ['id']}}],
    key: 'b_pkey1',
  },
  {
    name: 'of a long table',
    first: (op) => op.createTable(`${long}1`, (t) => ({id: t.integer().primary()})),
    next: (op) => op.createTable(`${long}2`, (t) => ({id: t.integer().primary()})),
    key: `${'x'.repeat(57)}_pkey1`,
  },
  {
    name: 'that is renamed with its table',
    first(op) {
      op.createTable('a', (t) => ({id: t.integer().primary()}));
      op.createTable('c', (t) => ({id: t.integer()}), {uniques: {b_pkey: ['id']}});
    },
    next: (op) => op.renameTable('a', 'b'),
    key: 'a_pkey',
  },
])(
  'a key $name has the name that the server gives it where the usual one is taken',
  async ({first, next, key}) => {
    const schema = await made(pg, first);
    await upgraded(pg, schema, next);
    const {tables} = await pg.live();
    expect(tables.map(({primaryKey}) => primaryKey?.name)).toContain(key);
  },
);
