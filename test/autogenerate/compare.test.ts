import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {compare} from '../../source/autogenerate/compare.ts';
import {downgradeOf} from '../../source/autogenerate/downgrade.ts';
import {dialectNamed} from '../../source/dialects/find.ts';
import type {DialectName} from '../../source/dialects/dialect.ts';
import {replay} from '../../source/operations/apply.ts';
import {describe as inWords} from '../../source/operations/describe.ts';
import type {Operations} from '../../source/operations/operations.ts';
import {record} from '../../source/operations/recorder.ts';
import {emptySchema, type Schema} from '../../source/schema/schema.ts';
import {arbitrarySchema} from '../support/schemas.ts';

const difference = (from: Schema, to: Schema, dialect: DialectName) =>
  compare(from, to, {stored: dialectNamed(dialect).stored, dialect});

/** The schema that these operations make. */
const made = (fn: (op: Operations) => void): Schema =>
  replay(emptySchema, record(fn), 'postgresql');

describe.for(['postgresql', 'sqlite'] as const)('on %s', (dialect) => {
  const schema = arbitrarySchema({dialect});

  test('what leads from one schema to another leads there, and back', () => {
    fc.assert(
      fc.property(schema, schema, (from, to) => {
        const {operations} = difference(from, to, dialect);
        const there = replay(from, operations, dialect);
        expect(difference(there, to, dialect).operations).toEqual([]);

        const back = replay(there, downgradeOf(operations, from, dialect), dialect);
        expect(difference(back, from, dialect).operations).toEqual([]);
      }),
      {numRuns: 120},
    );
  });

  test('nothing leads from a schema to itself', () => {
    fc.assert(
      fc.property(schema, (same) => {
        expect(difference(same, same, dialect)).toEqual({
          operations: [],
          questions: [],
          used: [],
          hints: [],
        });
      }),
    );
  });
});

test('what a database holds the same way is the same', () => {
  const one = made((op) =>
    op.createTable('a', (t) => ({id: t.integer().primary(), b: t.string().length(9)})),
  );
  const other = made((op) =>
    op.createTable('a', (t) => ({id: t.smallint().primary(), b: t.text().comment('b')})),
  );

  expect(difference(one, other, 'sqlite').operations).toEqual([]);
  expect(difference(one, other, 'postgresql').operations.map(inWords)).toEqual([
    'alter column id of a: type',
    'alter column b of a: type, comment',
  ]);
});

describe('order', () => {
  test('tables come after those they refer to; a circle is closed at the end', () => {
    const to = made((op) => {
      op.createTable('z', (t) => ({id: t.integer().primary(), a: t.integer()}));
      op.createTable('a', (t) => ({id: t.integer().primary(), z: t.integer(), m: t.integer()}), {
        foreignKeys: {a_z: {columns: ['z'], references: ['z', ['id']]}},
      });
      op.createTable('m', (t) => ({id: t.integer().primary()}));
      op.createForeignKey('z_a', 'z', ['a'], ['a', ['id']]);
      op.createForeignKey('a_m', 'a', ['m'], ['m', ['id']]);
      op.createIndex('a_z_index', 'a', ['z']);
    });

    expect(difference(emptySchema, to, 'postgresql').operations.map(inWords)).toEqual([
      'create table m',
      'create table a',
      'create index a_z_index on a (z)',
      'create table z',
      'add foreign key a_z from a to z',
    ]);
  });

  test('what refers to a key goes before it and comes after it', () => {
    const from = made((op) => {
      op.createTable('a', (t) => ({id: t.integer().primary(), code: t.integer()}));
      op.createTable('b', (t) => ({a: t.integer()}), {
        foreignKeys: {b_a: {columns: ['a'], references: ['a', ['id']]}},
      });
    });
    const to = made((op) => {
      op.createTable('a', (t) => ({id: t.uuid().primary(), code: t.integer()}));
      op.createTable('b', (t) => ({a: t.uuid()}), {
        foreignKeys: {b_a: {columns: ['a'], references: ['a', ['id']]}},
      });
    });

    expect(difference(from, to, 'postgresql').operations.map(inWords)).toEqual([
      'drop foreign key b_a of b',
      'alter column id of a: type',
      'alter column a of b: type',
      'add foreign key b_a from b to a',
    ]);
  });

  test('a new table that refers to a new key of an old table waits for it', () => {
    const from = made((op) => op.createTable('a', (t) => ({id: t.integer().primary()})));
    const to = made((op) => {
      op.createTable('a', (t) => ({id: t.integer().primary(), code: t.text()}), {
        uniques: {a_code: ['code']},
      });
      op.createTable('b', (t) => ({a: t.text()}), {
        foreignKeys: {b_a: {columns: ['a'], references: ['a', ['code']]}},
      });
    });

    expect(difference(from, to, 'postgresql').operations.map(inWords)).toEqual([
      'create table b',
      'add column code to a',
      'add unique constraint a_code to a',
      'add foreign key b_a from b to a',
    ]);
  });
});

test('SQL whose effect nobody declared is named', () => {
  const before = made((op) => op.createTable('account', (t) => ({id: t.integer().primary()})));
  const from = replay(
    before,
    record((op) => op.execute('create view v as select 1')),
  );

  expect(difference(from, before, 'postgresql')).toMatchObject({
    operations: [],
    hints: [{kind: 'unknownSql'}],
  });
});
