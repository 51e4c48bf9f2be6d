import {describe, expect, test} from 'vitest';
import {stored} from '../../../source/dialects/sqlite/stored.ts';
import {replay} from '../../../source/operations/apply.ts';
import type {Operations} from '../../../source/operations/operations.ts';
import {record} from '../../../source/operations/recorder.ts';
import {carryOut, compiled, live, made, texts} from './live.ts';

const account = (op: Operations): void => {
  op.createTable('account', (t) => ({
    id: t.integer().autoincrement().primary(),
    email: t.string().unique(),
    note: t.text().nullable(),
    state: t.enum(['new', 'old']).default('new'),
  }));
  op.createIndex('account_note', 'account', ['note', 'state']);
};

type Case = readonly [change: (op: Operations) => void, sql: readonly string[]];

const cases: readonly Case[] = [
  [
    (op) => op.addColumn('account', 'age', (t) => t.integer().default(-1)),
    ['alter table `account` add column `age` integer not null default -1'],
  ],
  [
    (op) => op.addColumn('account', 'kind', (t) => t.enum(['a', "b'"]).nullable()),
    ["alter table `account` add column `kind` text check (`kind` in ('a', 'b''')) null"],
  ],
  [
    (op) => op.addColumn('account', 'loud', (t) => t.text().generated('upper(email)')),
    ['alter table `account` add column `loud` text generated always as (upper(email)) virtual'],
  ],
  [
    (op) => op.dropColumn('account', 'note'),
    ['drop index `account_note`', 'alter table `account` drop column `note`'],
  ],
  [
    (op) => op.renameColumn('account', 'note', 'remark'),
    ['alter table `account` rename column `note` to `remark`'],
  ],
  [(op) => op.renameTable('account', 'member'), ['alter table `account` rename to `member`']],
  [
    (op) => op.renameIndex('account', 'account_note', 'by_note'),
    ['drop index `account_note`', 'create index `by_note` on `account` (`note`, `state`)'],
  ],
  [
    (op) => op.renameConstraint('account', 'account_email_unique', 'one_email'),
    ['drop index `account_email_unique`', 'create unique index `one_email` on `account` (`email`)'],
  ],
  [(op) => op.dropUnique('account_email_unique', 'account'), ['drop index `account_email_unique`']],
  [
    (op) => op.createUnique('u', 'account', ['state', 'note'], {deferrable: 'deferred'}),
    ['create unique index `u` on `account` (`state`, `note`)'],
  ],
  [
    (op) =>
      op.createIndex('i', 'account', [{column: 'email', collation: 'nocase', order: 'desc'}], {
        where: 'note is null',
        using: 'gin',
        include: ['note'],
        concurrently: true,
      }),
    ['create index `i` on `account` (`email` collate `nocase` desc) where note is null'],
  ],
  [(op) => op.dropTable('account'), ['drop table `account`']],
  [
    (op) => op.alterColumn('account', 'email', {type: (t) => t.string().length(9), comment: 'x'}),
    [],
  ],
  [(op) => op.setTableComment('account', 'people'), []],
  [(op) => op.createEnum('mood', ['up']), []],
  [(op) => op.only('postgresql', (pg) => pg.dropTable('account')), []],
];

test.for(cases)('in place: %s', ([change, sql]) => {
  const {db, schema} = made(record(account));
  db.exec("insert into account (email) values ('a')");
  const operations = record(change);
  const statements = compiled(operations, schema);
  expect(texts(statements)).toEqual(sql);
  carryOut(db, statements);
  expect(live(db)).toEqual(stored(replay(schema, operations, 'sqlite')));
});

test('from 3.53 on, not null and checks in place', () => {
  const {db, schema} = made(record(account));
  db.exec("insert into account (email, note) values ('a', 'x')");
  const operations = record((op) => {
    op.createCheck('noted', 'account', "note <> ''");
    op.alterColumn('account', 'note', {nullable: false});
    op.alterColumn('account', 'email', {nullable: true});
    op.createCheck('mailed', 'account', "email <> ''");
    op.dropCheck('noted', 'account');
  });
  const statements = compiled(operations, schema, '3.53');
  expect(texts(statements)).toEqual([
    "alter table `account` add constraint `noted` check (note <> '')",
    'alter table `account` alter column `note` set not null',
    'alter table `account` alter column `email` drop not null',
    "alter table `account` add constraint `mailed` check (email <> '')",
    'alter table `account` drop constraint `noted`',
  ]);
  carryOut(db, statements);
  expect(live(db)).toEqual(stored(replay(schema, operations, 'sqlite')));
});

describe('a version before 3.35', () => {
  test('drops a column by a rebuild', () => {
    const {schema} = made(record(account));
    const drop = record((op) => op.dropColumn('account', 'note'));
    expect(texts(compiled(drop, schema, '3.34'))[0]).toMatch(/^create table `_athanor_account`/);
  });

  test('that cannot rename safely is refused', () => {
    expect(() => compiled([], undefined, '3.25')).toThrow('SQLite 3.25 cannot rename');
  });
});

