import {expect, test} from 'vitest';
import {tableDifferences} from '../../source/runtime/drift.ts';
import type {Column} from '../../source/schema/column.ts';
import type {Check, Table} from '../../source/schema/table.ts';

const id: Column = {name: 'id', type: {kind: 'raw', sql: 'integer'}, nullable: false};
const note: Column = {name: 'note', type: {kind: 'raw', sql: 'text'}, nullable: true};
const check: Check = {name: '', expression: 'note > 0'};
const table: Table = {
  name: 'account',
  columns: [id, note],
  primaryKey: {columns: ['id']},
  uniques: [],
  foreignKeys: [],
  checks: [{name: '', expression: 'id > 0'}, check],
  indexes: [{name: 'by_note', parts: [{column: 'note'}]}],
};
const cases: readonly (readonly [string, Table | undefined, readonly string[]])[] = [
  ['nothing', table, []],
  ['the order of things', {...table, columns: [note, id], checks: table.checks.toReversed()}, []],
  [
    'the order of members',
    {...table, columns: [{...id}, {nullable: true, type: note.type, name: 'note'}]},
    [],
  ],
  ['no table at all', undefined, ['the table is not there']],
  [
    'a column’s type',
    {...table, columns: [id, {...note, type: {kind: 'raw', sql: 'varchar(9)'}}]},
    ['column note: type is varchar(9), should be text'],
  ],
  [
    'a column’s default',
    {...table, columns: [id, {...note, default: {kind: 'sql', sql: '1'}}]},
    ['column note: default is 1, should be none'],
  ],
  [
    'a check that has no name',
    {...table, checks: [{name: '', expression: 'id > 1'}, check]},
    ['check (id > 1) is there and should not be', 'check (id > 0) is missing'],
  ],
  ['an index', {...table, indexes: []}, ['index by_note is missing: on (note)']],
  [
    'an index that is another one',
    {
      ...table,
      indexes: [
        {name: 'by_note', parts: [{expression: 'lower(note)', order: 'desc'}], unique: true},
      ],
    },
    [
      'index by_note: parts is ((lower(note)) desc), should be (note)',
      'index by_note: unique is true, should be none',
    ],
  ],
  [
    'a column and a key that were added',
    {
      ...table,
      columns: [
        id,
        note,
        {
          name: 'more',
          type: {kind: 'raw', sql: 'integer'},
          nullable: false,
          default: {kind: 'value', value: 'x'},
        },
      ],
      foreignKeys: [
        {
          name: 'more_key',
          columns: ['more'],
          references: {table: {name: 'other'}, columns: ['id']},
          onDelete: 'cascade',
        },
      ],
    },
    [
      'column more is there and should not be: integer not null default "x"',
      'foreign key more_key is there and should not be: (more) references other (id) on delete cascade',
    ],
  ],
  [
    'the primary key',
    {...table, primaryKey: {name: 'pk', columns: ['id', 'note']}},
    ['primary key: is pk (id, note), should be (id)'],
  ],
  ['a table option', {...table, strict: true}, ['strict: is true, should be none']],
];

test.for(cases)('the difference in %s is told', ([, live, differences]) => {
  expect(tableDifferences(live, table)).toEqual(differences);
});
