import {AthanorError} from '../errors.ts';
import type {Backfill, BulkInsert, Execute} from '../operations/operation.ts';
import {bytesOf, type Value} from '../operations/value.ts';
import type {Column} from '../schema/column.ts';
import {withPlaceholders} from '../schema/placeholders.ts';
import type {Table} from '../schema/table.ts';
import {columnNamed, nameText} from '../schema/tables.ts';
import type {Dialect} from './dialect.ts';
import {statement} from './facts.ts';
import type {Batches, SqlStatement} from './statement.ts';

/** How a database writes names and values. */
export type Writer = Pick<Dialect, 'name' | 'quote' | 'literal' | 'tableName'>;

/** How many rows one statement holds. */
const perStatement = 500;

/** The statements that insert rows, values written as the types of their columns want them. */
export function bulkInsert(
  {table: name, columns, rows}: BulkInsert,
  table: Table,
  writer: Writer,
): readonly SqlStatement[] {
  const own = columns.map((column) => columnNamed(table, column));
  const into = `insert into ${writer.tableName(name)} (${columns.map(writer.quote).join(', ')})`;
  const override = own.some(({identity}) => identity === 'always')
    ? ' overriding system value'
    : '';
  const tuples = rows.map(
    (row) =>
      `(${own.map((column, at) => columnLiteral(row[at] ?? null, column, writer)).join(', ')})`,
  );
  const statements: SqlStatement[] = [];
  for (let from = 0; from < tuples.length; from += perStatement) {
    const values = tuples.slice(from, from + perStatement).join(',\n  ');
    statements.push(statement(`${into}${override} values\n  ${values}`));
  }
  return statements;
}

/** The SQL with its values in the places that were left for them. */
export function withValues({sql, values}: Pick<Execute, 'sql' | 'values'>, writer: Writer): string {
  if (values === undefined) return sql;
  return withPlaceholders(sql, (number) => bareLiteral(values[number - 1] ?? null, writer));
}

/** The statement of a backfill, and how it is cut into batches. Throws `bad_operation` without a key to go by. */
export function backfill(operation: Backfill, table: Table, writer: Writer): SqlStatement {
  const {where, batch} = operation;
  const key = keyOf(operation, table);
  const set = Object.entries(operation.set)
    .map(([column, sql]) => `${writer.quote(column)} = ${sql}`)
    .join(', ');
  const batches: Batches = {
    dialect: writer.name,
    table: writer.tableName(operation.table),
    key: writer.quote(key),
    set,
    ...(where === undefined ? {} : {where}),
    size: batch,
  };
  const note = `${batch} rows at a time by ${key.replaceAll('*/', '')}, each batch committed by itself`;
  return statement(`/* ${note} */ ${batchUpdate(batches, {})}`, {
    transactional: false,
    batches,
    hazards: [{kind: 'not-transactional', object: nameText(operation.table), message: note}],
  });
}

function keyOf({key, set, table: name}: Backfill, {primaryKey}: Table): string {
  const [only, ...others] = key === undefined ? (primaryKey?.columns ?? []) : [key];
  const where = `backfill of ${nameText(name)}`;
  if (only === undefined || others.length > 0) {
    throw new AthanorError(
      'bad_operation',
      `${where}: the table has no primary key of one column`,
      {
        hint: "name a column, unique and never null, to go by: {key: 'number'}",
      },
    );
  }
  if (!(only in set)) return only;
  throw new AthanorError('bad_operation', `${where}: it goes by ${only}, which it sets`, {
    hint: 'go by another column, with {key: …}, or use op.execute',
  });
}

/** The rows behind one key up to another; both are literals, and all rows count where they are absent. */
interface Span {
  readonly after?: string | undefined;
  readonly upTo?: string;
}

/** The rows of a span that are to be changed, as a `where` clause. */
function whereOf({key, where}: Batches, {after, upTo}: Span): string {
  const conditions = [
    ...(where === undefined ? [] : [`(${where})`]),
    ...(after === undefined ? [] : [`${key} > ${after}`]),
    ...(upTo === undefined ? [] : [`${key} <= ${upTo}`]),
  ];
  return conditions.length === 0 ? '' : ` where ${conditions.join(' and ')}`;
}

