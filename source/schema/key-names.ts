import {implicitPrimaryKeyName} from './default-names.ts';
import type {Schema} from './schema.ts';
import {sameName} from './tables.ts';
import type {PrimaryKey, Table} from './table.ts';

/**
 * A primary key that is made on PostgreSQL: with the name that the server gives it, unless that is the
 * one which goes without saying. Like the server, passes over what is taken in the table's schema.
 */
export function madeKey(schema: Schema, table: Table, {name, columns}: PrimaryKey): PrimaryKey {
  if (name !== undefined) return {name, columns};
  const taken = takenNames(schema, table).add(table.name);
  const usual = implicitPrimaryKeyName(table.name);
  if (!taken.has(usual)) return {columns};
  let number = 1;
  while (taken.has(implicitPrimaryKeyName(table.name, number))) number += 1;
  return {name: implicitPrimaryKeyName(table.name, number), columns};
}

/**
 * The primary key of a table of PostgreSQL that is renamed: one with the name that goes without saying
 * is renamed too, so that a new table can have its old name. Another, or where that is taken, keeps its name.
 */
export function keyOfRenamed(schema: Schema, table: Table, to: string): PrimaryKey | undefined {
  const {primaryKey} = table;
  if (primaryKey === undefined) return undefined;
  const [usual, next] = [implicitPrimaryKeyName(table.name), implicitPrimaryKeyName(to)];
  const {name = usual, columns} = primaryKey;
  if (name === next) return {columns};
  return name !== usual || takenNames(schema, table).has(next) ? {name, columns} : {columns};
}

/** The names of relations and constraints in the schema of a table, but for its own and that of its key. */
function takenNames({tables}: Schema, table: Table): Set<string> {
  const others = tables.filter((each) => each.schema === table.schema && !sameName(each, table));
  return new Set([
    ...others.flatMap(({name, primaryKey}) => [
      name,
      ...(primaryKey ? [primaryKey.name ?? implicitPrimaryKeyName(name)] : []),
    ]),
    ...[...others, table].flatMap(({uniques, indexes, checks, foreignKeys}) =>
      [uniques, indexes, checks, foreignKeys].flat().map(({name}) => name),
    ),
  ]);
}
