import {apply} from '../operations/apply.ts';
import type {Only, Operation} from '../operations/operation.ts';
import type {Column} from '../schema/column.ts';
import type {Schema} from '../schema/schema.ts';
import type {TableName} from '../schema/table.ts';
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
  const changes = operation.kind === 'alterColumn' || operation.kind === 'setTableComment';
  if (!changes || schema === undefined) return false;
  const {table} = operation;
  const column = operation.kind === 'alterColumn' ? operation.column : undefined;
  const found = findTable(schema, table);
  const altered = found?.columns.find(({name}) => name === column);
  if (!found || (column !== undefined && !altered)) return false;
  if (operation.kind === 'alterColumn' && operation.change.type && isNative(altered)) return false;
  const held = (each: Schema): unknown => stored(only(each, table));
  return same(held(schema), held(apply(schema, operation, dialect)));
}

/** Its database must go on knowing which columns are of a type of its own, to change that type later. */
const isNative = (column: Column | undefined): boolean =>
  column?.type.kind === 'enum' && column.type.native !== undefined;

const only = (schema: Schema, name: TableName): Schema => {
  const table = findTable(schema, name);
  return {...schema, tables: table ? [table] : []};
};
