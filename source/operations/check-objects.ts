import type {SchemaObject} from '../schema/object.ts';
import {
  isOn,
  isView,
  objectsOf,
  objectWords,
  viewsOver,
  withoutObjects,
} from '../schema/objects.ts';
import {mentions} from '../schema/sql-relations.ts';
import type {Schema} from '../schema/schema.ts';
import {withColumnRenamed} from '../schema/sql-identifiers.ts';
import {nameText, sameName} from '../schema/tables.ts';
import type {Table, TableName} from '../schema/table.ts';
import {refusal} from './arguments.ts';

/** Throws `bad_operation` when a view reads from what is to be dropped. */
export function refuseRead(schema: Schema, dropped: TableName): void {
  const [view] = viewsOver(schema, dropped);
  if (view === undefined) return;
  throw refusal(
    `${nameText(dropped)} is read by the ${objectWords(view)}`,
    `op.dropView('${nameText(view)}') first`,
  );
}

/** Whether it shares its names with tables. */
export const isRelation = (object: SchemaObject): boolean =>
  isView(object) || object.type === 'sequence' || object.type === 'partition';

/** Throws `bad_operation` when a view or a sequence has a name that something else wants. */
export function refuseTakenRelation(schema: Schema, wanted: TableName): void {
  const taken = objectsOf(schema).find((each) => isRelation(each) && sameName(each, wanted));
  if (taken !== undefined) throw refusal(`${objectWords(taken)} is there already`);
}

/**
 * Throws `bad_operation` when the text of a view or trigger has a column in it that goes or gets another name:
 * how the database would word the text then, nobody knows beforehand.
 */
export function refuseColumnRead(schema: Schema, table: Table, column: string): void {
  const readers: readonly SchemaObject[] = [
    ...viewsOver(schema, table).filter(({query}) => mentions(query, column)),
    ...objectsOf(schema).filter(
      (object) => object.type === 'trigger' && inBody(object.body, table, object, column),
    ),
  ];
  const [reader] = readers;
  if (reader === undefined) return;
  const word = isView(reader) ? 'View' : 'Trigger';
  throw refusal(
    `column ${column} of ${nameText(table)} is in the text of the ${objectWords(reader)}`,
    `op.drop${word} before it and op.create${word} with the new text after it`,
  );
}

const inBody = (
  body: string | undefined,
  table: TableName,
  trigger: SchemaObject,
  column: string,
): boolean =>
  body !== undefined &&
  mentions(body, column) &&
  (isOn(trigger, table) || mentions(body, table.name));

/** The schema without the exclusions of a table that speak of a column which goes: they go with it. */
export const withoutExclusions = (schema: Schema, table: TableName, column: string): Schema =>
  withoutObjects(
    schema,
    (object) =>
      object.type === 'exclusion' && isOn(object, table) && mentions(object.definition, column),
  );

/** The triggers and policies of a table after one of its columns got another name. */
export function withObjectColumns(
  schema: Schema,
  table: TableName,
  {from, to}: {readonly from: string; readonly to: string},
): Schema {
  if (!objectsOf(schema).some((object) => isOn(object, table))) return schema;
  const renamed = (sql: string, qualifiers: readonly string[]): string =>
    qualifiers.reduce((text, each) => withColumnRenamed(text, {table: each, from, to}), sql);
  const objectRenamed = (object: SchemaObject): SchemaObject => {
    if (!isOn(object, table)) return object;
    if (object.type === 'policy') {
      const {using, check} = object;
      return {
        ...object,
        ...(using !== undefined && {using: renamed(using, [table.name])}),
        ...(check !== undefined && {check: renamed(check, [table.name])}),
      };
    }
    if (object.type === 'exclusion') {
      return {...object, definition: renamed(object.definition, [table.name])};
    }
    if (object.type !== 'trigger') return object;
    const {columns, when} = object;
    return {
      ...object,
      ...(columns && {columns: columns.map((each) => (each === from ? to : each))}),
      ...(when !== undefined && {when: renamed(when, ['new', 'old'])}),
    };
  };
  return {...schema, objects: objectsOf(schema).map(objectRenamed)};
}
