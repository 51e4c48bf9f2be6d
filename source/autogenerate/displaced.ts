import type {ForeignKey, Index, Table, Unique} from '../schema/table.ts';
import {implicitPrimaryKeyName} from '../schema/default-names.ts';
import {nameText} from '../schema/tables.ts';
import {mentionsColumn} from '../schema/sql-identifiers.ts';
import type {ColumnChanges} from './compare-columns.ts';
import {same} from './same.ts';
import type {TablePair} from './table-pair.ts';

/** What changes under the keys, indexes and checks of one table. */
export interface Ground {
  readonly pair: TablePair;
  readonly columns: ColumnChanges;
}

/** Whether an index stands on a column that is made again. */
export function displacesIndex({pair, columns}: Ground, index: Index | Unique): boolean {
  return [...columns.remade].some((column) => usesColumn(index, pair.to, column));
}

/** Whether a check speaks of a column that is made again. */
export function displacesExpression({pair, columns}: Ground, sql: string): boolean {
  return [...columns.remade].some((column) => mentionsColumn(sql, pair.to.name, column));
}

/** Whether an index or a unique constraint uses a column, in its parts or its condition. */
function usesColumn(index: Index | Unique, table: Table, column: string): boolean {
  if ('columns' in index) return index.columns.includes(column);
  const texts = [...index.parts.map(({expression}) => expression), index.where];
  return (
    index.parts.some((part) => part.column === column) ||
    (index.include?.includes(column) ?? false) ||
    texts.some((sql) => sql !== undefined && mentionsColumn(sql, table.name, column))
  );
}

/**
 * Whether a foreign key has to be taken away for a while: its columns become of another kind, on either
 * side, or the key that it refers to is made anew.
 */
export function displacesForeignKey(
  grounds: ReadonlyMap<string, Ground>,
  table: Table,
  {columns, references}: ForeignKey,
): boolean {
  const [own, other] = [grounds.get(nameText(table)), grounds.get(nameText(references.table))];
  return (
    columns.some((column) => own?.columns.retyped.has(column)) ||
    references.columns.some((column) => isShaken(column, other)) ||
    (other !== undefined &&
      replacedKeys(other.pair).some((key) => sameSet(key, references.columns)))
  );
}

/** Whether a column that is referred to goes or becomes of another kind. */
const isShaken = (column: string, ground: Ground | undefined): boolean =>
  ground !== undefined &&
  (ground.columns.retyped.has(column) || ground.columns.dropped.some(({name}) => name === column));

/** The column lists of the keys that go, even if another takes their place. */
function replacedKeys({fromStored, toStored}: TablePair): readonly (readonly string[])[] {
  const old = keysOf(fromStored);
  const now = keysOf(toStored);
  return old.filter((key) => !now.some((each) => same(each, key))).map(({columns}) => columns);
}

interface Key {
  readonly name: string;
  readonly columns: readonly string[];
}

/** The names that a table takes up in its schema: those of its indexes, and of what is kept by one. */
export const relationNames = ({name, primaryKey, uniques, indexes}: Table): readonly string[] => [
  ...(primaryKey ? [primaryKey.name ?? implicitPrimaryKeyName(name)] : []),
  ...[...uniques, ...indexes].map((each) => each.name),
];

/** The columns by which rows of a table can be referred to, each list with the name of its key. */
export function keysOf({name, primaryKey, uniques, indexes}: Table): readonly Key[] {
  return [
    ...(primaryKey
      ? [{name: primaryKey.name ?? implicitPrimaryKeyName(name), columns: primaryKey.columns}]
      : []),
    ...uniques.map((unique) => ({name: unique.name, columns: unique.columns})),
    ...indexes
      .filter(({unique, where}) => unique === true && where === undefined)
      .map((index) => ({
        name: index.name,
        columns: index.parts.map(({column = ''}) => column),
      })),
  ];
}

/** Whether two lists hold the same columns, in whatever order. */
export const sameSet = (one: readonly string[], other: readonly string[]): boolean =>
  same([...one].toSorted(), [...other].toSorted());
