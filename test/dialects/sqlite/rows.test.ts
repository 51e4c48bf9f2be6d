import type Database from 'better-sqlite3';
import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {sqlite} from '../../../source/dialects/sqlite/sqlite.ts';
import {apply} from '../../../source/operations/apply.ts';
import type {Operation} from '../../../source/operations/operation.ts';
import type {Column} from '../../../source/schema/column.ts';
import type {Schema} from '../../../source/schema/schema.ts';
import {arbitraryOperations, arbitrarySchema} from '../../support/schemas.ts';
import {carryOut, compiled, database} from './live.ts';

const createAll = ({tables}: Schema): readonly Operation[] =>
  tables.map((table) => ({kind: 'createTable', table}));

const histories = arbitrarySchema({dialect: 'sqlite'}).chain((schema) =>
  fc.record({
    schema: fc.constant(schema),
    operations: arbitraryOperations(schema, {dialect: 'sqlite', most: 10}),
  }),
);

test('no revision loses a row or a value that it does not name', () => {
  let carriedOut = 0;
  fc.assert(
    fc.property(histories, ({schema, operations}) => {
      const db = database();
      try {
        carryOut(db, compiled(createAll(schema)));
        fill(db, schema);
        const before = contents(db, schema);
        carryOut(db, compiled(operations, schema));
        const {after, expected} = follow(schema, before, operations);
        expect(contents(db, after)).toMatchObject(expected);
        carriedOut++;
      } catch (error) {
        // Rows may be in the way of a constraint, and names in each other's; then nothing has changed.
        if (!isInTheWay(error)) throw error;
      } finally {
        db.close();
      }
    }),
    {numRuns: 400},
  );
  expect(carriedOut).toBeGreaterThan(150);
});

const isInTheWay = (error: unknown): boolean =>
  error instanceof Error && /constraint failed|^broken: |^there is already/.test(error.message);

type Rows = readonly Readonly<Record<string, unknown>>[];

/** Three rows a table, alike everywhere in their values, so that foreign keys find what they refer to. */
function fill(db: Database.Database, {tables}: Schema): void {
  db.pragma('foreign_keys = off');
  for (const table of tables) {
    const given = table.columns.filter(({generated}) => generated === undefined);
    const columns = given.map(({name}) => sqlite.quote(name)).join(', ');
    for (const number of [1, 2, 3]) {
      const values = given.map((column) => valueFor(column, number)).join(', ');
      db.exec(`insert into ${sqlite.quote(table.name)} (${columns}) values (${values})`);
    }
  }
  db.pragma('foreign_keys = on');
}

function valueFor({type}: Column, number: number): string {
  if (type.kind === 'enum') return sqlite.literal(type.items[0] ?? null);
  const isText = ['string', 'text', 'character', 'uuid', 'json', 'raw'].includes(type.kind);
  return isText ? `'v${number}'` : String(number);
}

/** The rows of each table in the order of their values, which rise together in all columns. */
const contents = (db: Database.Database, {tables}: Schema): Readonly<Record<string, Rows>> =>
  Object.fromEntries(tables.map(({name}) => [name, sorted(rowsOf(db, name))]));

const rowsOf = (db: Database.Database, table: string): Rows =>
  db.prepare<[], Rows[number]>(`select * from ${sqlite.quote(table)}`).all();

const sorted = (rows: Rows): Rows =>
  rows.toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));

/** What must be there afterwards: the rows from before under the names from afterwards. */
function follow(
  schema: Schema,
  before: Readonly<Record<string, Rows>>,
  operations: readonly Operation[],
): {after: Schema; expected: Readonly<Record<string, Rows>>} {
  const rows = new Map(Object.entries(before));
  let after = schema;
  for (const operation of operations.flatMap((each) =>
    each.kind === 'only' ? each.operations : [each],
  )) {
    after = apply(after, operation, 'sqlite');
    if (operation.kind === 'dropTable') rows.delete(operation.table.name);
    if (operation.kind === 'renameTable') {
      rows.set(operation.to, rows.get(operation.table.name) ?? []);
      rows.delete(operation.table.name);
    }
    if (operation.kind === 'dropColumn') change(rows, operation.table.name, operation.column);
    if (operation.kind === 'renameColumn')
      change(rows, operation.table.name, operation.column, operation.to);
    if (operation.kind === 'alterColumn' && operation.change.type !== undefined) {
      change(rows, operation.table.name, operation.column);
    }
  }
  return {after, expected: Object.fromEntries(rows)};
}

/** Takes a column out of what is expected, or gives it another name. */
function change(rows: Map<string, Rows>, table: string, column: string, to?: string): void {
  const changed = (rows.get(table) ?? []).map((row) =>
    Object.fromEntries(
      Object.entries(row).flatMap(([name, value]) =>
        name === column ? (to === undefined ? [] : [[to, value]]) : [[name, value]],
      ),
    ),
  );
  rows.set(table, changed);
}
