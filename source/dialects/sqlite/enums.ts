import {apply} from '../../operations/apply.ts';
import {enumColumns, enumNamed} from '../../operations/apply-enums.ts';
import type {AddEnumValue, AlterEnum} from '../../operations/operation.ts';
import type {Column} from '../../schema/column.ts';
import {findTable} from '../../schema/tables.ts';
import type {TableName} from '../../schema/table.ts';
import {enumChange, failsOn, mergesIn} from '../enum-changes.ts';
import type {EnumChange, Pair} from '../enum-changes.ts';
import {columnText} from '../facts.ts';
import type {Hazard} from '../statement.ts';
import {mayFail, valueLoss} from './facts.ts';
import {literal, quote} from './quote.ts';
import {defer} from './work.ts';
import type {Work} from './work.ts';

/** The columns of the type are kept by checks, which have to let the value in. */
export function addEnumValue(operation: AddEnumValue, at: Work): void {
  const before = at.current();
  const after = apply(before, operation, 'sqlite');
  for (const table of before.tables) {
    if (findTable(after, table) !== table) defer(at, table);
  }
}

/** The rows get their new values while their tables are made anew. */
export function alterEnum(operation: AlterEnum, at: Work): void {
  const before = at.current();
  const from = enumNamed(before, operation);
  const change = enumChange(from, enumNamed(apply(before, operation, 'sqlite'), from), operation);
  const {pairs} = change;
  for (const {table, column} of enumColumns(before, from)) {
    const pending = at.pending.get(table.name);
    const isNew = pending?.fresh.has(column.name) === true;
    const using = new Map(pending?.using);
    const value = using.get(column.name) ?? quote(column.name);
    if (!isNew && pairs.length > 0) using.set(column.name, mappedText(value, column, pairs));
    defer(at, table, {using, hazards: isNew ? [] : hazards(change, {table, column}, at)});
  }
}

const isArray = ({type}: Column): boolean => type.kind === 'enum' && type.array === true;

/** A list of values is a text with commas between them: doubled, each value stands between two of its own. */
function mappedText(value: string, column: Column, pairs: readonly Pair[]): string {
  if (!isArray(column)) {
    const cases = pairs.map(([from, to]) => `when ${literal(from)} then ${literal(to)}`).join(' ');
    return `case ${value} ${cases} else ${value} end`;
  }
  const apart = `',' || replace(${value}, ',', ',,') || ','`;
  const replaced = pairs.reduce(
    (sql, [from, to]) => `replace(${sql}, ${literal(`,${from},`)}, ${literal(`,${to},`)})`,
    apart,
  );
  return `trim(replace(${replaced}, ',,', ','), ',')`;
}

/** Values of which nothing is said are in the way; those that become another's are counted. */
function hazards(
  {merged, gone}: EnumChange,
  {table, column}: {readonly table: TableName; readonly column: Column},
  {origins}: Work,
): readonly Hazard[] {
  const object = columnText(table, column.name);
  const values = merged.map(literal).join(', ');
  const condition = isArray(column) ? undefined : (name: string) => `${name} in (${values})`;
  const loss = {kind: 'narrow-type', message: mergesIn(object), condition} as const;
  return [
    ...(merged.length === 0 ? [] : valueLoss({table, column: column.name}, loss, origins)),
    ...(gone.length === 0 ? [] : mayFail(table, failsOn(object, gone), origins)),
  ];
}
