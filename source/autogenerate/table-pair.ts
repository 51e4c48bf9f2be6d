import type {Schema} from '../schema/schema.ts';
import type {Table, TableName} from '../schema/table.ts';
import {findTable, nameOf, nameText} from '../schema/tables.ts';
import {same} from './same.ts';

/** A schema as it was written, and as the database holds it. Only the second can be compared. */
export interface Side {
  readonly written: Schema;
  readonly stored: Schema;
}

/** A table that both schemas have. */
export interface TablePair {
  readonly name: TableName;
  readonly from: Table;
  readonly to: Table;
  readonly fromStored: Table;
  readonly toStored: Table;
}

/** The schema with its tables as one database holds them. */
export type Stored = (schema: Schema) => Schema;

/**
 * A schema from both sides, of the tables alone that are `wanted`. What `stored` leaves out does not exist on
 * that database.
 */
export function sideOf(
  written: Schema,
  stored: Stored,
  wanted: (table: Table) => boolean = () => true,
): Side {
  return {written, stored: stored({...written, tables: written.tables.filter(wanted)})};
}

/**
 * Whether anything can happen to a table: it is written in another way, or it refers to one that is. What is written
 * the same is held the same.
 */
export function touchedTables(from: Schema, to: Schema): (table: Table) => boolean {
  const olds = byName(from);
  const changed = new Set(
    to.tables.filter((table) => !same(olds.get(nameText(table)), table)).map(nameText),
  );
  return (table) =>
    changed.has(nameText(table)) ||
    table.foreignKeys.some(({references}) => changed.has(nameText(references.table)));
}

/** The tables that both schemas have, in the order of the second. */
export function pairsOf(from: Side, to: Side): readonly TablePair[] {
  const [olds, oldsStored] = [byName(from.written), byName(from.stored)];
  const news = byName(to.stored);
  return to.written.tables.flatMap((table) => {
    const key = nameText(table);
    const [old, fromStored, toStored] = [olds.get(key), oldsStored.get(key), news.get(key)];
    if (!old || !fromStored || !toStored) return [];
    return [{name: nameOf(table), from: old, to: table, fromStored, toStored}];
  });
}

/** The tables of one schema that another has not, in their order. */
export function tablesOnlyIn(one: Schema, other: Schema): readonly Table[] {
  const names = new Set(other.tables.map(nameText));
  return one.tables.filter((table) => !names.has(nameText(table)));
}

/** The checks that a database makes of a column's type alone, such as that of an enum. */
export function impliedChecks(
  table: Table,
  column: Table['columns'][number],
  stored: Stored,
): Table['checks'] {
  if (column.type.kind !== 'enum') return [];
  const bare: Table = {
    ...nameOf(table),
    columns: [column],
    uniques: [],
    foreignKeys: [],
    checks: [],
    indexes: [],
  };
  const held = stored({tables: [bare], enums: [], unknowns: []});
  return findTable(held, bare)?.checks ?? held.tables[0]?.checks ?? [];
}

const byName = (schema: Schema): ReadonlyMap<string, Table> =>
  new Map(schema.tables.map((table) => [nameText(table), table]));