const both = (op: Operations): void => {
  account(op);
  op.createTable('entry', (t) => ({id: t.integer().primary(), account_id: t.integer()}), {
    foreignKeys: {
      entry_account: {
        columns: ['account_id'],
        references: ['account', ['id']],
        onDelete: 'cascade',
      },
    },
  });
};

describe('dropping a table', () => {
  test('deletes no row of another: it fails instead', () => {
    const {db, schema} = made(record(both));
    db.exec("insert into account (email) values ('a'); insert into entry values (1, 1)");
    const drop = compiled(
      record((op) => op.dropTable('account')),
      schema,
    );
    expect(() => carryOut(db, drop)).toThrow('broken');
    expect(db.prepare('select count(*) from entry').pluck().get()).toBe(1);
  });

  test('is guarded, and measured under the name from before', () => {
    const {schema} = made(record(both));
    const [, drop] = compiled(
      record((op) => {
        op.renameTable('entry', 'line');
        op.dropTable('line');
      }),
      schema,
    );
    expect(drop).toMatchObject({
      sql: 'drop table `line`',
      foreignKeysOff: true,
      guard: {
        table: {name: 'line'},
        definition: {name: 'line', foreignKeys: [{name: 'entry_account'}]},
      },
      hazards: [{kind: 'drop-table', object: 'line', measure: 'select count(*) as n from `entry`'}],
    });
  });
});

/** What is measured of a change, and how much it is. */
const measured = (rows: string, change: (op: Operations) => void): unknown => {
  const {db, schema} = made(record(account));
  db.exec(rows);
  const hazard = compiled(record(change), schema)
    .flatMap(({hazards}) => hazards)
    .find(({measure}) => measure !== undefined);
  return (
    hazard && [
      hazard.kind,
      hazard.object,
      db
        .prepare(hazard.measure ?? '')
        .pluck()
        .get(),
    ]
  );
};

describe('what may be lost', () => {
  const rows =
    "insert into account (email, note, state) values ('1', null, 'new'), ('02', 'x', 'old'), ('y', 'z', 'old')";

  test.for([
    [(op: Operations) => op.dropColumn('account', 'note'), ['drop-column', 'account.note', 2]],
    [
      (op: Operations) => op.alterColumn('account', 'email', {type: (t) => t.integer()}),
      ['narrow-type', 'account.email', 2],
    ],
    [
      (op: Operations) => op.alterColumn('account', 'state', {type: (t) => t.enum(['new'])}),
      ['narrow-type', 'account.state', 2],
    ],
    [
      (op: Operations) =>
        op.alterColumn('account', 'note', {type: (t) => t.text(), using: 'upper(note)'}),
      ['narrow-type', 'account.note', 2],
    ],
    [(op: Operations) => op.alterColumn('account', 'email', {type: (t) => t.blob()}), undefined],
    [(op: Operations) => op.alterColumn('account', 'id', {type: (t) => t.bigint()}), undefined],
  ] as const)('is measured: %s', ([change, found]) => {
    expect(measured(rows, change)).toEqual(found);
  });
});

test.for([
  [
    (op: Operations) => op.createSchema('sales'),
    'SQLite has no schemas, so it cannot hold the schema sales',
  ],
  [
    (op: Operations) => op.createTable({schema: 'sales', name: 'a'}, (t) => ({id: t.integer()})),
    'SQLite has no schemas, so it cannot hold sales.a',
  ],
  [
    (op: Operations) =>
      op.createTable('a', (t) => ({id: t.integer().autoincrement(), b: t.text().primary()})),
    'SQLite cannot number the column a.id',
  ],
] as const)('refused: %s', ([change, message]) => {
  expect(() => compiled(record(change))).toThrow(
    expect.objectContaining({code: 'not_supported', message}),
  );
});

test('a plain column cannot become computed', () => {
  const {schema} = made(record(account));
  const change = record((op) =>
    op.alterColumn('account', 'note', {generated: {expression: 'email'}}),
  );
  expect(() => compiled(change, schema)).toThrow('account.note cannot become a computed column');
});

test('a native enum is a check, which lets a new value in', () => {
  const {db, schema} = made(
    record((op) => {
      op.createEnum('mood', ['up']);
      op.createTable('day', (t) => ({mood: t.enum(['up']).nativeEnumName('mood')}));
    }),
  );
  expect(() => db.exec("insert into day values ('down')")).toThrow('CHECK constraint failed');
  carryOut(
    db,
    compiled(
      record((op) => op.addEnumValue('mood', 'down')),
      schema,
    ),
  );
  db.exec("insert into day values ('down')");
});
