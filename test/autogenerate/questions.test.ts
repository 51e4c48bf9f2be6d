import {describe, expect, test} from 'vitest';
import {compare} from '../../source/autogenerate/compare.ts';
import {downgradeOf} from '../../source/autogenerate/downgrade.ts';
import type {Answers} from '../../source/autogenerate/questions.ts';
import {renderStatements} from '../../source/autogenerate/render.ts';
import {dialectNamed} from '../../source/dialects/find.ts';
import {replay} from '../../source/operations/apply.ts';
import type {ColumnBuilder, Operations, Types} from '../../source/operations/operations.ts';
import {record} from '../../source/operations/recorder.ts';
import {emptySchema, type Schema} from '../../source/schema/schema.ts';

/** The schema that these operations make. */
const made = (fn: (op: Operations) => void): Schema =>
  replay(emptySchema, record(fn), 'postgresql');

function between(from: Schema, to: Schema, answers: Answers = {}) {
  const {stored} = dialectNamed('postgresql');
  const {operations, questions, used} = compare(from, to, {
    stored,
    dialect: 'postgresql',
    answers,
  });
  const after = replay(from, operations, 'postgresql');
  const again = compare(after, to, {stored, dialect: 'postgresql'});
  return {
    asked: questions.map(({id, candidates}) => [id].concat(candidates.map(({value}) => value))),
    upgrade: renderStatements(operations),
    downgrade: renderStatements(downgradeOf(operations, from, 'postgresql')),
    used,
    /** What is found when it is generated again: nothing, unless an answer left something. */
    again: renderStatements(again.operations),
  };
}

type Columns = Parameters<Operations['createTable']>[1];

const table = (name: string, columns: Columns, more: (op: Operations) => void = () => undefined) =>
  made((op) => {
    op.createTable(name, columns);
    more(op);
  });

const named = table(
  'account',
  (t) => ({id: t.integer().primary(), name: t.string(), age: t.integer()}),
  (op) => op.createIndex('account_name_index', 'account', ['name']),
);

test('another name of a column: the likely one stands first, and its index follows', () => {
  const after = table(
    'account',
    (t) => ({id: t.integer().primary(), full_name: t.string(), age: t.integer()}),
    (op) => op.createIndex('account_full_name_index', 'account', ['full_name']),
  );
  expect(between(named, after).asked).toEqual([
    ['column:account.name', 'rename:full_name', 'drop'],
    ['fill:account.full_name', "constant:''", 'expression:null', 'backfill', 'stop'],
  ]);
  for (const key of ['column:account.name', 'rename:account.name']) {
    const answers = {[key]: 'rename:full_name'};
    expect(between(named, after, answers)).toEqual({
      asked: [],
      upgrade: [
        "op.renameColumn('account', 'name', 'full_name');",
        "op.renameIndex('account', 'account_name_index', 'account_full_name_index');",
      ],
      downgrade: [
        "op.renameIndex('account', 'account_full_name_index', 'account_name_index');",
        "op.renameColumn('account', 'full_name', 'name');",
      ],
      used: [key],
      again: [],
    });
  }
});

test('another name of two columns at once: one that is taken is offered no more', () => {
  const after = table('account', (t) => ({
    id: t.integer().primary(),
    title: t.string(),
    years: t.integer(),
  }));
  const bare = table('account', (t) => ({
    id: t.integer().primary(),
    name: t.string(),
    age: t.integer(),
  }));
  const answers = {'column:account.name': 'rename:title', 'column:account.age': 'rename:years'};
  expect(between(bare, after, answers)).toMatchObject({
    asked: [],
    upgrade: [
      "op.renameColumn('account', 'name', 'title');",
      "op.renameColumn('account', 'age', 'years');",
    ],
    again: [],
  });
  const same = {'column:account.name': 'rename:years'};
  expect(() => between(bare, after, same)).toThrow(/is no answer to column:account.name/);
});

