import {apply} from '../operations/apply.ts';
import type {AlterColumn, Only, Operation, SetTableComment} from '../operations/operation.ts';
import type {Schema} from '../schema/schema.ts';
import type {Table, TableName} from '../schema/table.ts';
import {findTable} from '../schema/tables.ts';
import type {Entry} from './dialect-lists.ts';
import {same} from './same.ts';
import type {Stored} from './table-pair.ts';

/** A database of the project: its schema before the entries, and how it holds one. */
export interface World {
  readonly dialect: Only['dialect'];
  readonly before: Schema;
  readonly stored: Stored;
}

/**
 * The entries, where a change that is for one database, and makes no difference to how the others hold
 * the table, is for all: a longer text is nothing to SQLite, and need not be kept from it.
 */
export function withoutNeedlessGuards(
  entries: readonly Entry[],
  worlds: readonly World[],
): readonly Entry[] {
  const now = new Map(worlds.map(({dialect, before}) => [dialect, before]));
  return entries.map((entry) => {
    const others = worlds.filter(({dialect}) => dialect !== entry.dialect);
    const free =
      entry.dialect !== undefined &&
      others.every((world) => isNothingTo(entry.operation, world, now.get(world.dialect)));
    const dialect = free ? undefined : entry.dialect;
    for (const [name, schema] of now) {
      if (dialect === undefined || dialect === name) {
        now.set(name, apply(schema, entry.operation, name));
      }
    }
    return {operation: entry.operation, dialect};
  });
}

function isNothingTo(operation: Operation, {dialect, stored}: World, schema?: Schema): boolean {
  if (schema === undefined || !isChange(operation)) return false;
  const {table} = operation;
  const found = findTable(schema, table);
  if (!found || !leavesNative(operation, found)) return false;
  const held = (each: Schema): unknown => stored(only(each, table));
  return same(held(schema), held(apply(schema, operation, dialect)));
}

const isChange = (operation: Operation): operation is AlterColumn | SetTableComment =>
  operation.kind === 'alterColumn' || operation.kind === 'setTableComment';

/**
 * Whether the column is there and, if it is of a native enum, stays so: its database must go on knowing
 * which columns are of that type, to change the type later.
 */
function leavesNative(operation: AlterColumn | SetTableComment, {columns}: Table): boolean {
  if (operation.kind === 'setTableComment') return true;
  const type = columns.find(({name}) => name === operation.column)?.type;
  if (type === undefined) return false;
  return operation.change.type === undefined || type.kind !== 'enum' || type.native === undefined;
}

const only = (schema: Schema, name: TableName): Schema => {
  const table = findTable(schema, name);
  return {...schema, tables: table ? [table] : []};
};
