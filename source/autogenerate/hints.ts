import type {Operation} from '../operations/operation.ts';
import type {Column} from '../schema/column.ts';
import type {Index, Table, Unique} from '../schema/table.ts';
import {findColumn, findTable, nameText} from '../schema/tables.ts';
import type {Exchange} from './compare-indexes.ts';
import type {ColumnChanges} from './compare-columns.ts';
import {same} from './same.ts';
import type {Side, TablePair} from './table-pair.ts';

/** Something that the comparison cannot know, and a person can. Nothing was done about it. */
export interface Hint {
  readonly kind: 'renamedTable' | 'renamedColumn' | 'renamedIndex' | 'unknownSql';
  /** The table it is about, as a person writes it. */
  readonly table: string | undefined;
  /** What goes and what comes, where one may be the other under a new name. */
  readonly from?: string;
  readonly to?: string;
  /** One sentence for a person. */
  readonly text: string;
}

/** Tables that go and tables that come with the same columns. */
export function renamedTables(
  dropped: readonly Table[],
  created: readonly Table[],
  sides: {readonly from: Side; readonly to: Side},
): readonly Hint[] {
  return pairs(dropped, created, (old, now) =>
    same(columnsOf(old, sides.from), columnsOf(now, sides.to)),
  ).map(([old, now]) => {
    const [from, to] = [nameText(old), nameText(now)];
    return {
      kind: 'renamedTable',
      table: from,
      from,
      to,
      text: `table ${from} goes and ${to} comes with the same columns: if it only has a new name, write op.renameTable('${from}', '${to}') instead`,
    };
  });
}

const columnsOf = (table: Table, {stored}: Side): readonly Column[] | undefined =>
  findTable(stored, table)?.columns;

/** Columns that go and columns that come, of the same type. */
export function renamedColumns(
  {name: tableName, fromStored, toStored}: TablePair,
  {dropped, added}: ColumnChanges,
): readonly Hint[] {
  const table = nameText(tableName);
  return pairs(dropped, added, (old, now) =>
    same(unnamed(fromStored, old.name), unnamed(toStored, now.name)),
  ).map(([{name: from}, {name: to}]) => ({
    kind: 'renamedColumn',
    table,
    from,
    to,
    text: `column ${table}.${from} goes and ${to} comes with the same type: if it only has a new name, write op.renameColumn('${table}', '${from}', '${to}') instead`,
  }));
}

/** A column as the database holds it, but for its name. */
function unnamed(table: Table, name: string): Column | undefined {
  const column = findColumn(table, name);
  return column && {...column, name: ''};
}

/** Indexes and constraints that go and come with the same definition. */
export function renamedIndexes(
  {name: tableName, fromStored, toStored}: TablePair,
  {gone, come}: Exchange,
): readonly Hint[] {
  const table = nameText(tableName);
  return pairs(amongThese(fromStored, gone), amongThese(toStored, come), (old, now) =>
    same({...old, name: ''}, {...now, name: ''}),
  )
    .filter(([{name: from}, {name: to}]) => from !== to)
    .map(([{name: from}, {name: to}]) => ({
      kind: 'renamedIndex',
      table,
      from,
      to,
      text: `index ${from} of ${table} is made again as ${to}: if it only has a new name, write op.renameIndex('${table}', '${from}', '${to}') instead`,
    }));
}

/** Raw SQL in the history whose effect is not declared. */
export function unknownSql({written}: Side): readonly Hint[] {
  return written.unknowns.map(({sql}) => ({
    kind: 'unknownSql',
    table: undefined,
    text: `a revision runs SQL that may have changed the schema, and is not counted here: ${sql.replaceAll(/\s+/g, ' ').slice(0, 60)}; tell what it does with op.execute(sql, {effect: (op) => …})`,
  }));
}

/** The indexes and unique constraints of a table that operations are about. */
function amongThese(
  {uniques, indexes}: Table,
  operations: readonly Operation[],
): readonly (Index | Unique)[] {
  const names = new Set(operations.map(nameOfIndex));
  return [...uniques, ...indexes].filter(({name}) => names.has(name));
}

function nameOfIndex(operation: Operation): string | undefined {
  if (operation.kind === 'createIndex') return operation.index.name;
  if (operation.kind === 'createUnique') return operation.unique.name;
  const drops = operation.kind === 'dropIndex' || operation.kind === 'dropConstraint';
  return drops ? operation.name : undefined;
}

/** Each of the first with the first of the second that fits and is not taken. */
function pairs<Old, New>(
  olds: readonly Old[],
  news: readonly New[],
  fits: (old: Old, now: New) => boolean,
): readonly (readonly [Old, New])[] {
  const free = new Set(news);
  return olds.flatMap((old) => {
    const found = [...free].find((now) => fits(old, now));
    if (found === undefined) return [];
    free.delete(found);
    return [[old, found] as const];
  });
}
