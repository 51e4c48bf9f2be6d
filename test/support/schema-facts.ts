import type {Column} from '../../source/schema/column.ts';
import type {Schema} from '../../source/schema/schema.ts';
import {sameName} from '../../source/schema/tables.ts';
import type {ForeignKey, Table} from '../../source/schema/table.ts';

/** The names of tables, and those whose `…_pkey` a renamed table still has: PostgreSQL would choose another. */
export const tableNames = ({tables}: Schema): readonly string[] =>
  tables.flatMap(({name, primaryKey}) => [name, primaryKey?.name?.replace(/_pkey$/, '') ?? name]);

/** Every name of a constraint, index or table: taken across the schema, since databases differ in how far they mind. */
export const constraintNames = ({tables}: Schema): readonly string[] =>
  tables.flatMap((table) =>
    [table, ...table.uniques, ...table.foreignKeys, ...table.checks, ...table.indexes]
      .concat(table.primaryKey?.name === undefined ? [] : [{...table, name: table.primaryKey.name}])
      .map(({name}) => name),
  );

/** Whether a foreign key refers to a table. */
export const refersTo = ({references}: ForeignKey, table: Table): boolean =>
  sameName(references.table, table);

/** Whether a column is in a foreign key of its table. */
export const isReferring = ({name}: Column, {foreignKeys}: Table): boolean =>
  foreignKeys.some(({columns}) => columns.includes(name));

/** Whether a foreign key refers to a column. */
export const isReferred = ({name}: Column, table: Table, {tables}: Schema): boolean =>
  tables.some(({foreignKeys}) =>
    foreignKeys.some((key) => refersTo(key, table) && key.references.columns.includes(name)),
  );

/** Whether a table has a primary key of one column. */
export const hasSimpleKey = ({primaryKey}: Table): boolean => primaryKey?.columns.length === 1;

/** The first column of a table's primary key. */
export const keyColumn = (table: Table): Column | undefined =>
  table.columns.find(({name}) => name === table.primaryKey?.columns[0]);
