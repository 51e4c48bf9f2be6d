import type {Column, Generated} from '../../schema/column.ts';
import type {Schema} from '../../schema/schema.ts';
import {implicitPrimaryKeyName} from '../../schema/default-names.ts';
import type {Check, ForeignKey, Index, IndexPart, PrimaryKey, Table} from '../../schema/table.ts';
import {byName} from '../order.ts';
import {allIndexes, defaultText, isNameless} from './definition.ts';
import {plainExpression} from './expression.ts';
import type {Names} from './expression.ts';
import {storedObjects} from './stored-object.ts';
import {enumCheck, isNumbered, typeText} from './types.ts';

/**
 * The schema as SQLite gives it back: no comments, no native enums, unique constraints as the indexes that keep
 * them, checks of enums among the checks without a name, expressions in their plain form, everything in the order
 * of its names but the columns.
 */
export function stored(schema: Schema): Schema {
  return {
    tables: byName(schema.tables.map(storedTable)),
    enums: [],
    ...(schema.objects && {objects: storedObjects(schema.objects)}),
    unknowns: schema.unknowns,
  };
}

/** One table as SQLite gives it back. */
export function storedTable(table: Table): Table {
  const {
    name,
    columns,
    primaryKey,
    uniques,
    foreignKeys,
    strict = false,
    withoutRowid = false,
  } = table;
  const names: Names = {table: name, columns: columns.map((column) => column.name)};
  const enums = columns.map(enumCheck).filter((expression) => expression !== undefined);
  const checks = [...table.checks, ...enums.map((expression) => ({name: '', expression}))];
  return {
    ...(table.schema === undefined ? {} : {schema: table.schema}),
    name,
    columns: columns.map((column) => storedColumn(column, table, names)),
    ...(primaryKey === undefined ? {} : {primaryKey: storedPrimaryKey(primaryKey, table)}),
    uniques: byName(uniques.filter(isNameless)),
    foreignKeys: byName(foreignKeys.map(storedForeignKey)),
    checks: byName(checks.map((check) => storedCheck(check, names))),
    indexes: byName(allIndexes(table).map((index) => storedIndex(index, names))),
    ...(strict ? {strict} : {}),
    ...(withoutRowid ? {withoutRowid} : {}),
  };
}

/** The usual name goes without saying, and a key that stands behind its numbered column cannot have any. */
const storedPrimaryKey = ({name, columns}: PrimaryKey, table: Table): PrimaryKey =>
  name === undefined ||
  name === implicitPrimaryKeyName(table.name) ||
  table.columns.some(isNumbered)
    ? {columns}
    : {name, columns};

function storedColumn(column: Column, table: Table, names: Names): Column {
  const {name, type, default: value, generated, collation} = column;
  const sql = plainType(typeText(type, column));
  return {
    name,
    type: {kind: 'raw', sql},
    nullable: generated !== undefined || (column.nullable && !neverNull(name, sql, table)),
    ...(value === undefined || generated !== undefined
      ? {}
      : {default: {kind: 'sql', sql: plainDefault(defaultText(value))}}),
    ...(isNumbered(column) ? {autoincrement: true} : {}),
    ...(generated === undefined ? {} : {generated: storedGenerated(generated, names)}),
    ...(collation === undefined ? {} : {collation: collation.toLowerCase()}),
  };
}

/** SQLite lets a primary key be null, but not one that is the row's number, and not without a row's number. */
function neverNull(
  column: string,
  type: string,
  {primaryKey, withoutRowid = false}: Table,
): boolean {
  const columns = primaryKey?.columns ?? [];
  return columns.includes(column) && (withoutRowid || (columns.length === 1 && type === 'integer'));
}

/** Lower case, one space between words, none in the parentheses. */
function plainType(sql: string): string {
  const [all, name = '', modifiers, rest = ''] = /^([^(]*)(\([^)]*\))?(.*)$/s.exec(sql) ?? [];
  if (all === undefined) return sql;
  const words = name.trim().replaceAll(/\s+/g, ' ').toLowerCase();
  return `${words}${(modifiers ?? '').replaceAll(/\s/g, '').toLowerCase()}${rest.trim()}`;
}

/** Words are the same in any case, values are not. */
const plainDefault = (sql: string): string =>
  /^(null|true|false|current_(timestamp|date|time))$/i.test(sql) ? sql.toLowerCase() : sql;

const storedGenerated = ({expression, stored: kept}: Generated, names: Names): Generated => ({
  expression: plainExpression(expression, names),
  stored: kept,
});

const storedCheck = ({name, expression}: Check, names: Names): Check => ({
  name,
  expression: plainExpression(expression, names),
});

const storedForeignKey = (foreignKey: ForeignKey): ForeignKey => {
  const {name, columns, references, onDelete, onUpdate, deferrable} = foreignKey;
  return {
    name,
    columns,
    references,
    ...(onDelete === undefined || onDelete === 'no action' ? {} : {onDelete}),
    ...(onUpdate === undefined || onUpdate === 'no action' ? {} : {onUpdate}),
    ...(deferrable === undefined ? {} : {deferrable}),
  };
};

function storedIndex({name, parts, unique = false, where}: Index, names: Names): Index {
  return {
    name,
    parts: parts.map((part) => storedPart(part, names)),
    ...(unique ? {unique} : {}),
    ...(where === undefined ? {} : {where: plainExpression(where, names)}),
  };
}

const storedPart = (
  {column, expression, order, collation}: IndexPart,
  names: Names,
): IndexPart => ({
  ...(column === undefined ? {} : {column}),
  ...(expression === undefined ? {} : {expression: plainExpression(expression, names)}),
  ...(order === 'desc' ? {order} : {}),
  ...(collation === undefined ? {} : {collation: collation.toLowerCase()}),
});
