import type {CreateObject, DropObject, ReplaceObject} from '../../operations/operation.ts';
import {calls} from '../../operations/apply-objects.ts';
import type {Extension, Routine, SchemaObject} from '../../schema/object.ts';
import {
  isView,
  objectName,
  objectNamed,
  objectsOf,
  objectsOn,
  objectText,
  objectWords,
  sameObject,
  viewsOver,
} from '../../schema/objects.ts';
import {mentions, readsFrom} from '../../schema/sql-relations.ts';
import type {Schema} from '../../schema/schema.ts';
import type {TableName} from '../../schema/table.ts';
import {nameOf, nameText} from '../../schema/tables.ts';
import {loss, statement} from '../facts.ts';
import {atLeast} from '../numbers.ts';
import type {Hazard, SqlStatement} from '../statement.ts';
import {tableHazards} from './moment.ts';
import type {Moment} from './moment.ts';
import {
  createObjectText,
  dropObjectText,
  forcedText,
  namedObject,
  sequenceOptions,
} from './object-text.ts';
import {literal, qualified, quote} from './quote.ts';

/** The object, and its comment. */
export function createObject({object}: CreateObject, moment: Moment): readonly SqlStatement[] {
  const forced = object.type === 'row security' && object.forced === true;
  return [
    statement(createObjectText(object), {hazards: createHazards(object, moment)}),
    ...(forced ? [statement(forcedText(object))] : []),
    ...commentOf(object),
  ];
}

function createHazards(object: SchemaObject, moment: Moment): readonly Hazard[] {
  if (object.type !== 'exclusion') return [];
  const table = tableOf(object);
  return [
    ...tableHazards('may-fail', table, {
      message: `fails if rows of ${nameText(table)} are alike in what ${object.name} keeps apart`,
      moment,
    }),
    ...tableHazards('lock', table, {
      message: 'nobody can use the table while its rows are read and the index is built',
      moment,
    }),
  ];
}

const tableOf = ({schema, table}: {readonly schema?: string; readonly table: string}): TableName =>
  schema === undefined ? {name: table} : {schema, name: table};

function commentOf(object: SchemaObject, former?: SchemaObject): readonly SqlStatement[] {
  const comment = commentText(object);
  if (comment === commentText(former)) return [];
  const words = comment === '' ? 'null' : literal(comment);
  return [statement(`comment on ${namedObject(objectName(object))} is ${words}`)];
}

const commentText = (object: SchemaObject | undefined): string =>
  object !== undefined && 'comment' in object ? (object.comment ?? '') : '';

/** Drops the object, if nothing stands on it. */
export function dropObject({object}: DropObject, moment: Moment): readonly SqlStatement[] {
  const known = objectNamed(moment.before(), object);
  const forced = known.type === 'row security' && known.forced === true;
  return [
    ...(forced ? [statement(forcedText({...known, forced: false}))] : []),
    statement(dropObjectText(objectName(known)), {hazards: dropLosses(known, moment)}),
  ];
}

/** What is not in its definition goes with a sequence and a materialized view. */
function dropLosses(object: SchemaObject, {origins}: Moment): readonly Hazard[] {
  if (origins.madeObject(objectText(object))) return [];
  const name = objectText(object);
  if (object.type === 'sequence') {
    const {schema = 'public', name: own} = object;
    return [
      loss('drop-object', name, {
        message: `drops the sequence ${name} and forgets where it stands`,
        measure: `select count(last_value) as n from pg_catalog.pg_sequences where schemaname = ${literal(schema)} and sequencename = ${literal(own)}`,
      }),
    ];
  }
  if (object.type !== 'materialized view' && object.type !== 'partition') return [];
  return [
    loss('drop-object', name, {
      message: `drops the ${objectWords(object)} and its rows`,
      measure: `select count(*) as n from ${qualified(nameOf(object))}`,
    }),
  ];
}

/** The new definition in the place of the old one. */
export function replaceObject(
  {object, inPlace = false}: ReplaceObject,
  moment: Moment,
): readonly SqlStatement[] {
  const before = moment.before();
  const former = objectNamed(before, objectName(object));
  if (keepsPlace(object, former, {inPlace, target: moment.target})) {
    return [statement(createObjectText(object, 'or replace ')), ...commentOf(object, former)];
  }
  if (object.type === 'sequence') {
    return [
      statement(`alter sequence ${qualified(nameOf(object))}${sequenceOptions(object, true)}`),
    ];
  }
  if (object.type === 'row security') return [statement(forcedText(object))];
  if (object.type === 'extension' && former.type === 'extension')
    return extensionChange(object, former);
  const {off, on} = aside([former, ...dependentsOf(former, before)], moment);
  const again = createObject({kind: 'createObject', object: former}, moment).length;
  return [...off, ...createObject({kind: 'createObject', object}, moment), ...on.slice(again)];
}

