import {bytesOf, type Value} from '../operations/value.ts';
import {list, object, plain, text, type Expression} from './layout/syntax.ts';
import {literal} from './render-column.ts';

/** A row as the object that gives it. */
export const rowExpression = (columns: readonly string[], row: readonly Value[]): Expression =>
  object(columns.map((column, at) => [column, valueExpression(row[at] ?? null)]));

/** A value as it is written in code. */
export function valueExpression(value: Value): Expression {
  if (value === null) return plain('null');
  if (typeof value !== 'object') return literal(value);
  if ('bigint' in value) return plain(`${value.bigint}n`);
  if ('instant' in value) return plain(`new Date('${value.instant}')`);
  if ('bytes' in value) return plain(`Uint8Array.of(${[...bytesOf(value.bytes)].join(', ')})`);
  return jsonExpression(value.json);
}

function jsonExpression(value: unknown): Expression {
  if (Array.isArray(value)) return list(value.map(jsonExpression));
  if (typeof value === 'object' && value !== null)
    return object(Object.entries(value).map(([key, inner]) => [key, jsonExpression(inner)]));
  return typeof value === 'string' ? text(value) : plain(JSON.stringify(value));
}
