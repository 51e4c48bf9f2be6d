import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {inDependencyOrder, lateForeignKeys} from '../../source/schema/dependency-order.ts';
import type {Table} from '../../source/schema/table.ts';

/** Reads `'book: author'` as "book, with a foreign key to author". */
const table = (line: string): Table => {
  const [name = '', to = ''] = line.split(':');
  return {
    name,
    columns: [],
    uniques: [],
    checks: [],
    indexes: [],
    foreignKeys: to
      .split(' ')
      .filter(Boolean)
      .map((other) => ({
        name: `${name}_${other}`,
        columns: [other],
        references: {table: {name: other}, columns: ['id']},
      })),
  };
};

const names = (tables: readonly Table[]): string => tables.map(({name}) => name).join(' ');

describe('inDependencyOrder', () => {
  test.for([
    [['a', 'b', 'c'], 'a b c', '', 'independent tables stay'],
    [['book: author', 'author'], 'author book', '', 'the table referred to comes first'],
    [['a: a'], 'a', '', 'a self-reference is no circle'],
    [['a: nowhere'], 'a', '', 'a table that is not among them does not count'],
    [['a: b', 'b: a'], 'b a', 'b_a', 'of a circle one key points forward'],
    [['d: b c', 'b: a', 'c: a', 'a'], 'a b c d', '', 'a diamond'],
  ] as const)('%j → %s (late: %s), %s', ([lines, order, late]) => {
    const ordered = inDependencyOrder(lines.map(table));
    expect(names(ordered)).toBe(order);
    expect(
      lateForeignKeys(ordered)
        .map(({foreignKey}) => foreignKey.name)
        .join(' '),
    ).toBe(late);
  });

  test('a chain of 20,000 tables', () => {
    const chain = Array.from({length: 20_000}, (_, at) => table(`t${at}: t${at + 1}`));
    expect(lateForeignKeys(inDependencyOrder(chain))).toEqual([]);
  });

  test('keeps every table, and only circles leave late keys', () => {
    const lines = fc
      .uniqueArray(fc.nat(9), {minLength: 1})
      .chain((ids) =>
        fc.tuple(
          ...ids.map((id) =>
            fc.subarray(ids).map((to) => `${id}:${to.map((other) => ` ${other}`).join('')}`),
          ),
        ),
      );
    fc.assert(
      fc.property(lines, (given) => {
        const tables = given.map(table);
        const ordered = inDependencyOrder(tables);
        expect(new Set(ordered)).toEqual(new Set(tables));
        expect(ordered).toHaveLength(tables.length);
        for (const {table: from, foreignKey} of lateForeignKeys(ordered)) {
          expect(reaches(tables, foreignKey.references.table.name, from.name)).toBe(true);
        }
      }),
    );
  });
});

/** Whether following foreign keys from one table leads to another. */
function reaches(tables: readonly Table[], from: string, to: string): boolean {
  const seen = new Set([from]);
  for (const name of seen) {
    const next = tables.find((each) => each.name === name)?.foreignKeys ?? [];
    for (const {references} of next) seen.add(references.table.name);
  }
  return seen.has(to);
}