/** Whether PostgreSQL puts the one in the place of the other without touching what stands on it. */
function keepsPlace(
  object: SchemaObject,
  former: SchemaObject,
  {inPlace, target}: {readonly inPlace: boolean; readonly target: string},
): boolean {
  if (object.type === 'view') return inPlace;
  if (object.type === 'trigger') return atLeast(target, '14');
  return isRoutine(object) && isRoutine(former) && signature(object) === signature(former);
}

const isRoutine = (object: SchemaObject): object is Routine =>
  object.type === 'function' || object.type === 'procedure';

const signature = (routine: Routine): string =>
  JSON.stringify([routine.arguments, routine.returns]).replaceAll(/\s+/g, ' ').toLowerCase();

function extensionChange(
  {name, schema, version}: Extension,
  former: Extension,
): readonly SqlStatement[] {
  const alter = `alter extension ${quote(name)}`;
  const update = version === undefined ? 'update' : `update to ${literal(version)}`;
  return [
    ...(version === former.version ? [] : [statement(`${alter} ${update}`)]),
    ...(schema === undefined || schema === former.schema
      ? []
      : [statement(`${alter} set schema ${quote(schema)}`)]),
  ];
}

/** What stands on an object and would keep it from being dropped, in the order in which it was made. */
function dependentsOf(object: SchemaObject, schema: Schema): readonly SchemaObject[] {
  if (isView(object)) {
    const views = viewsOver(schema, nameOf(object));
    return inOrder(schema, [
      ...views,
      ...[object, ...views].flatMap((view) => objectsOn(schema, nameOf(view))),
    ]);
  }
  if (object.type !== 'function') return [];
  return objectsOf(schema).filter(
    (each) => each.type === 'trigger' && each.execute !== undefined && calls(each.execute, object),
  );
}

const inOrder = (schema: Schema, some: readonly SchemaObject[]): readonly SchemaObject[] =>
  objectsOf(schema).filter((each) => some.some((one) => sameObject(one, each)));

/** What has to be put aside while the type of a column changes, and the statements that do it. */
export function asideFromColumn(
  table: TableName,
  column: string,
  moment: Moment,
): {readonly off: readonly SqlStatement[]; readonly on: readonly SqlStatement[]} {
  const schema = moment.before();
  const readers = objectsOf(schema)
    .filter(isView)
    .filter(
      ({query}) => readsFrom(query, table) && (mentions(query, column) || query.includes('*')),
    );
  const above = readers.flatMap((view) => dependentsOf(view, schema));
  const own = objectsOn(schema, table).filter((object) => speaksOf(object, column));
  return aside(inOrder(schema, [...readers, ...above, ...own]), moment);
}

function speaksOf(object: SchemaObject, column: string): boolean {
  if (object.type === 'policy') {
    return [object.using, object.check].some((sql) => sql !== undefined && mentions(sql, column));
  }
  if (object.type !== 'trigger') return false;
  return (
    object.columns?.includes(column) === true ||
    (object.when !== undefined && mentions(object.when, column))
  );
}

/** Drops these objects, the last one first, and makes them again in their order. */
function aside(
  objects: readonly SchemaObject[],
  moment: Moment,
): {readonly off: readonly SqlStatement[]; readonly on: readonly SqlStatement[]} {
  return {
    off: objects
      .toReversed()
      .map((object) =>
        statement(dropObjectText(objectName(object)), {hazards: anewLosses(object, moment)}),
      ),
    on: objects.flatMap((object) => createObject({kind: 'createObject', object}, moment)),
  };
}

const others = (owner: string, acl: string): string =>
  `(select count(*) from pg_catalog.aclexplode(${acl}) a where a.grantee not in (0, ${owner}))`;

/** What no definition holds, and so does not come back: the rights of others, and the indexes of a materialized view. */
function anewLosses(object: SchemaObject, {origins}: Moment): readonly Hazard[] {
  if (origins.madeObject(objectText(object)) || 'table' in object) return [];
  const [schema, name] = [object.schema ?? 'public', object.name].map(literal);
  const measure = isView(object)
    ? `select ${others('c.relowner', 'c.relacl')} + (select count(*) from pg_catalog.pg_index i where i.indrelid = c.oid) as n from pg_catalog.pg_class c join pg_catalog.pg_namespace s on s.oid = c.relnamespace where s.nspname = ${schema} and c.relname = ${name}`
    : `select coalesce(sum(${others('c.proowner', 'c.proacl')}), 0) as n from pg_catalog.pg_proc c join pg_catalog.pg_namespace s on s.oid = c.pronamespace where s.nspname = ${schema} and c.proname = ${name}`;
  const what = object.type === 'materialized view' ? 'rights and indexes' : 'rights';
  return [
    loss('drop-object', objectText(object), {
      message: `makes the ${objectWords(object)} anew without the ${what} that others gave it`,
      measure,
    }),
  ];
}
