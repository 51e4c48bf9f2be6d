import {byName} from '../../dialects/order.ts';
import type {EnumType, Schema} from '../../schema/schema.ts';
import type {Table, TableName} from '../../schema/table.ts';
import type {Row} from '../../runtime/session.ts';
import {columnOf, constraintsOf, flag, indexOf, parameters, present, text} from './catalog-rows.ts';
import {
  columnsQuery,
  constraintsQuery,
  enumsQuery,
  indexesQuery,
  tablesQuery,
} from './catalog-queries.ts';
import type {Ask} from '../connection.ts';
import {introspectObjects} from './objects.ts';

const literal = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** The schemas of the user: neither the server's own nor those of an extension's objects. */
const ofTheUser = `n.nspname <> 'information_schema' and n.nspname !~ '^pg_' and not exists (select from pg_catalog.pg_depend e where e.classid = 'pg_catalog.pg_class'::regclass and e.objid = c.oid and e.deptype = 'e')`;

/** All of the database, in six queries, but for Athanor's own tables. */
export async function introspect(
  ask: Ask,
  own: {readonly schema: string; readonly tables: readonly string[]},
): Promise<Schema> {
  const mine = `n.nspname = ${literal(own.schema)} and c.relname in (${own.tables.map(literal).join(', ')})`;
  const tables = await tablesWhere(ask, `${ofTheUser} and not (${mine})`);
  return {
    tables: byName(tables),
    enums: byName((await ask(enumsQuery)).map(enumOf)),
    objects: await introspectObjects(ask),
    unknowns: [],
  };
}

/** One table, or `undefined` where there is none. */
export async function describeTable(
  ask: Ask,
  {schema = 'public', name}: TableName,
): Promise<Table | undefined> {
  const [table] = await tablesWhere(
    ask,
    `n.nspname = ${literal(schema)} and c.relname = ${literal(name)}`,
  );
  return table;
}

/** The tables that a condition on `pg_class c` and `pg_namespace n` chooses. */
export async function tablesWhere(ask: Ask, condition: string): Promise<readonly Table[]> {
  const found = await ask(tablesQuery(condition));
  if (found.length === 0) return [];
  const [columns, constraints, indexes] = [
    grouped(await ask(columnsQuery(condition))),
    grouped(await ask(constraintsQuery(condition))),
    grouped(await ask(indexesQuery(condition))),
  ];
  return found.map((row) => {
    const id = text(row['id']);
    return tableOf(row, {
      columns: columns.get(id) ?? [],
      constraints: constraints.get(id) ?? [],
      indexes: indexes.get(id) ?? [],
    });
  });
}

/** The rows that belong to one table. */
interface TableRows {
  readonly columns: readonly Row[];
  readonly constraints: readonly Row[];
  readonly indexes: readonly Row[];
}

function tableOf(row: Row, {columns, constraints, indexes}: TableRows): Table {
  return {
    ...named(row),
    columns: columns.map(columnOf),
    ...constraintsOf(constraints, text(row['name'])),
    // What an attempt to build one concurrently left behind is no index yet.
    indexes: byName(indexes.filter((index) => flag(index['valid'])).map(indexOf)),
    ...present({
      comment: optional(row['comment']),
      partitionBy: optional(row['parted']),
      with: parameters(text(row['options'])),
    }),
  };
}

const optional = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

const named = (row: Row): TableName =>
  row['schema'] === 'public'
    ? {name: text(row['name'])}
    : {schema: text(row['schema']), name: text(row['name'])};

const enumOf = (row: Row): EnumType => ({...named(row), items: JSON.parse(text(row['items']))});

function grouped(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  return Map.groupBy(rows, (row) => text(row['id']));
}
