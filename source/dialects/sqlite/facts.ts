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
 * cannot turn into the new type as it is, and a column may hold values of any type, whatever its own is.
 */
export function narrowing(from: Column, to: Column): ((column: string) => string) | undefined {
  if (to.type.kind === 'enum' && to.type.array !== true && narrowsEnum(from, to)) {
    const items = to.type.items.map(literal).join(', ');
    return (column) => `${column} not in (${items})`;
  }
  const [before, after] = [affinity(typeText(from.type)), affinity(typeText(to.type))];
  const changes = [
    ...(isNumeric(before) ? [] : numbersFromText(after)),
    ...(after === 'real' && before !== 'real' ? [longInteger] : []),
    ...(after === 'text' && before !== 'text' ? [longReal] : []),
  ];
  if (changes.length === 0) return undefined;
  return (column) => changes.map((each) => each(column)).join(' or ');
}

type Affinity = 'integer' | 'text' | 'blob' | 'real' | 'numeric';

const isNumeric = (kind: Affinity): boolean => kind !== 'text' && kind !== 'blob';

/**
 * Text that becomes a number which is written otherwise; where numbers are wanted, text that is none, too. In a
 * comparison with a number SQLite takes text for one if all of it is one.
 */
function numbersFromText(after: Affinity): readonly ((column: string) => string)[] {
  if (!isNumeric(after)) return [];
  return [
    (column) => {
      const number = `cast(${column} as numeric)`;
      const isNumber = after === 'numeric' ? ` and ${number} = ${column}` : '';
      const asReal =
        after === 'real' ? ` and cast(cast(${column} as real) as text) <> ${column}` : '';
      return `(typeof(${column}) = 'text'${isNumber} and cast(${number} as text) <> ${column}${asReal})`;
    },
  ];
}

/** An integer that no floating-point number is equal to; text that reads as one. The highest comes back by chance. */
const longInteger = (column: string): string => {
  const number = `cast(${column} as numeric)`;
  return `(typeof(${column}) in ('integer', 'text') and typeof(${number}) = 'integer' and (cast(cast(${number} as real) as integer) <> ${number} or ${number} = 9223372036854775807))`;
};

/** A floating-point number with more digits than SQLite writes. */
const longReal = (column: string): string =>
  `(typeof(${column}) = 'real' and cast(cast(${column} as text) as real) <> ${column})`;

function narrowsEnum({type: from}: Column, {type: to}: Column): boolean {
  if (to.kind !== 'enum' || !to.items.every((item) => typeof item === 'string')) return false;
  return from.kind !== 'enum' || from.items.some((item) => !to.items.includes(item));
}

/** SQLite's own rules for what a declared type means. */
function affinity(type: string): Affinity {
  if (/int/i.test(type)) return 'integer';
  if (/char|clob|text/i.test(type)) return 'text';
  if (type === '' || /blob/i.test(type)) return 'blob';
  return /real|floa|doub/i.test(type) ? 'real' : 'numeric';
}
