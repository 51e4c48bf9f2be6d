import {AthanorError} from '../errors.ts';
import {didYouMean} from './nearest.ts';
import type {ObjectName, SchemaObject} from './object.ts';
import type {Schema} from './schema.ts';
import {readsFrom} from './sql-relations.ts';
import {identityArguments} from './routine-arguments.ts';
import type {TableName} from './table.ts';
import {nameText, unknownsHint} from './tables.ts';

/** The objects of a schema, in the order in which they were made. */
export const objectsOf = ({objects = []}: Schema): readonly SchemaObject[] => objects;

/** The name alone. */
export function objectName(object: SchemaObject | ObjectName): ObjectName {
  const {type, schema, name} = object;
  return {
    type,
    ...(schema === undefined || type === 'extension' ? {} : {schema}),
    name,
    ...('table' in object && object.table !== undefined ? {table: object.table} : {}),
    ...('arguments' in object && object.arguments !== undefined
      ? {arguments: identityArguments(object.arguments)}
      : {}),
  };
}

/** The name as a person writes it: `sales.total`, `touch() `, `account.touch` for a trigger of `account`. */
export function objectText(object: SchemaObject | ObjectName): string {
  const {name, schema, table, arguments: types} = objectName(object);
  const whole = table === undefined || table === name ? name : `${table}.${name}`;
  return `${nameText({...(schema !== undefined && {schema}), name: whole})}${types === undefined ? '' : `(${types})`}`;
}

/** What it is and what it is called: `view total`, `trigger account.touch`. */
export const objectWords = (object: SchemaObject | ObjectName): string =>
  `${object.type} ${objectText(object)}`;

/** Whether two names are those of one object. */
export const sameObject = (
  one: SchemaObject | ObjectName,
  other: SchemaObject | ObjectName,
): boolean => objectWords(one) === objectWords(other);

/** The object of this name, or `undefined`. */
export const findObject = (schema: Schema, name: ObjectName): SchemaObject | undefined =>
  objectsOf(schema).find((each) => sameObject(each, name));

/** The object of this name. Throws `bad_operation` with the nearest name when there is none. */
export function objectNamed(schema: Schema, name: ObjectName): SchemaObject {
  const found = findObject(schema, name);
  if (found !== undefined) return found;
  const others = objectsOf(schema).filter(({type}) => type === name.type);
  throw new AthanorError('bad_operation', `there is no ${objectWords(name)}`, {
    hint: didYouMean(objectText(name), others.map(objectText)) ?? unknownsHint(schema, 'made it'),
  });
}

/** The schema with this object: in the place of the one of its name, or else at the end. */
export function withObject(schema: Schema, object: SchemaObject): Schema {
  const all = objectsOf(schema);
  const place = all.findIndex((each) => sameObject(each, object));
  return {...schema, objects: place < 0 ? [...all, object] : all.with(place, object)};
}

/** The schema without the objects that are chosen. */
export function withoutObjects(schema: Schema, isGone: (object: SchemaObject) => boolean): Schema {
  const all = objectsOf(schema);
  return all.some(isGone) ? {...schema, objects: all.filter((each) => !isGone(each))} : schema;
}

/** The triggers and policies of a table (or view), which go with it. */
export const objectsOn = (schema: Schema, table: TableName): readonly SchemaObject[] =>
  objectsOf(schema).filter((object) => isOn(object, table));

/** Whether a trigger or policy belongs to this table. */
export const isOn = (object: SchemaObject, {schema, name}: TableName): boolean =>
  'table' in object && object.table === name && object.schema === schema;

/** Whether it is read like a table, and so shares its names. */
export const isView = (object: SchemaObject): object is Extract<SchemaObject, {query: string}> =>
  object.type === 'view' || object.type === 'materialized view';

/** The views that read from a table or view, directly or through others, in the order in which they were made. */
export function viewsOver(schema: Schema, relation: TableName): readonly ViewObject[] {
  const views = objectsOf(schema).filter(isView);
  const over: ViewObject[] = [];
  for (const view of views) {
    const below = [relation, ...over];
    if (below.some((each) => !sameRelation(each, view) && readsFrom(view.query, each)))
      over.push(view);
  }
  return over;
}

type ViewObject = Extract<SchemaObject, {query: string}>;

const sameRelation = (one: TableName, other: TableName): boolean =>
  one.name === other.name && one.schema === other.schema;
