import type {Column, ColumnType} from '../schema/column.ts';
import type {Schema} from '../schema/schema.ts';
import {nameOf} from '../schema/tables.ts';
import type {TableName} from '../schema/table.ts';
import {columnNamed, tableNamed} from '../schema/tables.ts';
import {apply} from './apply.ts';
import {enumColumns, enumNamed} from './apply-enums.ts';
import {given} from './given.ts';
import type {AddEnumValue, AlterColumn, AlterEnum, Operation} from './operation.ts';

/**
 * The way back from a value added to a native enum, which PostgreSQL cannot take out: its columns
 * become text while the type is made again. Fails, rightly, where a row holds the value.
 */
export function withoutEnumValue(operation: AddEnumValue, before: Schema): readonly Operation[] {
  const was = enumNamed(before, operation);
  const its = nameOf(was);
  const users = enumColumns(before, its);
  return [
    ...users.flatMap(({table, column}) => toText(nameOf(table), column)),
    {kind: 'dropEnum', ...its},
    {kind: 'createEnum', enum: was},
    ...users.flatMap(({table, column}) => toEnum(nameOf(table), column)),
  ];
}

/**
 * The way back from other values of an enum. What two values became one stays that one, since nothing tells the rows
 * apart any more; defaults are known and come back.
 */
export function enumAsBefore(operation: AlterEnum, before: Schema): readonly Operation[] {
  const was = enumNamed(before, operation);
  const its = nameOf(was);
  const after = apply(before, operation);
  const sources = (item: string): readonly string[] =>
    Object.entries(operation.map ?? {}).flatMap(([from, to]) => (to === item ? [from] : []));
  const renamed = enumNamed(after, its).items.flatMap((item) => {
    const [from, ...others] = was.items.includes(item) ? [] : sources(item);
    return from === undefined || others.length > 0 ? [] : [[item, from] as const];
  });
  const map = renamed.length === 0 ? undefined : Object.fromEntries(renamed);
  const back = given({kind: 'alterEnum' as const, ...its, items: was.items, map});
  const defaults = enumColumns(before, its).flatMap(({table, column}) => {
    const now = columnNamed(tableNamed(after, table), column.name).default;
    const isBack = now?.kind !== 'value' || (map?.[String(now.value)] ?? now.value);
    if (column.default?.kind !== 'value' || isBack === column.default.value) return [];
    return [alter(nameOf(table), column, {default: column.default})];
  });
  return [back, ...defaults];
}

function toText(table: TableName, column: Column): readonly AlterColumn[] {
  const type: ColumnType = isArray(column) ? {kind: 'raw', sql: 'text[]'} : {kind: 'text'};
  return [
    // A default is of the old type and would hold it.
    ...(column.default ? [alter(table, column, {default: null})] : []),
    alter(table, column, {type}),
  ];
}

function toEnum(table: TableName, column: Column): readonly AlterColumn[] {
  return [
    alter(table, column, {type: column.type}),
    ...(column.default ? [alter(table, column, {default: column.default})] : []),
  ];
}

const alter = (table: TableName, {name}: Column, change: AlterColumn['change']): AlterColumn => ({
  kind: 'alterColumn',
  table,
  column: name,
  change,
});

const isArray = ({type}: Column): boolean => type.kind === 'enum' && type.array === true;