test('another name of a column that changes as well: it is renamed, then changed', () => {
  const after = table(
    'account',
    (t) => ({id: t.integer().primary(), name: t.string(), age_in_years: t.bigint()}),
    (op) => op.createIndex('account_name_index', 'account', ['name']),
  );
  expect(between(named, after, {'rename:account.age': 'rename:age_in_years'})).toMatchObject({
    asked: [],
    upgrade: [
      "op.renameColumn('account', 'age', 'age_in_years');",
      "op.alterColumn('account', 'age_in_years', {type: (t) => t.bigint()});",
    ],
    again: [],
  });
});

test('another name of columns that have nothing in common is not asked', () => {
  const after = table(
    'account',
    (t) => ({id: t.integer().primary(), name: t.string(), picture: t.blob().nullable()}),
    (op) => op.createIndex('account_name_index', 'account', ['name']),
  );
  expect(between(named, after).asked).toEqual([]);
});

test('another name of a table: its key follows, and what differs inside is asked after that', () => {
  const after = table('user', (t) => ({
    id: t.integer().primary(),
    name: t.string(),
    years: t.integer(),
  }));
  const plain = table('account', (t) => ({
    id: t.integer().primary(),
    name: t.string(),
    age: t.integer(),
  }));
  expect(between(plain, after).asked).toEqual([['table:account', 'rename:user', 'drop']]);
  expect(between(plain, after, {'table:account': 'rename:user'}).asked).toEqual([
    ['column:user.age', 'rename:years', 'drop'],
    ['fill:user.years', 'constant:0', 'expression:null', 'backfill', 'stop'],
  ]);
  const both = {'table:account': 'rename:user', 'rename:user.age': 'rename:years'};
  expect(between(plain, after, both)).toMatchObject({
    asked: [],
    upgrade: ["op.renameTable('account', 'user');", "op.renameColumn('user', 'age', 'years');"],
    again: [],
  });
  expect(between(plain, after, {'table:account': 'drop'})).toMatchObject({asked: [], again: []});
});

test('another name of an index or a constraint', () => {
  const after = replay(
    named,
    record((op) => op.renameIndex('account', 'account_name_index', 'by_name')),
    'postgresql',
  );
  expect(between(named, after).asked).toEqual([
    ['index:account.account_name_index', 'rename:by_name', 'drop'],
  ]);
  const answer = {'rename:account.account_name_index': 'rename:by_name'};
  expect(between(named, after, answer)).toMatchObject({
    upgrade: ["op.renameIndex('account', 'account_name_index', 'by_name');"],
    again: [],
  });
  const [grown, renamed] = ['old_enough', 'adult'].map((name) =>
    replay(
      named,
      record((op) => op.createCheck(name, 'account', 'age >= 18')),
    ),
  );
  expect(
    between(grown ?? named, renamed ?? named, {
      'constraint:account.old_enough': 'rename:adult',
    }),
  ).toMatchObject({
    upgrade: ["op.renameConstraint('account', 'old_enough', 'adult');"],
    again: [],
  });
});

const before = table('account', (t) => ({id: t.integer().primary(), note: t.text().nullable()}));
const withAge = (column: (t: Types) => ColumnBuilder) =>
  table('account', (t) => ({
    id: t.integer().primary(),
    note: t.text().nullable(),
    age: column(t),
  }));
const after = withAge((t) => t.integer());

test.for([
  [
    'constant:18',
    [
      "op.addColumn('account', 'age', (t) => t.integer().default(18));",
      "op.alterColumn('account', 'age', {default: null});",
    ],
  ],
  [
    'expression:id * 2',
    [
      "op.addColumn('account', 'age', (t) => t.integer().nullable());",
      `op.execute('update "account" set "age" = id * 2 where "age" is null');`,
      '// Fails where a row has no value',
    ],
  ],
  [
    'backfill',
    [
      "op.addColumn('account', 'age', (t) => t.integer().nullable());",
      '// Fails where a row has no value',
    ],
  ],
] as const)('a column that must be filled: %s', ([answer, upgrade]) => {
  const found = between(before, after, {'fill:account.age': answer});
  expect(found).toMatchObject({
    asked: [],
    downgrade: ["op.dropColumn('account', 'age');"],
    again: [],
  });
  expect(found.upgrade).toHaveLength(upgrade.length);
  for (const [at, text] of upgrade.entries()) expect(found.upgrade[at]).toContain(text);
});

