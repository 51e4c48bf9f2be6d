import type {Dialect} from '../../source/dialects/dialect.ts';
import type {Operation} from '../../source/operations/operation.ts';
import type {Column} from '../../source/schema/column.ts';
import type {Schema} from '../../source/schema/schema.ts';
import type {TableName} from '../../source/schema/table.ts';
import {nameOf} from '../../source/schema/tables.ts';
import {isPlain} from './random-columns.ts';

/**
 * Three rows for each table. A value depends on its type and the number of its row alone, so that a foreign key finds
 * what it refers to in the row of the same number; what can hold none and is in no key holds none in the third.
 */
export function rowsFor(schema: Schema, dialect: Dialect): readonly string[] {
  return schema.tables.flatMap((table) => {
    const given = table.columns.filter(({generated}) => generated === undefined);
    const columns = given.map(({name}) => dialect.quote(name)).join(', ');
    return [1, 2, 3].map((number) => {
      const values = given.map((column) => valueFor(column, number, dialect)).join(', ');
      return `insert into ${dialect.tableName(table)} (${columns}) values (${values})`;
    });
  });
}

function valueFor(column: Column, number: number, {literal}: Dialect): string {
  const {type} = column;
  if (type.kind === 'enum') return literal(type.items[number % type.items.length] ?? null);
  const rare = rareValues[type.kind];
  if (rare !== undefined) return mayBeNull(column) && number === 3 ? 'null' : literal(rare(number));
  return literal(textual.has(type.kind) ? `Row ${number}` : number);
}

/** Without being in the way of a key or a check, which are of plain columns. */
const mayBeNull = (column: Column): boolean => column.nullable && !isPlain(column);

const textual: ReadonlySet<string> = new Set(['string', 'text']);

type MadeValue = (number: number) => string | number | boolean | Uint8Array;
const rareValues: Readonly<Partial<Record<Column['type']['kind'], MadeValue>>> = {
  boolean: (number) => number % 2 === 0,
  uuid: (number) => `00000000-0000-4000-8000-00000000000${number}`,
  date: (number) => `2026-11-0${number}`,
  datetime: (number) => `2026-11-0${number} 10:20:30`,
  time: (number) => `10:20:3${number}`,
  decimal: (number) => `${number}.50`,
  double: (number) => number + 0.25,
  float: (number) => number + 0.5,
  json: (number) => `{"it's": "${number} \\"quoted\\""}`,
  blob: (number) => new Uint8Array([0, 255, number]),
  character: (number) => `ab${number}`,
};

/** A column from before some operations, and how it is called after them. */
export interface Kept {
  readonly before: {readonly table: TableName; readonly columns: readonly string[]};
  readonly after: {readonly table: TableName; readonly columns: readonly string[]};
}

/** A table from before, where it is now. */
interface Followed {
  readonly was: TableName;
  is: TableName | undefined;
  /** Its columns by their names from before, and their names now. */
  readonly columns: Map<string, string>;
}

/** What operations do not destroy by their nature: the tables and columns that they do not drop, before and after. */
export function keptBy(operations: readonly Operation[], {tables}: Schema): readonly Kept[] {
  const all: readonly Followed[] = tables.map((table) => ({
    was: nameOf(table),
    is: nameOf(table),
    columns: new Map(table.columns.map(({name}) => [name, name])),
  }));
  for (const each of operations.flatMap((one) => (one.kind === 'only' ? one.operations : [one]))) {
    const its = 'table' in each && all.find(({is}) => is?.name === each.table.name);
    if (its) follow(its, each);
  }
  return all.flatMap(({was, is, columns}) => {
    if (is === undefined) return [];
    return [
      {
        before: {table: was, columns: [...columns.keys()]},
        after: {table: is, columns: [...columns.values()]},
      },
    ];
  });
}

function follow(its: Followed, operation: Operation): void {
  if (operation.kind === 'dropTable') its.is = undefined;
  if (operation.kind === 'renameTable') its.is = {...its.is, name: operation.to};
  if (operation.kind !== 'dropColumn' && operation.kind !== 'renameColumn') return;
  const [from] = [...its.columns].find(([, now]) => now === operation.column) ?? [];
  if (from === undefined) return;
  if (operation.kind === 'dropColumn') its.columns.delete(from);
  else its.columns.set(from, operation.to);
}
