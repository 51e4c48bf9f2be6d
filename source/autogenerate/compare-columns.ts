import type {AlterColumn, ColumnChange, Operation} from '../operations/operation.ts';
import type {Column, ColumnType} from '../schema/column.ts';
import {mentionsColumn} from '../schema/sql-identifiers.ts';
import {findColumn} from '../schema/tables.ts';
import {addition, alteration, recomputation} from './column-questions.ts';
import type {Inquiry} from './questions.ts';
import {same} from './same.ts';
import {impliedChecks, type Stored, type TablePair} from './table-pair.ts';

/** What happened to the columns of a table that stays. */
export interface ColumnChanges {
  readonly added: readonly Column[];
  readonly dropped: readonly Column[];
  readonly altered: readonly AlterColumn[];
  /** Columns that are dropped and added again: what stands on them must be made again as well. */
  readonly remade: ReadonlySet<string>;
  /** Columns whose values become of another kind: keys and references that use them cannot stay. */
  readonly retyped: ReadonlySet<string>;
}

/** Compares the columns of a table, by name and as the database holds them. */
export function compareColumns(pair: TablePair, stored: Stored): ColumnChanges {
  const changes = pair.to.columns.flatMap((to): readonly Change[] => {
    const from = findColumn(pair.from, to.name);
    return from ? [{from, to, change: changeOf({from, to}, pair, stored)}] : [];
  });
  const remade = remadeColumns(pair, changes);
  const altered = changes.filter(
    ({to, change}) => !remade.has(to.name) && Object.keys(change).length > 0,
  );
  return {
    added: pair.to.columns.filter(({name}) => !findColumn(pair.from, name)),
    dropped: pair.from.columns.filter(({name}) => !findColumn(pair.to, name)),
    altered: altered.map(({to, change}) => ({
      kind: 'alterColumn',
      table: pair.name,
      column: to.name,
      change,
    })),
    remade,
    retyped: new Set([
      ...remade,
      ...altered
        .filter(({from, to, change}) => change.type && familyOf(from.type) !== familyOf(to.type))
        .map(({to}) => to.name),
    ]),
  };
}

interface ColumnPair {
  readonly from: Column;
  readonly to: Column;
}

interface Change extends ColumnPair {
  readonly change: ColumnChange;
}

/** Columns that are computed in another way, or of others that become of another type. */
function remadeColumns(pair: TablePair, changes: readonly Change[]): ReadonlySet<string> {
  const retyped = changes.filter(({change}) => change.type).map(({to}) => to.name);
  const isOfRetyped = ({name, generated}: Column): boolean =>
    generated !== undefined &&
    retyped.some(
      (column) => column !== name && mentionsColumn(generated.expression, pair.to.name, column),
    );
  return new Set(
    changes.filter(({to}) => isRemade(to.name, pair) || isOfRetyped(to)).map(({to}) => to.name),
  );
}

/** The operations on columns, in the order in which a database accepts them. */
export function columnOperations(
  pair: TablePair,
  changes: ColumnChanges,
  inquiry: Inquiry,
): readonly Operation[] {
  const {name: table} = pair;
  const remade = pair.to.columns.filter(({name}) => changes.remade.has(name));
  const added = [...changes.added, ...remade].toSorted(
    (one, other) => pair.to.columns.indexOf(one) - pair.to.columns.indexOf(other),
  );
  const drop = ({name}: Column): Operation => ({kind: 'dropColumn', table, column: name});
  const add = (column: Column): readonly Operation[] => addition(pair, column, inquiry);
  for (const {name} of remade) recomputation(pair, name, inquiry);
  return [
    ...[...remade, ...changes.dropped.filter(isComputed)].map(drop),
    ...added.filter((column) => !isComputed(column)).flatMap(add),
    ...changes.altered.flatMap((alter) => alteration(pair, alter, inquiry)),
    ...added.filter(isComputed).flatMap(add),
    ...changes.dropped.filter((column) => !isComputed(column)).map(drop),
  ];
}

const isComputed = ({generated}: Column): boolean => generated !== undefined;

/**
 * How a column is computed cannot be changed, nor can a plain column become a computed one. What was
 * computed and stored can stay as plain values.
 */
function isRemade(name: string, {fromStored, toStored}: TablePair): boolean {
  const from = findColumn(fromStored, name)?.generated;
  const to = findColumn(toStored, name)?.generated;
  return !same(from, to) && !(from?.stored === true && to === undefined);
}

function changeOf({from, to}: ColumnPair, pair: TablePair, stored: Stored): ColumnChange {
  const old = findColumn(pair.fromStored, from.name);
  const now = findColumn(pair.toStored, to.name);
  if (!old || !now) return {};
  const retyped = !same(old.type, now.type) || enumDiffers({from, to}, pair, stored);
  const changed = changeable.filter((field) => !same(old[field], now[field]));
  return {
    ...(retyped && {type: to.type}),
    ...(old.nullable !== now.nullable && {nullable: to.nullable}),
    ...(old.autoincrement !== now.autoincrement && {autoincrement: to.autoincrement ?? false}),
    ...Object.fromEntries(changed.map((field) => [field, to[field] ?? null])),
  };
}

/** What a column may lack, and where that is said with `null`. */
const changeable = ['default', 'identity', 'generated', 'collation', 'comment'] as const;

/** Values that a check keeps: the type is the same to the database, and the check is the type's affair. */
function enumDiffers({from, to}: ColumnPair, pair: TablePair, stored: Stored): boolean {
  const gone = impliedChecks(pair.from, from, stored);
  const come = impliedChecks(pair.to, to, stored);
  const missing = (checks: typeof gone, held: typeof gone): boolean =>
    checks.some((check) => !held.some((each) => same(each, check)));
  return missing(gone, pair.toStored.checks) || missing(come, pair.fromStored.checks);
}

const families: Readonly<Partial<Record<ColumnType['kind'], string>>> = {
  integer: 'whole number',
  smallint: 'whole number',
  tinyint: 'whole number',
  mediumint: 'whole number',
  bigint: 'whole number',
  string: 'text',
  text: 'text',
  character: 'text',
};

function familyOf(type: ColumnType): string {
  if (type.kind === 'raw') return type.sql;
  if (type.kind === 'enum' && type.native === undefined) return 'text';
  return families[type.kind] ?? type.kind;
}