test('a column that must be filled may stop everything', () => {
  expect(() => between(before, after, {'fill:account.age': 'stop'})).toThrow(
    expect.objectContaining({code: 'stopped'}),
  );
});

test('a column that must be filled with a default is asked nothing, nor is a new table', () => {
  expect(
    between(
      before,
      withAge((t) => t.integer().default(0)),
    ).asked,
  ).toEqual([]);
  expect(between(emptySchema, after).asked).toEqual([]);
});

test('a column that must be filled from now on: the rows without a value get one first', () => {
  const found = between(after, after);
  expect(found.asked).toEqual([]);
  const loose = withAge((t) => t.integer().nullable());
  expect(between(loose, after).asked).toEqual([
    ['fill:account.age', 'constant:0', 'expression:null', 'backfill', 'stop'],
  ]);
  const filled = between(loose, after, {'fill:account.age': 'constant:7'});
  expect(filled.upgrade[0]).toBe(
    `op.execute('update "account" set "age" = 7 where "age" is null');`,
  );
  expect(filled).toMatchObject({
    downgrade: ["op.alterColumn('account', 'age', {nullable: true});"],
    again: [],
  });
});

describe('another type', () => {
  type Typed = (t: Types) => ColumnBuilder;
  const of = (type: Typed) => table('thing', (t) => ({id: t.integer().primary(), a: type(t)}));

  test.for([
    ['integer', 'bigint', (t) => t.integer(), (t) => t.bigint()],
    ['integer', 'text', (t) => t.integer(), (t) => t.text()],
    ['varchar(50)', 'varchar(100)', (t) => t.string().length(50), (t) => t.string().length(100)],
    ['varchar', 'text', (t) => t.string(), (t) => t.text()],
    ['date', 'datetime', (t) => t.date(), (t) => t.datetime()],
    [
      'decimal(8, 2)',
      'decimal(12, 4)',
      (t) => t.decimal().precision(8).scale(2),
      (t) => t.decimal().precision(12).scale(4),
    ],
    ['an enum', 'a longer one', (t) => t.enum(['a']), (t) => t.enum(['a', 'b'])],
  ] as readonly [string, string, Typed, Typed][])(
    'from %s to %s asks nothing, and back it asks',
    ([, , small, large]) => {
      expect(between(of(small), of(large)).asked).toEqual([]);
      expect(between(of(large), of(small)).asked.map(([id]) => id)).toEqual(['convert:thing.a']);
    },
  );

  test('may be read by an expression', () => {
    const answers = {'convert:thing.a': 'expression:length(a)'};
    expect(
      between(
        of((t) => t.text()),
        of((t) => t.integer()),
        answers,
      ),
    ).toMatchObject({
      asked: [],
      upgrade: ["op.alterColumn('thing', 'a', {type: (t) => t.integer(), using: 'length(a)'});"],
      again: [],
    });
  });
});

const total = (expression: string) =>
  table('line', (t) => ({
    a: t.integer(),
    b: t.integer(),
    total: t.integer().generated(expression).nullable(),
  }));

test('a column that is computed in another way', () => {
  const [from, to] = [total('(a + b) stored'), total('(a * b) stored')];
  expect(between(from, to).asked).toEqual([['recompute:line.total', 'recompute', 'stop']]);
  expect(between(from, to, {'recompute:line.total': 'recompute'})).toMatchObject({
    asked: [],
    again: [],
  });
});
