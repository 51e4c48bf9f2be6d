import {expect, test} from 'vitest';
import type {Operations} from '../../source/operations/operations.ts';
import {record} from '../../source/operations/recorder.ts';

type Refusal = readonly [
  string,
  (op: Operations) => unknown,
  message: string,
  hint: string | undefined,
];

const refused: readonly Refusal[] = [
  ['no columns', (op) => op.createTable('a', () => ({})), 'table a has no columns', undefined],
  [
    'an empty name',
    (op) => op.dropTable(' '),
    "dropTable: the table must be a text that is not empty, not ' '",
    undefined,
  ],
  [
    'a dot',
    (op) => op.dropTable('sales.order'),
    'dropTable: sales.order has a dot in it',
    "name the schema apart: {schema: 'sales', name: 'order'}",
  ],
  [
    'length of a text',
    (op) => op.addColumn('a', 'b', (t) => t.text().length(3)),
    'column b of a: length does not go with the type text',
    'leave .length() out; it goes with string, character, datetime, time',
  ],
  [
    'length 0',
    (op) => op.addColumn('a', 'b', (t) => t.string().length(0)),
    'column b of a: the length must be a whole number from 1, not 0',
    undefined,
  ],
  [
    'scale over precision',
    (op) => op.addColumn('a', 'b', (t) => t.decimal().precision(2).scale(3)),
    'column b of a: the scale 3 is greater than the precision 2',
    undefined,
  ],
  [
    'scale alone',
    (op) => op.addColumn('a', 'b', (t) => t.decimal().scale(3)),
    'column b of a: a scale needs a precision',
    'say .precision(10).scale(3)',
  ],
  [
    'two defaults',
    (op) => op.addColumn('a', 'b', (t) => t.boolean().default(false).defaultRaw('true')),
    'column b of a: default and defaultRaw contradict each other',
    'a value goes into .default(), SQL into .defaultRaw(); leave one out',
  ],
  [
    'a default that is no item',
    (op) => op.addColumn('a', 'b', (t) => t.enum(['x']).default('y')),
    "column b of a: the default 'y' is none of the enum's items",
    undefined,
  ],
  [
    'an enum without items',
    (op) => op.addColumn('a', 'b', (t) => t.enum([])),
    'column b of a: the enum has no items',
    undefined,
  ],
  [
    'an item twice',
    (op) => op.addColumn('a', 'b', (t) => t.enum(['x', 'x'])),
    "column b of a: the enum has 'x' twice",
    undefined,
  ],
  [
    'numbering texts',
    (op) => op.addColumn('a', 'b', (t) => t.text().autoincrement()),
    'column b of a: autoincrement does not go with the type text',
    'leave .autoincrement() out; it goes with integer, smallint, tinyint, mediumint, bigint, raw',
  ],
  [
    'nullable key',
    (op) => op.addColumn('a', 'b', (t) => t.text().nullable().primary()),
    'column b of a: nullable and primary contradict each other',
    'a primary key holds no null; leave .nullable() out',
  ],
  [
    'nullable composite key',
    (op) => op.createTable('a', (t) => ({b: t.text().nullable()}), {primaryKey: ['b']}),
    'createTable a: the column b of the primary key is nullable',
    'a primary key holds no null; leave .nullable() out',
  ],
  [
    'two primary keys',
    (op) => op.createTable('a', (t) => ({b: t.text().primary()}), {primaryKey: ['b']}),
    'createTable a: the primary key is given twice, by the column b and by primaryKey',
    'leave .primary() out',
  ],
  [
    'key of no column',
    (op) => op.createTable('a', (t) => ({name: t.text()}), {primaryKey: ['nam']}),
    'its primary key names the column nam, which table a does not have',
    'did you mean name?',
  ],
  [
    'self-reference to no column',
    (op) =>
      op.createTable('a', (t) => ({b: t.text()}), {
        foreignKeys: {f: {columns: ['b'], references: ['a', ['id']]}},
      }),
    'f names the column id, which table a does not have',
    'it has b',
  ],
  [
    'one name twice',
    (op) => op.createTable('a', (t) => ({b: t.text().unique('x')}), {checks: {x: 'true'}}),
    'table a has two constraints or indexes named x',
    undefined,
  ],
  [
    'a column twice',
    (op) => op.createUnique('u', 'a', ['b', 'b']),
    'createUnique u on a: the columns names b twice',
    undefined,
  ],
  [
    'no columns in a key',
    (op) => op.createPrimaryKey('p', 'a', []),
    'createPrimaryKey p on a: the columns must name at least one column',
    undefined,
  ],
  [
    'uneven foreign key',
    (op) => op.createForeignKey('f', 'a', ['b'], ['c', ['d', 'e']]),
    'createForeignKey f on a: 1 columns cannot refer to 2',
    undefined,
  ],
  [
    'an index part of both',
    (op) => op.createIndex('i', 'a', [{column: 'b', expression: 'c'}]),
    'createIndex i on a: a part has either a column or an expression',
    undefined,
  ],
  [
    'alter nothing',
    (op) => op.alterColumn('a', 'b', {}),
    'column b of a: alterColumn changes nothing',
    'say what changes: type, nullable, default, defaultRaw, autoincrement, identity, generated, collation, comment, using',
  ],
  [
    'using without a type',
    (op) => op.alterColumn('a', 'b', {nullable: true, using: 'x'}),
    'column b of a: using goes with a new type only',
    'add type: (t) => …, or use op.execute to change the values',
  ],
  [
    'a type that says more',
    (op) => op.alterColumn('a', 'b', {type: (t) => t.text().nullable()}),
    'column b of a: the type says nullable, too',
    'say it beside the type, as in {type: (t) => t.text(…), nullable: true}, or in an operation of its own',
  ],
  [
    'two statements',
    (op) => op.execute('select 1; select 2'),
    'execute: the SQL has several statements',
    'give each an op.execute of its own',
  ],
  [
    'an end to the transaction',
    (op) => op.execute('-- done\nCommit', {transactional: false}),
    'execute: commit reaches into the transaction of the step, which is begun and ended by the run',
    'leave it out: what has to be committed by itself belongs into a revision of its own',
  ],
  [
    'what no transaction takes',
    (op) => op.execute('vacuum'),
    'execute: vacuum cannot run inside a transaction',
    "say op.execute('vacuum …', {transactional: false})",
  ],
  ['no statement', (op) => op.execute('-- nothing'), 'execute: the SQL says nothing', undefined],
  [
    'only nowhere',
    (op) => op.only('sqlite', (inner) => inner.only('postgresql', (x) => x.dropTable('a'))),
    'only sqlite: what is inside is for another database',
    undefined,
  ],
];

test.for(refused)('%s', ([, fn, message, hint]) => {
  expect(() => record(fn)).toThrow(expect.objectContaining({code: 'bad_operation', message, hint}));
});

const syncHint =
  "record only, without await; work that needs data goes into op.run('what it does', async (db) => …)";

test('an async function, before it runs', () => {
  let ran = false;
  const upgrade = async (): Promise<void> => {
    ran = true;
  };
  expect(() => record(upgrade)).toThrow(
    expect.objectContaining({message: 'upgrade is async or returns a promise', hint: syncHint}),
  );
  expect(ran).toBe(false);
});

test('a function that returns a promise, also one that fails', () => {
  expect(() => record(() => Promise.reject(new Error('beside the point')))).toThrow(
    expect.objectContaining({hint: syncHint}),
  );
});

test('op after its function has returned', () => {
  const kept: Operations[] = [];
  const operations = record((op) => void kept.push(op));
  expect(() => kept[0]?.dropTable('a')).toThrow(expect.objectContaining({hint: syncHint}));
  expect(operations).toEqual([]);
});
