import type {CreateTable, Operation} from '../operations/operation.ts';
import {inDependencyOrder} from '../schema/dependency-order.ts';
import type {Schema} from '../schema/schema.ts';
import type {ForeignKey, Table} from '../schema/table.ts';
import {findTable, nameOf, nameText, sameName} from '../schema/tables.ts';
import {indexesOf} from './compare-indexes.ts';
import {keysOf, sameSet} from './displaced.ts';

/** New tables, and the foreign keys that have to wait until everything else stands. */
export interface NewTables {
  readonly created: readonly Operation[];
  readonly foreignKeys: readonly Operation[];
}

/**
 * Creates tables, each after those it refers to. A foreign key stands inside its table where its target
 * is there by then; one that closes a circle, or waits for a change of an old table, comes last.
 */
export function newTables(tables: readonly Table[], from: Schema, to: Schema): NewTables {
  const ordered = inDependencyOrder(tables);
  const created: Operation[] = [];
  const foreignKeys: Operation[] = [];
  const standing = new Set<string>();
  for (const table of ordered) {
    standing.add(nameText(table));
    const isThere = (key: ForeignKey): boolean =>
      standing.has(nameText(key.references.table)) || isReady(key, {tables, from, to});
    created.push(createTable(table, isThere), ...indexesOf(table, nameOf(table)));
    for (const foreignKey of table.foreignKeys.filter((key) => !isThere(key))) {
      foreignKeys.push({kind: 'createForeignKey', table: nameOf(table), foreignKey});
    }
  }
  return {created, foreignKeys};
}

function createTable(table: Table, isThere: (key: ForeignKey) => boolean): CreateTable {
  const foreignKeys = table.foreignKeys.filter(isThere);
  return {kind: 'createTable', table: {...table, foreignKeys, indexes: []}};
}

interface Tables {
  readonly tables: readonly Table[];
  readonly from: Schema;
  readonly to: Schema;
}

/** Whether the table referred to is an old one whose key stays, or one that others look after. */
function isReady({references}: ForeignKey, {tables, from, to}: Tables): boolean {
  if (tables.some((table) => sameName(table, references.table))) return false;
  const [old, now] = [findTable(from, references.table), findTable(to, references.table)];
  if (!now) return true;
  const hasKey = (table: Table): boolean =>
    keysOf(table).some(({columns}) => sameSet(columns, references.columns));
  return old !== undefined && hasKey(old) && hasKey(now);
}
