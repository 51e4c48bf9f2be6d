import type {Column, ColumnType, EnumColumnType, PlainType} from '../../schema/column.ts';
import {literal, quote} from './quote.ts';

const plain: Readonly<Record<PlainType, string>> = {
  integer: 'integer',
  smallint: 'integer',
  tinyint: 'integer',
  mediumint: 'mediumint',
  bigint: 'bigint',
  float: 'real',
  double: 'double',
  boolean: 'integer',
  text: 'text',
  date: 'date',
  interval: 'interval',
  json: 'json',
  uuid: 'text',
  blob: 'blob',
  array: 'text',
};

/** SQLite's text for a type, as MikroORM 7 writes it; a native enum is text there. */
export function typeText(type: ColumnType, column?: Column): string {
  if (column !== undefined && isNumbered(column)) return 'integer';
  if (isPlain(type)) return plain[type.kind];
  switch (type.kind) {
    case 'string':
    case 'character':
      return 'text';
    case 'datetime':
      return 'datetime';
    case 'time':
      // MikroORM writes no length of zero here.
      return (type.length ?? 0) === 0 ? 'time' : `time(${String(type.length)})`;
    case 'decimal':
      return `numeric(${type.precision ?? 10},${type.scale ?? 0})`;
    case 'enum':
      return type.array === true || isTextual(type) ? 'text' : 'integer';
    case 'raw':
      return type.sql.trim();
  }
}

const isPlain = (type: ColumnType): type is {readonly kind: PlainType} => type.kind in plain;

const isTextual = ({items}: EnumColumnType): boolean =>
  items.every((item) => typeof item === 'string');

/** Whether SQLite numbers the column: its only way is `integer primary key autoincrement`. */
export const isNumbered = ({autoincrement = false, identity}: Column): boolean =>
  autoincrement || identity !== undefined;

/** The check that keeps the values of an enum, without the outer parentheses. */
export function enumCheck({name, type}: Column): string | undefined {
  if (type.kind !== 'enum' || type.array === true) return undefined;
  if (!isTextual(type)) return undefined;
  return `${quote(name)} in (${type.items.map(literal).join(', ')})`;
}
