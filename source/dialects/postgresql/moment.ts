import type {Operation} from '../../operations/operation.ts';
import type {Schema} from '../../schema/schema.ts';
import type {Table, TableName} from '../../schema/table.ts';
import {nameText} from '../../schema/tables.ts';
import {columnText, loss} from '../facts.ts';
import type {Origins} from '../origins.ts';
import type {Guard, Hazard, LossKind} from '../statement.ts';
import {qualified, quote} from './quote.ts';
import {storedTable} from './stored.ts';

/** Where in its revision an operation is compiled. */
export interface Moment {
  /** The schema just before the operation; asked only by what depends on it. */
  readonly before: () => Schema;
  /** The lowest server version that is declared. */
  readonly target: string;
  readonly origins: Origins;
  /** The operations that the revision goes on with. */
  readonly rest: readonly Operation[];
}

/** A table that the revision itself made has no rows to lose, nobody to lock out, and nothing to guard. */
export const isNew = (table: TableName, {origins}: Moment): boolean =>
  origins.table(table) === undefined;

/** The table must still be as the revisions made it. */
export const guard = (table: Table): Guard => ({
  table: name(table),
  definition: storedTable(table),
});

/** A hazard of an existing table; none for one that the revision made. */
export function tableHazards(
  kind: 'rewrite' | 'lock' | 'may-fail',
  table: TableName,
  {message, moment}: {readonly message: string; readonly moment: Moment},
): readonly Hazard[] {
  return isNew(table, moment) ? [] : [{kind, object: nameText(table), message}];
}

/** All rows of the table, as it was called before the revision. */
export function rowLoss(table: TableName, moment: Moment): readonly Hazard[] {
  const origin = moment.origins.table(table);
  if (origin === undefined) return [];
  return [
    loss('drop-table', nameText(table), {
      message: `drops the table ${nameText(table)} and its rows`,
      measure: `select count(*) as n from ${qualified(origin)}`,
      counted: qualified(origin),
    }),
  ];
}

/** What a change to the values of a column may lose. */
export interface ValueLoss {
  readonly kind: LossKind;
  readonly message: string;
  /** The values that are lost, as a condition on the quoted column; all that are there when absent. */
  readonly condition?: ((column: string) => string) | undefined;
}

/** Values of a column that get lost, counted under the names from before the revision. */
export function valueLoss(
  {table, column}: {readonly table: TableName; readonly column: string},
  {kind, message, condition}: ValueLoss,
  moment: Moment,
): readonly Hazard[] {
  const origin = moment.origins.table(table);
  const was = moment.origins.column(table, column);
  if (origin === undefined || was === undefined) return [];
  const where = condition === undefined ? `${quote(was)} is not null` : condition(quote(was));
  const measure = `select count(*) as n from ${qualified(origin)} where ${where}`;
  return [loss(kind, columnText(table, column), {message, measure, counted: qualified(origin)})];
}

/** The name alone. */
const name = ({schema, name: own}: TableName): TableName =>
  schema === undefined ? {name: own} : {schema, name: own};
