import {objectWords} from './objects.ts';
import type {Schema} from './schema.ts';
import {nameText} from './tables.ts';
import type {Table} from './table.ts';

/**
 * The schema with everything sorted by name whose order no database minds: tables, columns,
 * constraints, indexes, enums. Two schemas are the same when these are equal.
 */
export function inNameOrder({tables, enums, objects, unknowns}: Schema): Schema {
  return {
    tables: sorted(tables, nameText).map(tableInNameOrder),
    enums: sorted(enums, nameText),
    ...(objects && {objects: sorted(objects, objectWords)}),
    unknowns,
  };
}

function tableInNameOrder(table: Table): Table {
  return {
    ...table,
    columns: sorted(table.columns, byName),
    uniques: sorted(table.uniques, byName),
    foreignKeys: sorted(table.foreignKeys, byName),
    checks: sorted(table.checks, byName),
    indexes: sorted(table.indexes, byName),
  };
}

const byName = ({name}: {readonly name: string}): string => name;

function sorted<T>(things: readonly T[], name: (thing: T) => string): readonly T[] {
  return things.toSorted((one, other) => (name(one) < name(other) ? -1 : 1));
}
