import type {Operation} from '../operations/operation.ts';
import {inDependencyOrder, lateForeignKeys} from '../schema/dependency-order.ts';
import type {Schema} from '../schema/schema.ts';
import type {ForeignKey, Table} from '../schema/table.ts';
import {nameOf, sameName} from '../schema/tables.ts';
import {relationNames} from './displaced.ts';

/** Tables that go, and the foreign keys that must go before anything else does. */
export interface DroppedTables {
  /** To what changes in tables that stay. */
  readonly displaced: readonly Operation[];
  /** To each other, in circles. */
  readonly circular: readonly Operation[];
  readonly dropped: readonly Operation[];
  /** Whether they must go before others come, which have names of theirs. */
  readonly first: boolean;
}

/**
 * Drops tables, each before those it refers to. One that the new schema still refers to stays.
 * `displaced` are foreign keys that stand in the way of what changes elsewhere.
 */
export function droppedTables(
  tables: readonly Table[],
  to: Schema,
  displaced: (table: Table, key: ForeignKey) => boolean,
): DroppedTables {
  const going = inDependencyOrder(tables.filter((table) => !isReferredTo(table, to)));
  const early = tables.flatMap((table) =>
    table.foreignKeys
      .filter((foreignKey) => displaced(table, foreignKey))
      .map((foreignKey) => ({table, foreignKey})),
  );
  const isEarly = (key: ForeignKey): boolean => early.some(({foreignKey}) => foreignKey === key);
  return {
    displaced: early.map(dropForeignKey),
    circular: lateForeignKeys(going)
      .filter(({foreignKey}) => !isEarly(foreignKey))
      .map(dropForeignKey),
    dropped: going.toReversed().map((table) => ({kind: 'dropTable', table: nameOf(table)})),
    first: going.some((table) => relationNames(table).some((name) => isTaken(name, to))),
  };
}

const isTaken = (name: string, {tables}: Schema): boolean =>
  tables.some((table) => relationNames(table).includes(name));

const dropForeignKey = ({
  table,
  foreignKey: {name},
}: {
  readonly table: Table;
  readonly foreignKey: ForeignKey;
}): Operation => ({kind: 'dropConstraint', table: nameOf(table), type: 'foreignKey', name});

const isReferredTo = (table: Table, {tables}: Schema): boolean =>
  tables.some(({foreignKeys}) =>
    foreignKeys.some(({references}) => sameName(references.table, table)),
  );
