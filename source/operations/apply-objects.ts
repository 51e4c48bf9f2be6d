import type {SchemaObject} from '../schema/object.ts';
import {
  findObject,
  isOn,
  isView,
  objectName,
  objectNamed,
  objectsOf,
  objectWords,
  sameObject,
  withObject,
  withoutObjects,
} from '../schema/objects.ts';
import type {Schema} from '../schema/schema.ts';
import {findTable, nameText, tableNamed} from '../schema/tables.ts';
import type {TableName} from '../schema/table.ts';
import type {Appliers} from './apply.ts';
import {refusal} from './arguments.ts';
import {isRelation, refuseRead, refuseTakenRelation} from './check-objects.ts';

/** How operations on views, functions, triggers and so on change a schema. */
export const applyObjects: Pick<Appliers, 'createObject' | 'replaceObject' | 'dropObject'> = {
  createObject: ({object}, schema) => {
    if (findObject(schema, objectName(object)) !== undefined) {
      throw refusal(
        `${objectWords(object)} is there already`,
        'replace it, or drop the other first',
      );
    }
    if (isRelation(object)) refuseTaken(schema, object);
    refuseNowhere(schema, object);
    return withObject(schema, object);
  },

  replaceObject: ({object}, schema) => {
    objectNamed(schema, objectName(object));
    return withObject(schema, object);
  },

  dropObject: ({object: name}, schema) => {
    const dropped = objectNamed(schema, name);
    if (isView(dropped)) refuseRead(schema, dropped);
    refuseCalled(schema, dropped);
    const withoutIt = withoutObjects(schema, (each) => sameObject(each, dropped));
    return isView(dropped) ? withoutObjects(withoutIt, (each) => isOn(each, dropped)) : withoutIt;
  },
};

function refuseTaken(schema: Schema, wanted: TableName): void {
  refuseTakenRelation(schema, wanted);
  if (findTable(schema, wanted) !== undefined) {
    throw refusal(`table ${nameText(wanted)} is there already`);
  }
}

/** A trigger or policy needs its table. */
function refuseNowhere(schema: Schema, object: SchemaObject): void {
  if (!('table' in object)) return;
  const table = {...(object.schema !== undefined && {schema: object.schema}), name: object.table};
  const isThere =
    findTable(schema, table) !== undefined ||
    objectsOf(schema).some((each) => isView(each) && nameText(each) === nameText(table));
  if (!isThere) tableNamed(schema, table);
}

/** A function that a trigger calls stays. */
function refuseCalled(schema: Schema, dropped: SchemaObject): void {
  if (dropped.type !== 'function') return;
  const user = objectsOf(schema).find(
    (each) => each.type === 'trigger' && each.execute !== undefined && calls(each.execute, dropped),
  );
  if (user === undefined) return;
  throw refusal(
    `${objectWords(dropped)} is called by ${objectWords(user)}`,
    `drop ${objectWords(user)} first`,
  );
}

/** Whether the call of a trigger is one of this function. */
export function calls(
  call: string,
  {schema = 'public', name}: {schema?: string; name: string},
): boolean {
  const called = call
    .slice(0, Math.max(call.indexOf('('), 0))
    .replaceAll('"', '')
    .trim();
  return called === name || called === `${schema}.${name}`;
}
