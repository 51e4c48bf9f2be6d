import type {
  Extension,
  Policy,
  Routine,
  SchemaObject,
  Sequence,
  Trigger,
  View,
} from '../../schema/object.ts';
import {given} from '../../operations/given.ts';
import {byName} from '../order.ts';
import {defaultSchema} from './quote.ts';

/**
 * Objects as PostgreSQL gives them back, in the order of their names: what is usual left out. Their SQL stays as
 * it is written; only the server knows how it will word it.
 */
export const storedObjects = (objects: readonly SchemaObject[]): readonly SchemaObject[] =>
  byName(objects.map(storedObject));

/** One object as PostgreSQL gives it back. */
export function storedObject(object: SchemaObject): SchemaObject {
  const {schema, ...rest} = object;
  const named = schema === undefined || schema === defaultSchema ? rest : object;
  if ('table' in named) return storedOnTable(named);
  if ('query' in named) return storedView(named);
  if ('language' in named) return storedRoutine(named);
  return named.type === 'sequence' ? storedSequence(named) : storedExtension(named);
}

function storedOnTable(object: Extract<SchemaObject, {readonly table: string}>): SchemaObject {
  if (object.type === 'trigger') return storedTrigger(object);
  if (object.type === 'policy') return storedPolicy(object);
  return object.type === 'row security'
    ? given({...object, forced: whenTrue(object.forced)})
    : object;
}

function storedView({query, options = {}, comment, ...view}: View): View {
  const texts = Object.entries(options).map(([key, value]) => [key, String(value)] as const);
  return given({
    ...view,
    query: query.trim().replace(/;$/, '').trim(),
    options: texts.length === 0 ? undefined : Object.fromEntries(texts),
    comment: said(comment),
  });
}

const storedRoutine = (routine: Routine): Routine => {
  const {settings = {}, strict, securityDefiner, comment, ...rest} = routine;
  return given({
    ...rest,
    strict: whenTrue(strict),
    securityDefiner: whenTrue(securityDefiner),
    settings: Object.keys(settings).length === 0 ? undefined : settings,
    comment: said(comment),
  });
};

const said = (comment: string | undefined): string | undefined =>
  comment === '' ? undefined : comment;

const whenTrue = (flag: boolean | undefined): true | undefined =>
  flag === true ? true : undefined;

/** Statements of its own are SQLite's. */
function storedTrigger(written: Trigger): Trigger {
  const {body: _, events, execute, columns = [], ...trigger} = written;
  return given({
    ...trigger,
    events: events.toSorted(),
    columns: columns.length === 0 ? undefined : columns.toSorted(),
    execute: execute && plainCall(execute),
  });
}

const plainCall = (call: string): string =>
  call
    .trim()
    .replace(/^(public|"public")\./, '')
    .replace(/^"([a-z_][a-z0-9_]*)"/, '$1');

/** One that is for everybody is for no one else besides. */
function storedPolicy({restrictive, to = [], ...policy}: Policy): Policy {
  return given({
    ...policy,
    restrictive: whenTrue(restrictive),
    to: to.length === 0 || to.includes('public') ? undefined : to.toSorted(),
  });
}

/** The server may hold a newer version than was installed. */
function storedExtension(written: Extension): Extension {
  const {version: _, ...extension} = written;
  return extension;
}

const limits = {smallint: 2n ** 15n, integer: 2n ** 31n, bigint: 2n ** 63n} as const;

/** What a sequence says beside what it would be without saying it. */
function storedSequence({as = 'bigint', cycle, ...sequence}: Sequence): Sequence {
  const {increment = 1, start, min, max, cache = 1, ...named} = sequence;
  const [low, high] = BigInt(increment) > 0n ? [1n, limits[as] - 1n] : [-limits[as], -1n];
  const first = BigInt(increment) > 0n ? BigInt(min ?? low) : BigInt(max ?? high);
  return given({
    ...named,
    as: as === 'bigint' ? undefined : as,
    start: unless(start, first),
    increment: unless(increment, 1n),
    min: unless(min, low),
    max: unless(max, high),
    cache: unless(cache, 1n),
    cycle: whenTrue(cycle),
  });
}

const unless = (value: number | string | undefined, usual: bigint): string | undefined =>
  value === undefined || BigInt(value) === usual ? undefined : String(BigInt(value));
