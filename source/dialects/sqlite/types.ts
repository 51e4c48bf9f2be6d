import type {Column, ColumnType, EnumColumnType} from '../../schema/column.ts';
import {ofType} from '../of-type.ts';
import type {OfType} from '../of-type.ts';
import {literal, quote} from './quote.ts';

const texts: OfType<string> = {
  integer: () => 'integer',
  smallint: () => 'integer',
  tinyint: () => 'integer',
  mediumint: () => 'mediumint',
  bigint: () => 'bigint',
  float: () => 'real',
  double: () => 'double',
  boolean: () => 'integer',
  text: () => 'text',
  date: () => 'date',
  interval: () => 'interval',
  json: () => 'json',
  uuid: () => 'text',
  blob: () => 'blob',
  array: () => 'text',
  string: () => 'text',
  character: () => 'text',
  datetime: () => 'datetime',
  // MikroORM writes no length of zero here.
  time: ({length = 0}) => (length === 0 ? 'time' : `time(${length})`),
  decimal: ({precision = 10, scale = 0}) => `numeric(${precision},${scale})`,
  enum: (type) => (type.array === true || isTextual(type) ? 'text' : 'integer'),
  raw: ({sql}) => sql.trim(),
};

/** SQLite's text for a type, as MikroORM 7 writes it; a native enum is text there. */
export function typeText(type: ColumnType, column?: Column): string {
  return column !== undefined && isNumbered(column) ? 'integer' : ofType(texts, type);
}

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
