import type {Column} from '../schema/column.ts';
import type {Index, Table} from '../schema/table.ts';

/** The table with the SQL of its checks, indexes and generated columns rewritten. */
export function withExpressions(table: Table, rewrite: (sql: string) => string): Table {
  return {
    ...table,
    columns: table.columns.map((column) => columnWith(column, rewrite)),
    checks: table.checks.map((check) => ({...check, expression: rewrite(check.expression)})),
    indexes: table.indexes.map((index) => indexWith(index, rewrite)),
  };
}

function columnWith(column: Column, rewrite: (sql: string) => string): Column {
  if (column.generated === undefined) return column;
  const expression = rewrite(column.generated.expression);
  return {...column, generated: {...column.generated, expression}};
}

function indexWith(index: Index, rewrite: (sql: string) => string): Index {
  const parts = index.parts.map((part) =>
    part.expression === undefined ? part : {...part, expression: rewrite(part.expression)},
  );
  return index.where === undefined
    ? {...index, parts}
    : {...index, parts, where: rewrite(index.where)};
}
