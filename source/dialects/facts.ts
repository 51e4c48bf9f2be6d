import type {TableName} from '../schema/table.ts';
import {nameText} from '../schema/tables.ts';
import type {Hazard, LossKind, SqlStatement} from './statement.ts';

/** A statement inside the step's transaction, with the facts that are given. */
export function statement(
  sql: string,
  facts: Partial<Omit<SqlStatement, 'kind' | 'sql'>> = {},
): SqlStatement {
  return {kind: 'sql', sql, transactional: true, hazards: [], ...facts};
}

/** A loss, and the query that counts it; without a query it cannot be counted. */
export function loss(
  kind: LossKind,
  object: string,
  {
    message,
    measure,
    counted,
  }: {
    readonly message: string;
    readonly measure?: string | undefined;
    readonly counted?: string | undefined;
  },
): Hazard {
  if (measure === undefined) return {kind, object, message};
  return {kind, object, message, measure, ...(counted === undefined ? {} : {counted})};
}

/** What `--allow` and people call a column. */
export const columnText = (table: TableName, column: string): string =>
  `${nameText(table)}.${column}`;
