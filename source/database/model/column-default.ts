import type {EntityProperty} from '@mikro-orm/core';
import type {Dialect} from '../../dialects/dialect.ts';
import type {DefaultValue} from '../../schema/column.ts';

/**
 * What MikroORM writes after `default`: a value where the dialect would write that value the same way,
 * otherwise the SQL as it stands.
 */
export function columnDefault(
  sql: string | null | undefined,
  property: EntityProperty | undefined,
  dialect: Dialect,
): DefaultValue | undefined {
  if (sql === null || sql === undefined || sql === '' || sql.toLowerCase() === 'null') {
    return undefined;
  }
  const given = givenText(sql, property);
  if (given !== undefined) return {kind: 'value', value: given};
  const value = plainValue(sql);
  if (value !== undefined && dialect.literal(value) === sql) return {kind: 'value', value};
  return {kind: 'sql', sql};
}

/** MikroORM puts quotes around a text and leaves those inside as they are; the text itself is what is meant. */
function givenText(sql: string, property: EntityProperty | undefined): string | undefined {
  const given: unknown = property?.default;
  const isText = typeof given === 'string' || isConverted(given);
  const text = /^'([^]*)'$/.exec(sql)?.[1];
  return isText && (typeof given !== 'string' || given === text) ? text : undefined;
}

/** A list, a date or the like, which MikroORM turned into text; not a fragment of SQL. */
const isConverted = (given: unknown): boolean =>
  typeof given === 'object' && given !== null && !('sql' in given && 'params' in given);

function plainValue(sql: string): string | number | boolean | undefined {
  if (/^'(?:[^']|'')*'$/.test(sql)) return sql.slice(1, -1).replaceAll("''", "'");
  if (sql === 'true' || sql === 'false') return sql === 'true';
  const number = Number(sql);
  return /^-?\d/.test(sql) && String(number) === sql ? number : undefined;
}
