import type {CheckDef, Column as MikroColumn, DatabaseTable} from '@mikro-orm/sql';
import type {Dialect} from '../../dialects/dialect.ts';
import type {Column, ColumnType, DefaultValue, Generated} from '../../schema/column.ts';
import type {Check, TableName} from '../../schema/table.ts';
import {columnDefault} from './column-default.ts';
import {canonicalType, columnType} from './column-type.ts';
import type {ModelContext} from './model-context.ts';
import type {ColumnProperty} from './property-of-column.ts';
import {withoutOuterParentheses} from './sql-pieces.ts';

/** A column, and the check that MikroORM made for its type if the type says that much by itself. */
export interface ModelColumn {
  readonly column: Column;
  readonly impliedCheck: CheckDef | undefined;
}

/** What MikroORM would make of a column, in portable words. */
export function modelColumn(
  column: MikroColumn,
  table: DatabaseTable,
  context: ModelContext,
): ModelColumn {
  const source = context.propertyOf(table, column.name);
  const {type, impliedCheck} = typeAndCheck(column, {table, source, context});
  const defaultValue =
    column.generated !== undefined || isNumbered(column, table, context)
      ? undefined
      : columnDefault(column.default, source?.property, context.dialect);
  const made: Column = {
    name: column.name,
    type,
    nullable: isNullable(column, context),
    ...(defaultValue && {default: fitting(defaultValue, type, context)}),
    ...numberingOf(column, table, context),
    ...(column.collation && {collation: column.collation}),
    ...(column.comment && {comment: column.comment}),
  };
  return {column: made, impliedCheck};
}

interface TypeContext {
  readonly table: DatabaseTable;
  readonly source: ColumnProperty | undefined;
  readonly context: ModelContext;
}

function typeAndCheck(
  column: MikroColumn,
  {table, source, context}: TypeContext,
): {type: ColumnType; impliedCheck: CheckDef | undefined} {
  const plain = columnType(column, source, context.dialect);
  const property = source?.property;
  const items = property?.items;
  if (!items || items.length === 0 || !items.every((item) => typeof item === 'string')) {
    return {type: plain, impliedCheck: undefined};
  }
  const native = nativeEnum(property.nativeEnumName, table, context);
  const type: ColumnType = {
    kind: 'enum',
    items,
    ...(native && {native}),
    ...(property.array && {array: true}),
  };
  const checks = table
    .getChecks()
    .filter((check) => check.columnName === column.name && isEnumCheck(check, items, context));
  return keepsSame({type, plain, column: column.name}, checks, {table, context})
    ? {type, impliedCheck: checks[0]}
    : {type: plain, impliedCheck: undefined};
}

function isEnumCheck(
  {columnName, expression}: CheckDef,
  items: readonly string[],
  {platform}: ModelContext,
): boolean {
  if (columnName === undefined) return false;
  const one = platform.getEnumCheckConstraintExpression(columnName, [...items]);
  const many = platform.getEnumArrayCheckConstraintExpression(columnName, [...items]);
  return expression === one || expression === many;
}

/** Whether the dialect holds an enum with the same type and the same check, by name, as MikroORM makes it. */
function keepsSame(
  {type, plain, column}: {type: ColumnType; plain: ColumnType; column: string},
  checks: readonly CheckDef[],
  {table, context}: {table: DatabaseTable; context: ModelContext},
): boolean {
  const name = context.tableName(table);
  const nameless = context.dialect.name === 'sqlite';
  const explicit = checks.map((check) => ({
    name: nameless ? '' : check.name,
    expression: String(check.expression),
  }));
  try {
    const asEnum = storedColumn(name, {column, type, checks: []}, context.dialect);
    const asPlain = storedColumn(name, {column, type: plain, checks: explicit}, context.dialect);
    const isNative = type.kind === 'enum' && type.native !== undefined;
    const sameType = isNative || JSON.stringify(asEnum.type) === JSON.stringify(asPlain.type);
    return sameType && JSON.stringify(asEnum.checks) === JSON.stringify(asPlain.checks);
  } catch {
    return false;
  }
}

interface TypedColumn {
  readonly column: string;
  readonly type: ColumnType;
  readonly checks: readonly Check[];
}

function storedColumn(
  table: TableName,
  {column, type, checks}: TypedColumn,
  dialect: Dialect,
): {type: ColumnType | undefined; checks: readonly Check[]} {
  const columns: readonly Column[] = [{name: column, type, nullable: true}];
  const bare = {...table, columns, uniques: [], foreignKeys: [], checks, indexes: []};
  const [stored] = dialect.stored({tables: [bare], enums: [], unknowns: []}).tables;
  return {type: stored?.columns[0]?.type, checks: stored?.checks ?? []};
}

function nativeEnum(
  name: string | undefined,
  table: DatabaseTable,
  {dialect, inDefaultSchema}: ModelContext,
): TableName | undefined {
  if (name === undefined || dialect.name !== 'postgresql') return undefined;
  const dot = name.indexOf('.');
  const schema = dot < 0 ? table.schema : name.slice(0, dot);
  const outside = schema !== undefined && schema !== '*' && !inDefaultSchema(schema);
  return {...(outside && {schema}), name: name.slice(dot + 1)};
}

/** A list of an enum's values, or what is none of them, is given as SQL. */
function fitting(value: DefaultValue, type: ColumnType, {dialect}: ModelContext): DefaultValue {
  if (value.kind === 'sql' || type.kind !== 'enum') return value;
  const isItem = type.array !== true && type.items.some((item) => item === value.value);
  return isItem ? value : {kind: 'sql', sql: dialect.literal(value.value)};
}

/** SQLite puts no constraint on a computed column, and neither does MikroORM there. */
const isNullable = (column: MikroColumn, {dialect}: ModelContext): boolean =>
  column.nullable === true ||
  (dialect.name === 'sqlite' && column.generated !== undefined && !isIdentity(column.generated));

const isIdentity = (generated: string): boolean => /\bidentity\s*$/i.test(generated);

/** MikroORM numbers the only column of a primary key; on PostgreSQL, where it has a `serial` for the type. */
function isNumbered(
  {autoincrement, generated, type}: MikroColumn,
  table: DatabaseTable,
  {dialect}: ModelContext,
): boolean {
  if (autoincrement !== true || generated !== undefined) return false;
  if (table.getPrimaryKey()?.composite === true) return false;
  return dialect.name === 'sqlite' || ['int', 'bigint'].includes(canonicalType(type, dialect.name));
}

function numberingOf(
  column: MikroColumn,
  table: DatabaseTable,
  context: ModelContext,
): Pick<Column, 'autoincrement' | 'identity' | 'generated'> {
  if (isNumbered(column, table, context)) return {autoincrement: true};
  const generated = column.generated;
  if (generated === undefined) return {};
  if (isIdentity(generated)) {
    return {identity: /^\s*by\s+default/i.test(generated) ? 'by default' : 'always'};
  }
  return {generated: generatedOf(generated)};
}

function generatedOf(sql: string): Generated {
  const [, expression = sql, kind = 'virtual'] = /^([^]*?)\s+(stored|virtual)\s*$/i.exec(sql) ?? [];
  return {
    expression: withoutOuterParentheses(expression),
    stored: kind.toLowerCase() === 'stored',
  };
}