/** The statement for the rows of a span. */
export const batchUpdate = (batches: Batches, span: Span): string =>
  `update ${batches.table} set ${batches.set}${whereOf(batches, span)}`;

/** A query for the end of the next batch: `key`, a literal, and its rows, `n`; no row when none is left. */
export function nextBatch(batches: Batches, after: string | undefined): string {
  const {dialect, table, key, size} = batches;
  const rows = `select ${key} as k from ${table}${whereOf(batches, {after})} order by ${key} limit ${String(size)}`;
  const literal = dialect === 'sqlite' ? 'quote(k)' : 'pg_catalog.quote_literal(k::text)';
  return `select ${literal} as key, n from (select k, count(*) over () as n from (${rows}) as b) as c order by k desc limit 1`;
}

/** A query for how many rows are left, `n`. */
export const rowsLeft = (batches: Batches, after: string | undefined): string =>
  `select count(*) as n from ${batches.table}${whereOf(batches, {after})}`;

/** A value of which nobody knows what it is for. A negative number keeps its distance from a minus before it. */
function bareLiteral(value: Value, {literal}: Writer): string {
  if (value === null || typeof value !== 'object') {
    const sql = literal(value);
    return sql.startsWith('-') ? `(${sql})` : sql;
  }
  if ('bigint' in value) return value.bigint.startsWith('-') ? `(${value.bigint})` : value.bigint;
  if ('instant' in value) return literal(new Date(value.instant));
  if ('bytes' in value) return literal(bytesOf(value.bytes));
  return literal(JSON.stringify(value.json));
}

/** A value for a column, as MikroORM would store it there. */
function columnLiteral(value: Value, {type}: Column, writer: Writer): string {
  if (value === null) return 'null';
  const convert =
    conversions[type.kind] ??
    (type.kind === 'enum' && type.array === true ? listLiteral : undefined);
  return convert?.(value, writer) ?? bareLiteral(value, writer);
}

type Convert = (value: Value, writer: Writer) => string | undefined;

const conversions: Readonly<Record<string, Convert>> = {
  json: (value, {literal}) => literal(JSON.stringify(jsonOf(value))),
  date: (value, {literal}) => {
    const instant = instantOf(value);
    return instant && literal(instant.toISOString().slice(0, 10));
  },
  datetime: (value, {name, literal}) => {
    if (name === 'postgresql') return undefined;
    const instant = instantOf(value) ?? (typeof value === 'string' ? new Date(value) : undefined);
    return instant && !Number.isNaN(instant.getTime()) ? literal(instant) : undefined;
  },
  boolean: (value, {literal}) => (value === 0 || value === 1 ? literal(value === 1) : undefined),
  blob: (value, {literal}) =>
    typeof value === 'string' ? literal(new TextEncoder().encode(value)) : undefined,
  array: (value, writer) => listLiteral(value, writer),
};

const instantOf = (value: Value): Date | undefined =>
  typeof value === 'object' && value !== null && 'instant' in value
    ? new Date(value.instant)
    : undefined;

function jsonOf(value: Value): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('json' in value) return value.json;
  return 'instant' in value
    ? value.instant
    : 'bigint' in value
      ? Number(value.bigint)
      : value.bytes;
}

/** A list of values: PostgreSQL's own, and on SQLite the text that MikroORM keeps. */
function listLiteral(value: Value, {name, literal}: Writer): string | undefined {
  if (typeof value !== 'object' || value === null || !('json' in value)) return undefined;
  const {json} = value;
  if (!Array.isArray(json)) return undefined;
  if (name === 'sqlite') return literal(json.join(','));
  const inner = json.map((each) =>
    each === null ? 'null' : `"${String(each).replaceAll(/["\\]/g, String.raw`\$&`)}"`,
  );
  return literal(`{${inner.join(',')}}`);
}
