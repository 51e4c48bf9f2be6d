import type {Column} from '../schema/column.ts';
import type {Schema} from '../schema/schema.ts';
import {mentionsColumn, withColumnRenamed} from '../schema/sql-identifiers.ts';
import {
  columnNamed,
  findColumn,
  nameText,
  sameName,
  tableNamed,
  withTable,
} from '../schema/tables.ts';
import type {ForeignKey, Index, Table} from '../schema/table.ts';
import type {Appliers} from './apply.ts';
import {refusal} from './arguments.ts';
import {refuseColumnRead, withoutExclusions, withObjectColumns} from './check-objects.ts';
import {checkEnums} from './check-schema.ts';
import {withExpressions} from './expressions.ts';
import {given} from './given.ts';
import type {ColumnChange} from './operation.ts';

/** How operations on columns change a schema. */
export const applyColumns: Pick<
  Appliers,
  'addColumn' | 'dropColumn' | 'renameColumn' | 'alterColumn'
> = {
  addColumn: ({table: name, column}, schema, dialect) => {
    const table = tableNamed(schema, name);
    refuseTaken(table, column.name);
    checkEnums(schema, column.type, dialect);
    return withTable(schema, {...table, columns: [...table.columns, column]});
  },

  dropColumn: ({table: name, column}, schema) => {
    const table = tableNamed(schema, name);
    columnNamed(table, column, schema);
    const after = withoutColumn(table, column);
    refuseNeeded(schema, after, column);
    refuseColumnRead(schema, table, column);
    return withoutExclusions(withTable(schema, after), table, column);
  },

  renameColumn: ({table: name, column: from, to}, schema) => {
    const table = tableNamed(schema, name);
    columnNamed(table, from, schema);
    refuseTaken(table, to);
    refuseColumnRead(schema, table, from);
    const after = withTable(schema, columnRenamed(table, from, to));
    const tables = after.tables.map((each) => withReferences(each, table, {from, to}));
    return withObjectColumns({...after, tables}, table, {from, to});
  },

  alterColumn: ({table: name, column, change}, schema, dialect) => {
    const table = tableNamed(schema, name);
    const before = columnNamed(table, column, schema);
    if (change.type) checkEnums(schema, change.type, dialect);
    if (change.nullable === true && table.primaryKey?.columns.includes(column) === true) {
      throw refusal(
        `column ${column} of ${nameText(table)} is in the primary key, which holds no null`,
        `op.dropPrimaryKey('${nameText(table)}') first`,
      );
    }
    const after = changed(before, change);
    return withTable(schema, {
      ...table,
      columns: table.columns.map((each) => (each === before ? after : each)),
    });
  },
};

/**
 * What goes with a column: the constraints and indexes of its table that it takes part in, as on
 * PostgreSQL, and as a rebuild on SQLite does it.
 */
function withoutColumn(table: Table, column: string): Table {
  const mentions = (sql: string): boolean => mentionsColumn(sql, table.name, column);
  const {primaryKey, ...rest} = table;
  return {
    ...rest,
    ...(primaryKey && !primaryKey.columns.includes(column) && {primaryKey}),
    columns: table.columns.filter(({name}) => name !== column),
    uniques: table.uniques.filter(({columns}) => !columns.includes(column)),
    foreignKeys: table.foreignKeys.filter(({columns}) => !columns.includes(column)),
    checks: table.checks.filter(({expression}) => !mentions(expression)),
    indexes: table.indexes.filter((index) => !usesColumn(index, column, mentions)),
  };
}

function usesColumn(
  {parts, include = [], where}: Index,
  column: string,
  mentions: (sql: string) => boolean,
): boolean {
  return (
    include.includes(column) ||
    (where !== undefined && mentions(where)) ||
    parts.some(
      (part) =>
        part.column === column || (part.expression !== undefined && mentions(part.expression)),
    )
  );
}

/** Throws when something that does not go with the column needs it. `after` is its table without it. */
function refuseNeeded(schema: Schema, after: Table, column: string): void {
  const where = `column ${column} of ${nameText(after)}`;
  if (after.columns.length === 0) {
    throw refusal(`${where} is its only one`, `op.dropTable('${nameText(after)}') drops the table`);
  }
  const computed = after.columns.find(
    ({generated}) => generated && mentionsColumn(generated.expression, after.name, column),
  );
  if (computed !== undefined) {
    throw refusal(
      `${where} is needed by the generated column ${computed.name}`,
      `op.dropColumn('${nameText(after)}', '${computed.name}') first`,
    );
  }
  for (const table of schema.tables) {
    const now = sameName(table, after) ? after : table;
    const key = now.foreignKeys.find(
      ({references}) => sameName(references.table, after) && references.columns.includes(column),
    );
    if (key === undefined) continue;
    throw refusal(
      `${where} is referred to by the foreign key ${key.name} of ${nameText(now)}`,
      `op.dropForeignKey('${key.name}', '${nameText(now)}') first`,
    );
  }
}

function refuseTaken(table: Table, column: string): void {
  if (findColumn(table, column) === undefined) return;
  throw refusal(`table ${nameText(table)} has a column ${column} already`);
}

function columnRenamed(table: Table, from: string, to: string): Table {
  const renamed = (column: string): string => (column === from ? to : column);
  const all = (columns: readonly string[]): readonly string[] => columns.map(renamed);
  const {primaryKey} = table;
  const named: Table = {
    ...table,
    ...(primaryKey && {primaryKey: {...primaryKey, columns: all(primaryKey.columns)}}),
    columns: table.columns.map((column) => (column.name === from ? {...column, name: to} : column)),
    uniques: table.uniques.map((unique) => ({...unique, columns: all(unique.columns)})),
    foreignKeys: table.foreignKeys.map((key) => ({...key, columns: all(key.columns)})),
    indexes: table.indexes.map(({parts, include, ...index}) => ({
      ...index,
      parts: parts.map((part) => (part.column === from ? {...part, column: to} : part)),
      ...(include && {include: all(include)}),
    })),
  };
  return withExpressions(named, (sql) => withColumnRenamed(sql, {table: table.name, from, to}));
}

function withReferences(
  table: Table,
  referred: Table,
  {from, to}: {readonly from: string; readonly to: string},
): Table {
  const refers = ({references}: ForeignKey): boolean =>
    sameName(references.table, referred) && references.columns.includes(from);
  if (!table.foreignKeys.some(refers)) return table;
  const renamed = (column: string): string => (column === from ? to : column);
  return {
    ...table,
    foreignKeys: table.foreignKeys.map((key) => {
      if (!refers(key)) return key;
      return {
        ...key,
        references: {...key.references, columns: key.references.columns.map(renamed)},
      };
    }),
  };
}

/** What stands after a change: what was there, the new, or nothing. */
function facet<T>(before: T | undefined, now: T | null | undefined): T | undefined {
  return now === undefined ? before : (now ?? undefined);
}

/** The column after a change: what is absent stays, `null` takes the thing away. */
function changed(column: Column, change: ColumnChange): Column {
  const autoincrement = change.autoincrement ?? column.autoincrement;
  return given({
    name: column.name,
    type: change.type ?? column.type,
    nullable: change.nullable ?? column.nullable,
    default: facet(column.default, change.default),
    autoincrement: autoincrement === true ? true : undefined,
    identity: facet(column.identity, change.identity),
    generated: facet(column.generated, change.generated),
    collation: facet(column.collation, change.collation),
    comment: facet(column.comment, change.comment),
  });
}
