import Database from 'better-sqlite3';
import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {postgresql} from '../../source/dialects/postgresql/postgresql.ts';
import {sqlite} from '../../source/dialects/sqlite/sqlite.ts';

const db = new Database(':memory:');
const names = fc
  .string({unit: 'grapheme', minLength: 1, maxLength: 20})
  .filter((name) => !name.includes('\0'));

describe('SQLite', () => {
  test('any name survives', () => {
    fc.assert(
      fc.property(names, (name) => {
        const [column] = db.prepare(`select 1 as ${sqlite.quote(name)}`).columns();
        expect(column?.name).toBe(name);
      }),
    );
  });

  const values = fc.oneof(
    fc.string({unit: 'binary'}),
    fc.double({noNaN: true, noDefaultInfinity: true}),
    fc.boolean().map(Number),
    fc.constant(null),
    fc.uint8Array({maxLength: 20}),
  );
  test('any value survives', () => {
    fc.assert(
      fc.property(values, (value) => {
        const found = db
          .prepare(`select ${sqlite.literal(value)}`)
          .pluck()
          .get();
        const wellFormed = typeof value === 'string' ? value.toWellFormed() : value;
        expect(found instanceof Uint8Array ? new Uint8Array(found) : found).toEqual(wellFormed);
      }),
    );
  });

  test('a date is the milliseconds that MikroORM stores', () => {
    expect(sqlite.literal(new Date(1_700_000_000_123))).toBe('1700000000123');
    expect(sqlite.literal(true)).toBe('true');
    expect(sqlite.literal(12n)).toBe('12');
  });

  test('a schema is refused', () => {
    expect(() => sqlite.tableName({schema: 'sales', name: 'account'})).toThrow(
      'SQLite has no schemas, so it cannot hold sales.account',
    );
  });
});

describe('PostgreSQL', () => {
  test.for([
    ['plain', '"plain"'],
    ['a"b.c d', '"a""b.c d"'],
  ] as const)('%s', ([name, quoted]) => {
    expect(postgresql.quote(name)).toBe(quoted);
    expect(postgresql.tableName({name})).toBe(`"public".${quoted}`);
    expect(postgresql.tableName({schema: 's', name})).toBe(`"s".${quoted}`);
  });

  test.for(['', 'a\0b', 'ü'.repeat(32)])('the name %j is refused', (name) => {
    expect(() => postgresql.quote(name)).toThrow(expect.objectContaining({code: 'bad_operation'}));
  });

  test.for([
    ["it's", "'it''s'"],
    ["a\\b'c", "E'a\\\\b''c'"],
    [null, 'null'],
    [-1.5, '-1.5'],
    [false, 'false'],
    [new Uint8Array([1, 255]), "'\\x01ff'::bytea"],
    [new Date(0), "'1970-01-01T00:00:00.000Z'"],
  ] as const)('%j is written %s', ([value, text]) => {
    expect(postgresql.literal(value)).toBe(text);
  });

  test.for([Number.NaN, Number.POSITIVE_INFINITY, 'a\0'])('%j is refused', (value) => {
    expect(() => postgresql.literal(value)).toThrow(
      expect.objectContaining({code: 'bad_operation'}),
    );
  });
});
