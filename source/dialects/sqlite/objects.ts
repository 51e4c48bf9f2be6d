import {AthanorError} from '../../errors.ts';
import type {CreateObject, DropObject, ReplaceObject} from '../../operations/operation.ts';
import type {ObjectName, SchemaObject, View} from '../../schema/object.ts';
import {isView, objectNamed, objectsOn, objectWords} from '../../schema/objects.ts';
import {nameOf} from '../../schema/tables.ts';
import type {SqlStatement} from '../statement.ts';
import {statement} from '../facts.ts';
import {tableName} from './quote.ts';
import {createTriggerText} from './trigger.ts';
import {flushAll, say} from './work.ts';
import type {Work} from './work.ts';

/** A view or a trigger; it may speak of any table, so none can wait for its rebuild. */
export function createObject({object}: CreateObject, at: Work): void {
  flushAll(at);
  say(at, ...created(object));
}

/** SQLite replaces nothing: the old one goes first, and with a view its triggers, which come back. */
export function replaceObject({object}: ReplaceObject, at: Work): void {
  flushAll(at);
  const triggers = isView(object) ? objectsOn(at.current(), nameOf(object)) : [];
  say(at, ...dropped(object), ...created(object), ...triggers.flatMap(created));
}

/** Drops a view or a trigger. */
export function dropObject({object}: DropObject, at: Work): void {
  flushAll(at);
  say(at, ...dropped(objectNamed(at.current(), object)));
}

function dropped(object: SchemaObject | ObjectName): readonly SqlStatement[] {
  if (object.type !== 'view' && object.type !== 'trigger') throw unknown(object);
  return [statement(`drop ${object.type} ${tableName(nameOf(object))}`)];
}

function created(object: SchemaObject): readonly SqlStatement[] {
  if (object.type === 'view') return [statement(createViewText(object))];
  if (object.type === 'trigger') return [statement(createTriggerText(object))];
  throw unknown(object);
}

const createViewText = (view: View): string =>
  `create view ${tableName(nameOf(view))} as ${view.query}`;

function unknown(object: SchemaObject | ObjectName): AthanorError {
  return new AthanorError(
    'not_supported',
    `SQLite has no ${object.type} (${objectWords(object)})`,
    {
      hint: `${instead[object.type]}op.only('postgresql', (op) => …) leaves it out on SQLite`,
    },
  );
}

const instead: Readonly<Record<SchemaObject['type'], string>> = {
  view: '',
  trigger: '',
  'materialized view': 'a view, or a table that triggers keep; or ',
  function: 'a trigger has its statements in its own body; else ',
  procedure: 'a trigger has its statements in its own body; else ',
  sequence: 'a column that is .autoincrement() numbers rows; else ',
  extension: '',
  policy: 'a view shows some rows only; else ',
  exclusion: 'a trigger can refuse a row; else ',
  'row security': '',
  partition: '',
};
