import type {Column, ColumnType} from '../schema/column.ts';
import type {Schema} from '../schema/schema.ts';
import {nameOf} from '../schema/tables.ts';
import type {TableName} from '../schema/table.ts';
import {enumColumns, enumNamed} from './apply-enums.ts';
import type {AddEnumValue, AlterColumn, Operation} from './operation.ts';

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
