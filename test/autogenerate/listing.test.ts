import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {compare} from '../../source/autogenerate/compare.ts';
import {merged, operationsOf} from '../../source/autogenerate/dialect-lists.ts';
import {downgradeOf} from '../../source/autogenerate/downgrade.ts';
import {entriesWithout, itemsOf} from '../../source/autogenerate/listing.ts';
import {dialectNamed} from '../../source/dialects/find.ts';
import type {DialectName} from '../../source/dialects/dialect.ts';
import {replay} from '../../source/operations/apply.ts';
import type {Operations} from '../../source/operations/operations.ts';
import {record} from '../../source/operations/recorder.ts';
import {emptySchema, type Schema} from '../../source/schema/schema.ts';
import {arbitrarySchema} from '../support/schemas.ts';

/** The schema that these operations make. */
const made = (fn: (op: Operations) => void): Schema =>
  replay(emptySchema, record(fn), 'postgresql');

function listing(from: Schema, to: Schema, dialect: DialectName) {
  const {operations} = compare(from, to, {stored: dialectNamed(dialect).stored});
  const entries = merged(new Map([[dialect, operations]]));
  return {operations, entries, items: itemsOf(entries, new Map([[dialect, from]]))};
}

describe.for(['postgresql', 'sqlite'] as const)('on %s', (dialect) => {
  const schema = arbitrarySchema({dialect});

  test('whatever is left out, the rest can be carried out and taken back', () => {
    fc.assert(
      fc.property(schema, schema, fc.array(fc.nat(), {maxLength: 6}), (from, to, picks) => {
        const {entries, items} = listing(from, to, dialect);
        const left = new Set(picks.flatMap((pick) => items[pick % items.length]?.id ?? []));
        const rest = operationsOf(entriesWithout(entries, items, left));

        const there = replay(from, rest, dialect);
        const back = replay(there, downgradeOf(rest, from, dialect), dialect);
        const {stored} = dialectNamed(dialect);
        expect(compare(back, from, {stored}).operations).toEqual([]);
      }),
      {numRuns: 150},
    );
  });

  test('nothing left out is everything', () => {
    fc.assert(
      fc.property(schema, schema, (from, to) => {
        const {operations, entries, items} = listing(from, to, dialect);
        expect(entriesWithout(entries, items, new Set()).map((each) => each.operation)).toEqual(
          operations,
        );
        expect(items.flatMap((item) => item.operations)).toHaveLength(operations.length);
      }),
    );
  });
});

test('an item names what it is about, and what it needs', () => {
  const from = made((op) => {
    op.createTable('book', (t) => ({id: t.integer().primary(), title: t.text(), old: t.text()}));
    op.createIndex('book_title', 'book', ['title']);
    op.createIndex('book_old', 'book', ['old']);
  });
  const to = made((op) => {
    op.createTable('author', (t) => ({id: t.integer().primary()}));
    op.createTable(
      'book',
      (t) => ({id: t.integer().primary(), title: t.text(), author: t.integer()}),
      {foreignKeys: {book_author: {columns: ['author'], references: ['author', ['id']]}}},
    );
    op.createIndex('book_title', 'book', ['title', 'id']);
  });

  const {items} = listing(from, to, 'postgresql');
  expect(items.map(({id, line, needs}) => [id, line, needs])).toEqual([
    ['index book.book_title', 'change index book.book_title', []],
    ['index book.book_old', 'drop index book_old of book', []],
    ['table author', 'create table author', []],
    ['column book.author', 'add column author to book', []],
    ['column book.old', 'drop column old of book', ['index book.book_old']],
    [
      'foreign key book.book_author',
      'add foreign key book_author from book to author',
      ['table author', 'column book.author'],
    ],
  ]);
  expect(items.filter(({destructive}) => destructive).map(({id}) => id)).toEqual([
    'column book.old',
  ]);
  expect(new Set(items.map(({table}) => table))).toEqual(new Set(['book', 'author']));
});
