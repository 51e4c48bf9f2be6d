import type {Operation} from '../operations/operation.ts';
import type {TableName} from '../schema/table.ts';
import {objectText} from '../schema/objects.ts';
import {nameText} from '../schema/tables.ts';

/** A table as it was called before the revision, and its columns as they were called then. */
interface Origin {
  readonly table: TableName;
  readonly columns: ReadonlyMap<string, string | undefined>;
}

/**
 * What the tables and columns that a revision speaks of were called before it: losses are counted on the
 * database as it is before the step.
 */
export interface Origins {
  /** `undefined` for a table that the revision itself made. */
  readonly table: (table: TableName) => TableName | undefined;
  /** `undefined` for a column that the revision itself made. */
  readonly column: (table: TableName, column: string) => string | undefined;
  /** Whether the name of the table or of one of its columns is not the one from before. */
  readonly changed: (table: TableName) => boolean;
  /** Whether the revision itself made the enum type. */
  readonly madeEnum: (type: TableName) => boolean;
  /** Whether the revision itself made the object that is written so: `sales.total`. */
  readonly madeObject: (text: string) => boolean;
  /** Takes note of an operation, after its statements are made; of what raw SQL is declared to do, one by one. */
  readonly follow: (operation: Operation) => void;
}

/** Nothing was renamed or made yet. */
export function origins(): Origins {
  const known = new Map<string, Origin | undefined>();
  const enums = new Set<string>();
  const objects = new Set<string>();

  const of = (table: TableName): Origin | undefined => {
    const key = nameText(table);
    return known.has(key) ? known.get(key) : {table, columns: new Map()};
  };
  const setColumn = (table: TableName, column: string, was: string | undefined): void => {
    const origin = of(table);
    if (origin === undefined) return;
    known.set(nameText(table), {...origin, columns: new Map(origin.columns).set(column, was)});
  };
  const column = (table: TableName, name: string): string | undefined => {
    const columns = of(table)?.columns;
    return columns?.has(name) === true ? columns.get(name) : name;
  };

  const make = (table: TableName): unknown => known.set(nameText(table), undefined);
  const follow = (operation: Operation): void => {
    const {kind} = operation;
    if (kind === 'createTable' && operation.ifNotExists !== true) make(operation.table);
    if (kind === 'dropTable') make(operation.table);
    if (kind === 'createEnum') enums.add(nameText(operation.enum));
    if (kind === 'createObject') objects.add(objectText(operation.object));
    if (kind === 'addColumn') setColumn(operation.table, operation.column.name, undefined);
    if (kind === 'renameTable') {
      known.set(nameText({...operation.table, name: operation.to}), of(operation.table));
      make(operation.table);
    }
    if (kind === 'renameColumn') {
      setColumn(operation.table, operation.to, column(operation.table, operation.column));
      setColumn(operation.table, operation.column, undefined);
    }
  };

  return {
    table: (name) => of(name)?.table,
    column,
    changed: (name) => known.has(nameText(name)),
    madeEnum: (name) => enums.has(nameText(name)),
    madeObject: (text) => objects.has(text),
    follow,
  };
}
