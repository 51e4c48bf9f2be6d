import {AthanorError} from '../errors.ts';
import type {Column} from './column.ts';
import {didYouMean} from './nearest.ts';
import type {EnumType, Schema} from './schema.ts';
import type {Table, TableName} from './table.ts';

/** Whether two names are those of one table (or enum). */
export function sameName(one: TableName, other: TableName): boolean {
  return one.name === other.name && one.schema === other.schema;
}

/** The name alone of a table or an enum. */
export function nameOf({schema, name}: TableName): TableName {
  return schema === undefined ? {name} : {schema, name};
}

/** A name as a person writes it: `account`, or `sales.account` outside the default schema. */
export function nameText({schema, name}: TableName): string {
  return schema === undefined ? name : `${schema}.${name}`;
}

/** The table of this name, or `undefined`. */
export function findTable(schema: Schema, name: TableName): Table | undefined {
  return schema.tables.find((table) => sameName(table, name));
}

/** The table of this name. Throws `bad_operation` with the nearest name when there is none. */
export function tableNamed(schema: Schema, name: TableName): Table {
  const table = findTable(schema, name);
  if (table !== undefined) return table;
  throw new AthanorError('bad_operation', `there is no table ${nameText(name)}`, {
    hint: joined(
      didYouMean(nameText(name), schema.tables.map(nameText)),
      unknownsHint(schema, 'made it'),
    ),
  });
}

/** The column of this name, or `undefined`. */
export function findColumn(table: Table, name: string): Column | undefined {
  return table.columns.find((column) => column.name === name);
}

/**
 * The column of this name. Throws `bad_operation` with the nearest name when there is none; given the
 * schema, the hint also names raw SQL that may have added it.
 */
export function columnNamed(table: Table, name: string, schema?: Schema): Column {
  const column = findColumn(table, name);
  if (column !== undefined) return column;
  throw new AthanorError('bad_operation', `table ${nameText(table)} has no column ${name}`, {
    hint: joined(
      didYouMean(
        name,
        table.columns.map((each) => each.name),
      ),
      schema && unknownsHint(schema, 'added it'),
    ),
  });
}

/** The enum of this name, or `undefined`. */
export function findEnum(schema: Schema, name: TableName): EnumType | undefined {
  return schema.enums.find((each) => sameName(each, name));
}

/** The schema with this table: in the place of the one of its name, or else at the end. */
export function withTable(schema: Schema, table: Table): Schema {
  return withTableAt(schema, table, table);
}

/** The schema with this table in the place of the one named, which may have had another name. */
export function withTableAt(schema: Schema, name: TableName, table: Table): Schema {
  const place = schema.tables.findIndex((each) => sameName(each, name));
  const tables = place < 0 ? [...schema.tables, table] : schema.tables.with(place, table);
  return {...schema, tables};
}

/** The schema without the table of this name. */
export function withoutTable(schema: Schema, name: TableName): Schema {
  return {...schema, tables: schema.tables.filter((table) => !sameName(table, name))};
}

/** What to say of something that is missing when raw SQL may have made it; `undefined` when none did. */
export function unknownsHint({unknowns}: Schema, did: string): string | undefined {
  const [first] = unknowns;
  if (first === undefined) return undefined;
  const line = first.sql.replaceAll(/\s+/g, ' ').trim();
  const shown = line.length > 60 ? `${line.slice(0, 57)}...` : line;
  return `raw SQL before may have ${did} (${shown}): tell what it does with op.execute(sql, {effect: (op) => …})`;
}

function joined(...hints: readonly (string | undefined)[]): string | undefined {
  const said = hints.filter((hint) => hint !== undefined);
  return said.length > 0 ? said.join('; ') : undefined;
}
