import type {Column, DefaultValue} from '../../schema/column.ts';
import {implicitPrimaryKeyName} from '../../schema/default-names.ts';
import type {EnumType, Schema} from '../../schema/schema.ts';
import type {
  ForeignKey,
  Index,
  IndexPart,
  PrimaryKey,
  Table,
  TableName,
  Unique,
} from '../../schema/table.ts';
import {given} from '../../operations/given.ts';
import {byName} from '../order.ts';
import {canonicalType} from './canonical-type.ts';
import {defaultText, enumChecks, isNumbered} from './definition.ts';
import {defaultSchema} from './quote.ts';
import {storedObjects} from './stored-object.ts';
import {typeText} from './types.ts';

/**
 * The schema as PostgreSQL gives it back: types as `format_type` tells them, checks of enums among the
 * checks, `public` left out, everything in the order of its names but the columns. SQL expressions stay as
 * they are written; only the server knows how it will word them.
 */
export function stored(schema: Schema): Schema {
  return {
    tables: byName(schema.tables.map(storedTable)),
    enums: byName(schema.enums.map(storedEnum)),
    ...(schema.objects && {objects: storedObjects(schema.objects)}),
    unknowns: schema.unknowns,
  };
}

/** One table as PostgreSQL gives it back. */
export function storedTable(table: Table): Table {
  const {columns, primaryKey, uniques, foreignKeys, checks, indexes, comment} = table;
  return {
    ...inSchema(table),
    columns: columns.map((column) => storedColumn(column, primaryKey)),
    ...(primaryKey === undefined ? {} : {primaryKey: storedPrimaryKey(table.name, primaryKey)}),
    uniques: byName(uniques.map(storedUnique)),
    foreignKeys: byName(foreignKeys.map(storedForeignKey)),
    checks: byName([...checks, ...enumChecks(table)]),
    indexes: byName(indexes.map(storedIndex)),
    ...(comment === undefined || comment === '' ? {} : {comment}),
    ...(table.partitionBy === undefined ? {} : {partitionBy: table.partitionBy}),
    ...(Object.keys(table.with ?? {}).length === 0 ? {} : {with: table.with ?? {}}),
  };
}

/** The default schema has no name. */
export const inSchema = ({schema, name}: TableName): TableName =>
  schema === undefined || schema === defaultSchema ? {name} : {schema, name};

const storedEnum = ({items, ...type}: EnumType): EnumType => ({...inSchema(type), items});

function storedColumn(column: Column, primaryKey: PrimaryKey | undefined): Column {
  const {name, type, autoincrement, identity, generated, collation, comment} = column;
  const keyed = primaryKey?.columns.includes(name) === true;
  const value = generated === undefined ? column.default : undefined;
  return given({
    name,
    type: {kind: 'raw', sql: canonicalType(typeText(type))} as const,
    nullable: column.nullable && !isNumbered(column) && !keyed,
    default: value && storedDefault(value),
    autoincrement: autoincrement === true ? true : undefined,
    identity,
    generated,
    collation,
    comment: comment === '' ? undefined : comment,
  });
}

const storedDefault = (value: DefaultValue): DefaultValue => ({
  kind: 'sql',
  sql: defaultText(value),
});

/** The name that PostgreSQL chooses goes without saying. */
const storedPrimaryKey = (table: string, {name, columns}: PrimaryKey): PrimaryKey =>
  name === undefined || name === implicitPrimaryKeyName(table) ? {columns} : {name, columns};

const storedForeignKey = (foreignKey: ForeignKey): ForeignKey => {
  const {name, columns, references, onDelete, onUpdate, deferrable} = foreignKey;
  return {
    name,
    columns,
    references: {table: inSchema(references.table), columns: references.columns},
    ...(onDelete === undefined || onDelete === 'no action' ? {} : {onDelete}),
    ...(onUpdate === undefined || onUpdate === 'no action' ? {} : {onUpdate}),
    ...(deferrable === undefined ? {} : {deferrable}),
  };
};

function storedUnique({nullsNotDistinct = false, ...unique}: Unique): Unique {
  return nullsNotDistinct ? {...unique, nullsNotDistinct} : unique;
}

function storedIndex({name, parts, ...index}: Index): Index {
  const {unique = false, nullsNotDistinct = false, where, using, include = []} = index;
  const isSet = Object.keys(index.with ?? {}).length > 0;
  return given({
    name,
    parts: parts.map(storedPart),
    unique: unique ? unique : undefined,
    nullsNotDistinct: nullsNotDistinct ? nullsNotDistinct : undefined,
    where,
    using: using === 'btree' ? undefined : using,
    include: include.length === 0 ? undefined : include,
    with: isSet ? index.with : undefined,
  });
}

/** Ascending is the rule, with nulls last; descending has them first. */
function storedPart({
  column,
  expression,
  order,
  nulls,
  collation,
  operatorClass,
}: IndexPart): IndexPart {
  const usual = order === 'desc' ? 'first' : 'last';
  return {
    ...(column === undefined ? {} : {column}),
    ...(expression === undefined ? {} : {expression}),
    ...(order === 'desc' ? {order} : {}),
    ...(nulls === undefined || nulls === usual ? {} : {nulls}),
    ...(collation === undefined ? {} : {collation}),
    ...(operatorClass === undefined ? {} : {operatorClass}),
  };
}
