import type {Operation} from '../operations/operation.ts';
import {inDependencyOrder, lateForeignKeys} from '../schema/dependency-order.ts';
import type {Schema} from '../schema/schema.ts';
import type {Table} from '../schema/table.ts';
import {nameOf, sameName} from '../schema/tables.ts';

/** Tables that go, and the foreign keys that hold them to each other in circles. */
export interface DroppedTables {
  readonly foreignKeys: readonly Operation[];
  readonly dropped: readonly Operation[];
}

/** Drops tables, each before those it refers to. One that the new schema still refers to stays. */
export function droppedTables(tables: readonly Table[], to: Schema): DroppedTables {
  const going = inDependencyOrder(tables.filter((table) => !isReferredTo(table, to)));
  return {
    foreignKeys: lateForeignKeys(going).map(({table, foreignKey: {name}}) => ({
      kind: 'dropConstraint',
      table: nameOf(table),
      type: 'foreignKey',
      name,
    })),
    dropped: going.toReversed().map((table) => ({kind: 'dropTable', table: nameOf(table)})),
  };
}

const isReferredTo = (table: Table, {tables}: Schema): boolean =>
  tables.some(({foreignKeys}) =>
    foreignKeys.some(({references}) => sameName(references.table, table)),
  );
