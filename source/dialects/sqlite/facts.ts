import type {Column} from '../../schema/column.ts';
import type {TableName} from '../../schema/table.ts';
import {columnText, loss} from '../facts.ts';
import type {Origins} from '../origins.ts';
import type {Hazard, LossKind} from '../statement.ts';
import {literal, quote, tableName} from './quote.ts';
import {typeText} from './types.ts';

/** All rows of the table, counted under its name from before the revision; none if the revision made it. */
export function rowLoss(table: TableName, origins: Origins): readonly Hazard[] {
  const origin = origins.table(table);
  if (origin === undefined) return [];
  return [
    loss('drop-table', table.name, {
      message: `drops the table ${table.name} and its rows`,
      measure: `select count(*) as n from ${tableName(origin)}`,
    }),
  ];
}

/** Values of a column that get lost, counted under the names from before the revision. */
export function valueLoss(
  {table, column}: {readonly table: TableName; readonly column: string},
  {
    kind,
    message,
    condition,
  }: {
    readonly kind: LossKind;
    readonly message: string;
    readonly condition?: ((column: string) => string) | undefined;
  },
  origins: Origins,
): readonly Hazard[] {
  const origin = origins.table(table);
  const was = origins.column(table, column);
  if (origin === undefined || was === undefined) return [];
  const where = condition === undefined ? `${quote(was)} is not null` : condition(quote(was));
  const measure = `select count(*) as n from ${tableName(origin)} where ${where}`;
  return [loss(kind, columnText(table, column), {message, measure})];
}

/** Something that fails if the rows are not as it wants them; nothing for a table that the revision made. */
export const mayFail = (table: TableName, message: string, origins: Origins): readonly Hazard[] =>
  origins.table(table) === undefined ? [] : [{kind: 'may-fail', object: table.name, message}];

/**
 * The values that would not fit or would change, as a condition on the quoted column. SQLite keeps what it
 * cannot turn into the new type as it is, so only text that reads as a number otherwise than it is written changes.
 */
export function narrowing(from: Column, to: Column): ((column: string) => string) | undefined {
  if (to.type.kind === 'enum' && to.type.array !== true && narrowsEnum(from, to)) {
    const items = to.type.items.map(literal).join(', ');
    return (column) => `${column} not in (${items})`;
  }
  if (
    affinity(typeText(from.type)) !== 'text' ||
    ['text', 'blob'].includes(affinity(typeText(to.type)))
  ) {
    return undefined;
  }
  return (column) =>
    `typeof(${column}) = 'text' and cast(cast(${column} as numeric) as text) <> ${column}`;
}

function narrowsEnum({type: from}: Column, {type: to}: Column): boolean {
  if (to.kind !== 'enum' || !to.items.every((item) => typeof item === 'string')) return false;
  return from.kind !== 'enum' || from.items.some((item) => !to.items.includes(item));
}

/** SQLite's own rules for what a declared type means. */
function affinity(type: string): 'integer' | 'text' | 'blob' | 'real' | 'numeric' {
  if (/int/i.test(type)) return 'integer';
  if (/char|clob|text/i.test(type)) return 'text';
  if (type === '' || /blob/i.test(type)) return 'blob';
  return /real|floa|doub/i.test(type) ? 'real' : 'numeric';
}
