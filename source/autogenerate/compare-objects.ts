import type {Operation} from '../operations/operation.ts';
import type {SchemaObject} from '../schema/object.ts';
import {objectName, objectsOf, objectWords} from '../schema/objects.ts';
import {same} from './same.ts';
import type {Side} from './table-pair.ts';

/** What happens to views, functions, triggers and so on: before the tables change, and after. */
export interface ObjectChanges {
  readonly gone: readonly Operation[];
  /** What tables may stand on. */
  readonly first: readonly Operation[];
  readonly come: readonly Operation[];
  /** What tables may have stood on. */
  readonly last: readonly Operation[];
}

/** Compares objects by name; where one side tells nothing of them, nothing is known. */
export function compareObjects(from: Side, to: Side): ObjectChanges {
  if (from.written.objects === undefined || to.written.objects === undefined) return nothing;
  const [olds, news] = [byName(objectsOf(from.stored)), byName(objectsOf(to.stored))];
  const written = byName(objectsOf(to.written));
  const isGone = (object: SchemaObject): boolean =>
    olds.has(objectWords(object)) && !news.has(objectWords(object));
  const changes = [...written].flatMap(([name, object]): readonly Change[] => {
    const [old, now] = [olds.get(name), news.get(name)];
    if (now === undefined || (old !== undefined && same(old, now))) return [];
    const kind = old === undefined ? 'createObject' : 'replaceObject';
    return [{object, operation: {kind, object}}];
  });
  const drops = objectsOf(from.written)
    .filter(isGone)
    .toReversed()
    .map((object): Change => ({
      object,
      operation: {kind: 'dropObject', object: objectName(object)},
    }));
  return {
    gone: some(drops, false),
    first: some(changes, true),
    come: some(changes, false),
    last: some(drops, true),
  };
}

interface Change {
  readonly object: SchemaObject;
  readonly operation: Operation;
}

const some = (all: readonly Change[], below: boolean): readonly Operation[] =>
  all.filter(({object}) => isBelow(object) === below).map(({operation}) => operation);

const nothing: ObjectChanges = {gone: [], first: [], come: [], last: []};

/** Types, defaults and checks of tables may use these. */
const isBelow = ({type}: SchemaObject): boolean =>
  type === 'extension' || type === 'sequence' || type === 'function';

const byName = (objects: readonly SchemaObject[]): ReadonlyMap<string, SchemaObject> =>
  new Map(objects.map((object) => [objectWords(object), object]));
