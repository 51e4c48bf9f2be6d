import {afterAll, beforeAll, beforeEach, expect, inject, test} from 'vitest';
import type {SqlStatement, Statement} from '../../../source/dialects/statement.ts';
import {replay} from '../../../source/operations/apply.ts';
import type {Operations} from '../../../source/operations/operations.ts';
import {record} from '../../../source/operations/recorder.ts';
import {account, compiled, made, rows, server, upgraded} from './server.ts';
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

const sqlOf = (statements: readonly Statement[]): readonly string[] =>
  statements.filter((each): each is SqlStatement => each.kind === 'sql').map(({sql}) => sql);

const everything = (op: Operations): void => {
  op.createEnum('mood', ['up', 'down']);
  op.createTable(
    'o\'clock "t x"',
    (t) => ({
      id: t.bigint().autoincrement().primary(),
      name: t.string().length(30).collation('C').comment("it's a name"),
      state: t.enum(['new', "won't"]).default('new'),
      tags: t.enum(['a', 'b']).array().nullable(),
      mood: t.enum(['up', 'down']).nativeEnumName('mood').default('up'),
      moods: t.enum(['up', 'down']).nativeEnumName('mood').array().nullable(),
      price: t.decimal().precision(8).scale(2).default(0),
      data: t.json().default('{"a": "\\\\"}'),
      at: t.datetime(3).defaultRaw('current_timestamp'),
      tax: t.decimal().generated('price * 0.2', 'stored').nullable(),
      serial: t.integer().identity('always'),
      list: t.array().nullable(),
    }),
    {
      comment: "it's",
      uniques: {one_name: {columns: ['name'], deferrable: 'deferred'}},
      checks: {dear: 'price >= 0'},
      foreignKeys: {
        own: {
          columns: ['id'],
          references: ['o\'clock "t x"', ['id']],
          onDelete: 'cascade',
          deferrable: 'immediate',
        },
      },
    },
  );
  op.createIndex(
    'by_name',
    'o\'clock "t x"',
    [
      {column: 'name', operatorClass: 'text_pattern_ops', order: 'desc', nulls: 'last'},
      {expression: 'lower(name)'},
    ],
    {where: 'price > 1', include: ['state'], with: {fillfactor: 70}, unique: true},
  );
  op.createIndex('by_tags', 'o\'clock "t x"', ['tags'], {using: 'gin'});
};

test('a table with everything is live as it is stored, and its renames carry on', async () => {
  const schema = await made(pg, everything);
  expect(await pg.live()).toEqual(await pg.worded(schema));

  await upgraded(pg, schema, (op) => {
    op.renameTable('o\'clock "t x"', 'plain');
    op.renameColumn('plain', 'state', 'status');
    op.renameColumn('plain', 'price', 'cost');
    op.renameConstraint('plain', 'dear', 'costly');
    op.renameConstraint('plain', 'own', 'self');
    op.renameConstraint('plain', 'one_name', 'only_name');
    op.renameIndex('plain', 'by_name', 'named');
    op.setTableComment('plain', null);
    op.alterColumn('plain', 'name', {comment: null});
    op.addEnumValue('mood', 'so so', {before: 'down'});
  });
  const checks = await pg.ask(
    "select conname from pg_catalog.pg_constraint where conrelid = 'public.plain'::regclass and contype = 'c' order by 1",
  );
  expect(checks.map(({conname}) => conname)).toEqual([
    'costly',
    'plain_status_check',
    'plain_tags_check',
  ]);
});

test('another schema holds tables and enums', async () => {
  const schema = await made(pg, (op) => {
    op.createSchema('sales');
    op.createEnum({schema: 'sales', name: 'kind'}, ['a']);
    op.createTable({schema: 'sales', name: 'order'}, (t) => ({
      id: t.integer().autoincrement().primary(),
      state: t.enum(['x']),
    }));
    op.createIndex('by_state', {schema: 'sales', name: 'order'}, ['state']);
  });
  expect(await pg.live()).toEqual(await pg.worded(schema));
  await upgraded(pg, schema, (op) => {
    op.renameIndex({schema: 'sales', name: 'order'}, 'by_state', 'other');
    op.dropIndex('other', {schema: 'sales', name: 'order'});
    op.dropTable({schema: 'sales', name: 'order'});
    op.dropEnum({schema: 'sales', name: 'kind'});
    op.dropSchema('sales');
  });
});

test('a column is changed in all its ways', async () => {
  const schema = await made(pg, account, rows);
  await upgraded(pg, schema, (op) => {
    op.alterColumn('account', 'state', {type: (t) => t.string().length(20), default: null});
    op.alterColumn('account', 'name', {type: (t) => t.text(), defaultRaw: "lower('X')"});
    op.alterColumn('account', 'points', {type: (t) => t.bigint(), nullable: true});
  });
  expect(await pg.ask('select state, points from public.account where id = 7')).toEqual([
    {state: 'old', points: '70000'},
  ]);
});

const native = (op: Operations): void => {
  op.alterColumn('account', 'state', {
    type: (t) => t.enum(['old', 'new', 'odd']).nativeEnumName('state'),
  });
};

