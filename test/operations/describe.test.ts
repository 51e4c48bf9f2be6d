import {expect, test} from 'vitest';
import {describe} from '../../source/operations/describe.ts';
import type {Operations} from '../../source/operations/operations.ts';
import {record} from '../../source/operations/recorder.ts';

const lines: readonly (readonly [line: string, (op: Operations) => void])[] = [
  ['create table account', (op) => op.createTable('account', (t) => ({id: t.integer()}))],
  ['drop table sales.order', (op) => op.dropTable({schema: 'sales', name: 'order'})],
  ['add column note to account', (op) => op.addColumn('account', 'note', (t) => t.text())],
  ['drop column note of account', (op) => op.dropColumn('account', 'note')],
  [
    'alter column note of account: type, no default, not null',
    (op) =>
      op.alterColumn('account', 'note', {type: (t) => t.text(), nullable: false, default: null}),
  ],
  ['add primary key (a, b) to account', (op) => op.createPrimaryKey('p', 'account', ['a', 'b'])],
  [
    'add foreign key f from book to author',
    (op) => op.createForeignKey('f', 'book', ['a'], ['author', ['id']]),
  ],
  ['drop check c of account', (op) => op.dropCheck('c', 'account')],
  [
    'create unique index i on account (a, lower(b))',
    (op) => op.createIndex('i', 'account', ['a', {expression: 'lower(b)'}], {unique: true}),
  ],
  ["add value 'x' to enum state", (op) => op.addEnumValue('state', 'x')],
  ['drop comment of account', (op) => op.setTableComment('account', null)],
  ['execute update account set note = 1', (op) => op.execute('update account\n   set note = 1')],
  [`execute select '${'x'.repeat(51)}…`, (op) => op.execute(`select '${'x'.repeat(80)}'`)],
  ['run fill slugs', (op) => op.run('fill slugs', async () => {})],
  [
    'on sqlite only: drop table a; drop table b',
    (op) =>
      op.only('sqlite', (inner) => {
        inner.dropTable('a');
        inner.dropTable('b');
      }),
  ],
];

test.for(lines)('%s', ([line, fn]) => {
  expect(record(fn).map(describe)).toEqual([line]);
});
