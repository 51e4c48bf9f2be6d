import {storedObject, storedObjects} from '../../dialects/postgresql/stored-object.ts';
import {createObjectText} from '../../dialects/postgresql/object-text.ts';
import {qualified} from '../../dialects/postgresql/quote.ts';
import type {
  Exclusion,
  Extension,
  Partition,
  Policy,
  Routine,
  RowSecurity,
  SchemaObject,
  Sequence,
  Trigger,
  TriggerEvent,
  View,
} from '../../schema/object.ts';
import type {Row} from '../../runtime/session.ts';
import type {Ask} from '../connection.ts';
import {present, text} from './catalog-rows.ts';
import {
  exclusionsQuery,
  objectsQuery,
  partitionsQuery,
  policiesQuery,
  routinesQuery,
  triggersQuery,
  viewsQuery,
} from './object-queries.ts';
import {withoutParentheses} from './parentheses.ts';

/** Every view, function, trigger and so on of the database, in one query. */
export async function introspectObjects(ask: Ask): Promise<readonly SchemaObject[]> {
  return storedObjects((await ask(objectsQuery)).map(objectOf));
}

/** As the queries put an object together. */
type Told =
  | (Omit<View, 'options'> & {readonly options?: readonly string[]})
  | (Omit<Routine, 'settings'> & {readonly settings?: readonly string[]})
  | ToldTrigger
  | Policy
  | Sequence
  | Extension
  | Exclusion
  | RowSecurity
  | Partition;

interface ToldTrigger extends Pick<Trigger, 'type' | 'schema' | 'name' | 'table' | 'columns'> {
  /** PostgreSQL's own flags for when it fires. */
  readonly bits: number;
  readonly definition: string;
}

function objectOf(row: Row): SchemaObject {
  const told: Told = JSON.parse(text(row['object']));
  if ('query' in told) {
    const {options, ...view} = told;
    return {...view, ...present({options: settingsOf(options)})};
  }
  if ('language' in told) {
    const {settings, ...routine} = told;
    return {...routine, ...present({settings: settingsOf(settings)})};
  }
  if (told.type === 'trigger') return triggerOf(told);
  return told.type === 'policy' ? policyOf(told) : told;
}

function settingsOf(
  settings: readonly string[] | undefined,
): Readonly<Record<string, string>> | undefined {
  return (
    settings &&
    Object.fromEntries(
      settings.map((setting) => {
        const at = setting.indexOf('=');
        return [setting.slice(0, at), setting.slice(at + 1)];
      }),
    )
  );
}

function policyOf({using, check, ...policy}: Policy): Policy {
  return {
    ...policy,
    ...present({
      using: using && withoutParentheses(using),
      check: check && withoutParentheses(check),
    }),
  };
}

const eventBits: readonly (readonly [bit: number, event: TriggerEvent])[] = [
  [4, 'insert'],
  [8, 'delete'],
  [16, 'update'],
  [32, 'truncate'],
];

function triggerOf({bits, definition, ...told}: ToldTrigger): Trigger {
  const has = (bit: number): boolean => Math.floor(bits / bit) % 2 === 1;
  const [, when, execute] =
    /(?: WHEN \((.*)\))? EXECUTE (?:FUNCTION|PROCEDURE) (.*)$/s.exec(definition) ?? [];
  return {
    ...told,
    timing: has(64) ? 'instead of' : has(2) ? 'before' : 'after',
    events: eventBits.filter(([bit]) => has(bit)).map(([, event]) => event),
    forEach: has(1) ? 'row' : 'statement',
    ...present({when: when && withoutParentheses(when), execute}),
  };
}

/**
 * How the server words these objects: it makes a temporary one of each and reads that. What it cannot make, since
 * what it speaks of is not there, stays as it is written. Leaves nothing behind but an open transaction.
 */
export async function describedObjects(
  ask: Ask,
  objects: readonly SchemaObject[],
): Promise<readonly SchemaObject[]> {
  const described: SchemaObject[] = [];
  for (const object of objects) described.push(await describedObject(ask, storedObject(object)));
  return storedObjects(described);
}

async function describedObject(ask: Ask, object: SchemaObject): Promise<SchemaObject> {
  if (['sequence', 'extension', 'row security'].includes(object.type)) return object;
  await ask('savepoint athanor_object');
  try {
    const [row] = await made(ask, object);
    return row === undefined ? object : storedObject(asNamed(objectOf(row), object));
  } catch {
    return object;
  } finally {
    await ask('rollback to savepoint athanor_object');
    await ask('release savepoint athanor_object');
  }
}

/** What was made for a look, under the name that it should have. */
function asNamed(object: SchemaObject, {schema, ...wanted}: SchemaObject): SchemaObject {
  const {schema: _, ...found} = object;
  const named = {...found, name: wanted.name, ...present({schema})};
  const comment = 'comment' in wanted ? present({comment: wanted.comment}) : {};
  if (!('query' in named) || !('query' in wanted)) return {...named, ...comment};
  return {...named, type: wanted.type, ...comment};
}

const first = (query: string): string =>
  `select pg_catalog.json_strip_nulls(object)::text as object from (${query}) made`;

const queries: Readonly<Record<string, string>> = {
  policy: policiesQuery(true),
  trigger: triggersQuery(true),
  exclusion: exclusionsQuery(true),
  partition: partitionsQuery(true),
};

async function made(ask: Ask, object: SchemaObject): Promise<readonly Row[]> {
  if ('query' in object) {
    await ask(createObjectText({...object, type: 'view', schema: 'pg_temp', name: 'athanor_view'}));
    return ask(first(viewsQuery(true)));
  }
  if ('body' in object && 'language' in object) {
    await ask('set local check_function_bodies = off');
    await ask(createObjectText({...object, schema: 'pg_temp'}));
    return ask(first(routinesQuery(true)));
  }
  if (!('table' in object)) return [];
  const table = qualified({schema: object.schema ?? 'public', name: object.table});
  const copy = qualified({schema: 'pg_temp', name: object.table});
  const [row] = await ask(
    `select pg_catalog.pg_get_partkeydef(to_regclass('${table.replaceAll("'", "''")}')) as key`,
  );
  const parted = object.type === 'partition' ? ` partition by ${text(row?.['key'])}` : '';
  await ask(`create temporary table ${copy.replace('"pg_temp".', '')} (like ${table})${parted}`);
  const temporary = createObjectText({...object, schema: 'pg_temp'});
  await ask(temporary.replace(/^create table/, 'create temporary table'));
  return ask(first(queries[object.type] ?? ''));
}
