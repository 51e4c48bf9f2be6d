import {nameText, sameName} from './tables.ts';
import type {ForeignKey, Table} from './table.ts';

/**
 * These tables so that each comes after those it refers to, and otherwise in the order given.
 *
 * Where foreign keys form a circle one of them must point forward: `lateForeignKeys` tells which.
 */
export function inDependencyOrder(tables: readonly Table[]): readonly Table[] {
  const byName = new Map(tables.map((table) => [nameText(table), table]));
  const seen = new Set<Table>();
  const ordered: Table[] = [];
  for (const table of tables) visit(table, byName, {seen, ordered});
  return ordered;
}

/** The foreign keys that refer to a table which comes later in this order. */
export function lateForeignKeys(
  ordered: readonly Table[],
): readonly {readonly table: Table; readonly foreignKey: ForeignKey}[] {
  const place = new Map(ordered.map((table, at) => [nameText(table), at]));
  return ordered.flatMap((table, at) =>
    table.foreignKeys
      .filter(({references}) => (place.get(nameText(references.table)) ?? at) > at)
      .map((foreignKey) => ({table, foreignKey})),
  );
}

interface Visit {
  readonly table: Table;
  readonly waiting: Table[];
}

/** Depth first without recursion: a chain of tables may be as long as it likes. */
function visit(
  start: Table,
  byName: ReadonlyMap<string, Table>,
  {seen, ordered}: {readonly seen: Set<Table>; readonly ordered: Table[]},
): void {
  const path: Visit[] = [];
  const enter = (table: Table): void => {
    if (seen.has(table)) return;
    seen.add(table);
    path.push({table, waiting: referredTo(table, byName)});
  };

  enter(start);
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const next = top.waiting.shift();
    if (next !== undefined) {
      enter(next);
    } else {
      ordered.push(top.table);
      path.pop();
    }
  }
}

const referredTo = (table: Table, byName: ReadonlyMap<string, Table>): Table[] =>
  table.foreignKeys
    .filter(({references}) => !sameName(references.table, table))
    .map(({references}) => byName.get(nameText(references.table)))
    .filter((other) => other !== undefined);