test('an enum by check becomes one by type, and back, with its default', async () => {
  const before = await made(
    pg,
    (op) => {
      op.createEnum('state', ['old', 'new', 'odd']);
      account(op);
    },
    rows,
  );
  await upgraded(pg, before, native);
  await upgraded(pg, replay(before, record(native), 'postgresql'), (op) => {
    op.alterColumn('account', 'state', {type: (t) => t.enum(['new', 'old'])});
  });
  expect(await pg.ask('select distinct state from public.account order by 1')).toEqual([
    {state: 'new'},
    {state: 'old'},
  ]);
});

const on = (op: Operations): void => op.alterColumn('account', 'id', {autoincrement: true});

test('numbering is turned on after the highest number, and off again', async () => {
  const schema = await made(pg, account, rows);
  await upgraded(pg, schema, on);
  const next = 'insert into public.account default values returning id';
  expect(await pg.ask(next)).toEqual([{id: 8}]);

  const numbered = replay(schema, record(on), 'postgresql');
  await upgraded(pg, numbered, (op) => op.alterColumn('account', 'id', {type: (t) => t.bigint()}));
  expect(await pg.ask('select data_type::text from pg_catalog.pg_sequences')).toEqual([
    {data_type: 'bigint'},
  ]);
  await upgraded(
    pg,
    replay(
      numbered,
      record((op) => op.alterColumn('account', 'id', {type: (t) => t.bigint()})),
      'postgresql',
    ),
    (op) => op.alterColumn('account', 'id', {autoincrement: false}),
  );
  expect(await pg.ask('select 1 from pg_catalog.pg_sequences')).toEqual([]);
});

test('an identity is turned on, changed, and off', async () => {
  let schema = await made(pg, account, rows);
  const numbers: unknown[] = [];
  for (const identity of ['by default', 'always', null] as const) {
    const change = record((op) => op.alterColumn('account', 'id', {identity}));
    await upgraded(pg, schema, change);
    schema = replay(schema, change, 'postgresql');
    const values = identity === null ? '(id) values (0)' : 'default values';
    numbers.push(...(await pg.ask(`insert into public.account ${values} returning id`)));
  }
  expect(numbers).toEqual([{id: 8}, {id: 9}, {id: 0}]);
});

test('what is computed is computed otherwise, and then no more', async () => {
  let schema = await made(
    pg,
    (op) => {
      op.createTable('part', (t) => ({
        price: t.integer(),
        twice: t.integer().generated('price * 2', 'stored').nullable(),
        thrice: t.integer().generated('price * 3').nullable(),
      }));
    },
    'insert into public.part (price) values (5)',
  );
  for (const change of [
    (op: Operations): void => {
      op.alterColumn('part', 'twice', {generated: {expression: 'price * 20', kind: 'stored'}});
      op.alterColumn('part', 'thrice', {generated: {expression: 'price * 30'}});
    },
    (op: Operations): void => op.alterColumn('part', 'twice', {generated: null}),
  ]) {
    await upgraded(pg, schema, change);
    schema = replay(schema, record(change), 'postgresql');
  }
  expect(await pg.ask('select * from public.part')).toEqual([{price: 5, twice: 100, thrice: 150}]);
});

const indexed = (op: Operations): void =>
  op.createIndex('by_name', 'account', ['name'], {concurrently: true});

test('an index is built concurrently, also after an attempt that was killed', async () => {
  const schema = await made(pg, account, rows);
  const [create] = compiled(record(indexed), schema);
  expect(create).toMatchObject({
    sql: 'create index concurrently "by_name" on "public"."account" ("name")',
    transactional: false,
    hazards: [{kind: 'not-transactional'}],
    restart: 'drop index concurrently if exists "public"."by_name"',
  });
  await pg.ask('create index by_name on public.account (id)');
  if (create?.kind === 'sql') await pg.ask(create.restart ?? '');
  await upgraded(pg, schema, indexed);
});

const enums = (op: Operations): void => {
  op.createEnum('mood', ['up']);
  op.createTable('day', (t) => ({mood: t.enum(['up']).nativeEnumName('mood')}));
};

test('a value that the revision goes on to use is added outside the transaction', async () => {
  const schema = await made(pg, enums);
  const used = await upgraded(pg, schema, (op) => {
    op.addEnumValue('mood', 'down');
    op.execute("insert into public.day values ('down')");
  });
  expect(used[0]).toMatchObject({
    transactional: false,
    sql: `alter type "public"."mood" add value if not exists 'down'`,
  });

  const [unused] = compiled(
    record((op) => op.addEnumValue('mood', 'flat')),
    schema,
  );
  expect(unused).toMatchObject({transactional: true});
  const fresh = compiled(
    record((op) => {
      enums(op);
      op.addEnumValue('mood', 'down');
      op.alterColumn('day', 'mood', {default: 'down'});
    }),
  );
  expect(fresh.every(({transactional}) => transactional)).toBe(true);
});

test('a primary key is dropped under the name that PostgreSQL chose', async () => {
  const long = 'ü'.repeat(31);
  const schema = await made(pg, (op) => op.createTable(long, (t) => ({id: t.integer().primary()})));
  const statements = await upgraded(pg, schema, (op) => {
    op.dropPrimaryKey(long);
    op.createPrimaryKey('named', long, ['id']);
  });
  expect(sqlOf(statements)[0]).toBe(
    `alter table "public"."${long}" drop constraint "${'ü'.repeat(29)}_pkey"`,
  );
});
