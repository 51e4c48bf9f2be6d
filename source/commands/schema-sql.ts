import {compare} from '../autogenerate/compare.ts';
import type {Dialect} from '../dialects/dialect.ts';
import type {Statement} from '../dialects/statement.ts';
import type {Operation} from '../operations/operation.ts';
import {emptySchema, type Schema} from '../schema/schema.ts';

/** The statements that make a schema in an empty database. */
export function createStatements(
  schema: Schema,
  dialect: Dialect,
  target: string,
): readonly string[] {
  const {operations} = compare(emptySchema, schema, {stored: dialect.stored});
  return statementsFrom(emptySchema, operations, dialect, target).map(sqlOf);
}

/** The statements for operations on a schema. Throws `not_supported`. */
export function statementsFrom(
  before: Schema,
  operations: readonly Operation[],
  dialect: Dialect,
  target: string,
): readonly Statement[] {
  return dialect.compile(operations, {before: () => before, target});
}

/** The SQL of a statement; of code, a comment that names it. */
export const sqlOf = (statement: Statement): string =>
  statement.kind === 'sql' ? statement.sql : `-- run ${JSON.stringify(statement.name)}`;
