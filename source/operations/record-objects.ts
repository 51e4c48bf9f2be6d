import type {
  Exclusion,
  Extension,
  ObjectName,
  Policy,
  Routine,
  RowSecurity,
  SchemaObject,
  Sequence,
  Trigger,
  View,
} from '../schema/object.ts';
import {objectWords} from '../schema/objects.ts';
import {identityArguments} from '../schema/routine-arguments.ts';
import {flag, known, list, nameList, oneOf, refusal, shown, tableName, text} from './arguments.ts';
import {given} from './given.ts';
import type {
  ExtensionSpec,
  ObjectOperations,
  PolicySpec,
  RoutineSpec,
  SequenceSpec,
  TriggerSpec,
  ViewOptions,
} from './object-operations.ts';
import type {TableRef} from './operations.ts';
import {oneStatement} from './raw-sql.ts';
import type {Emit} from './recorder.ts';

/** The words for views, functions, triggers and so on. */
export function recordObjects(emit: Emit): ObjectOperations {
  const create = (object: SchemaObject): void => emit({kind: 'createObject', object});
  const replace = (object: SchemaObject, inPlace?: boolean): void =>
    emit(given({kind: 'replaceObject' as const, object, inPlace}));
  const drop = (object: ObjectName): void => emit({kind: 'dropObject', object});
  return {
    createView: (name, query, options) =>
      create(view('view', 'createView', {name, query, options})),
    replaceView(name, query, options) {
      const {inPlace, ...rest} = known(options, ['options', 'comment', 'inPlace'], 'replaceView');
      const made = view('view', 'replaceView', {name, query, options: rest});
      replace(made, flag(inPlace, 'replaceView: inPlace'));
    },
    dropView: (name) => drop({type: 'view', ...tableName(name, 'dropView')}),

    createMaterializedView: (name, query, options) =>
      create(view('materialized view', 'createMaterializedView', {name, query, options})),
    replaceMaterializedView: (name, query, options) =>
      replace(view('materialized view', 'replaceMaterializedView', {name, query, options})),
    dropMaterializedView: (name) =>
      drop({type: 'materialized view', ...tableName(name, 'dropMaterializedView')}),

    createFunction: (name, spec) => create(routine('function', 'createFunction', {name, spec})),
    replaceFunction: (name, spec) => replace(routine('function', 'replaceFunction', {name, spec})),
    dropFunction: (name, types) => drop(routineName('function', 'dropFunction', {name, types})),
    createProcedure: (name, spec) => create(routine('procedure', 'createProcedure', {name, spec})),
    replaceProcedure: (name, spec) =>
      replace(routine('procedure', 'replaceProcedure', {name, spec})),
    dropProcedure: (name, types) => drop(routineName('procedure', 'dropProcedure', {name, types})),

    createTrigger: (name, table, spec) => create(trigger('createTrigger', {name, table, spec})),
    replaceTrigger: (name, table, spec) => replace(trigger('replaceTrigger', {name, table, spec})),
    dropTrigger: (name, table) => drop(onTable('trigger', 'dropTrigger', {name, table})),

    createSequence: (name, spec) => create(sequence('createSequence', name, spec)),
    replaceSequence: (name, spec) => replace(sequence('replaceSequence', name, spec)),
    dropSequence: (name) => drop({type: 'sequence', ...tableName(name, 'dropSequence')}),

    createExtension: (name, spec) => create(extension('createExtension', name, spec)),
    replaceExtension: (name, spec) => replace(extension('replaceExtension', name, spec)),
    dropExtension: (name) => drop({type: 'extension', name: text(name, 'dropExtension: the name')}),

    createPolicy: (name, table, spec) => create(policy('createPolicy', {name, table, spec})),
    replacePolicy: (name, table, spec) => replace(policy('replacePolicy', {name, table, spec})),
    dropPolicy: (name, table) => drop(onTable('policy', 'dropPolicy', {name, table})),

    createRowSecurity: (table, spec) => create(rowSecurity('createRowSecurity', table, spec)),
    replaceRowSecurity: (table, spec) => replace(rowSecurity('replaceRowSecurity', table, spec)),
    dropRowSecurity: (table) => drop(rowSecurity('dropRowSecurity', table)),

    createExclusion: (...said) => create(exclusion('createExclusion', ...said)),
    replaceExclusion: (...said) => replace(exclusion('replaceExclusion', ...said)),
    dropExclusion: (name, table) => drop(onTable('exclusion', 'dropExclusion', {name, table})),

    createPartition: (name, table, bounds) =>
      create({
        ...onTable('partition', 'createPartition', {name, table}),
        bounds: text(bounds, 'createPartition: the bounds'),
      }),
    dropPartition: (name, table) => drop(onTable('partition', 'dropPartition', {name, table})),
  };
}

interface Named<Spec> {
  readonly name: TableRef;
  readonly spec?: Spec;
}

function view(
  type: View['type'],
  word: string,
  {
    name,
    query,
    options,
  }: {readonly name: TableRef; readonly query: string; readonly options?: ViewOptions | undefined},
): View {
  const own = tableName(name, word);
  known(options, ['options', 'comment'], word);
  return given({
    type,
    ...own,
    query: sql(query, `${word}: the query`),
    options: options?.options && {...options.options},
    comment: optional(options?.comment, `${word}: the comment`),
  });
}

const sql = (value: string, what: string): string => oneStatement(text(value, what));

const optional = (value: string | undefined, what: string): string | undefined =>
  value === undefined ? undefined : text(value, what);

function routine(
  type: Routine['type'],
  word: string,
  {name, spec}: Required<Named<RoutineSpec>>,
): Routine {
  const own = tableName(name, word);
  const keys = [
    'arguments',
    'returns',
    'language',
    'body',
    'volatility',
    'strict',
    'security',
    'parallel',
    'settings',
    'comment',
  ] as const;
  known(spec, keys, word);
  if (spec.arguments !== undefined && typeof spec.arguments !== 'string') {
    throw refusal(`${word}: the arguments must be a text, not ${shown(spec.arguments)}`);
  }
  if ((type === 'function') !== (spec.returns !== undefined)) {
    throw refusal(
      `${word}: a ${type} returns ${type === 'function' ? 'something' : 'nothing'}`,
      type === 'function' ? "say returns: 'trigger', or 'void'" : 'leave returns out',
    );
  }
  return given({
    type,
    ...own,
    arguments: spec.arguments ?? '',
    returns: optional(spec.returns, `${word}: returns`),
    language: text(spec.language, `${word}: the language`),
    body: text(spec.body, `${word}: the body`),
    volatility: oneOf(spec.volatility, ['immutable', 'stable'], `${word}: volatility`),
    strict: flag(spec.strict, `${word}: strict`),
    securityDefiner:
      oneOf(spec.security, ['definer'], `${word}: security`) === undefined ? undefined : true,
    parallel: oneOf(spec.parallel, ['safe', 'restricted'], `${word}: parallel`),
    settings: spec.settings && {...spec.settings},
    comment: optional(spec.comment, `${word}: the comment`),
  });
}

function routineName(
  type: Routine['type'],
  word: string,
  {name, types = ''}: {readonly name: TableRef; readonly types?: string | undefined},
): ObjectName {
  if (typeof types !== 'string') throw refusal(`${word}: the arguments must be a text`);
  return {type, ...tableName(name, word), arguments: identityArguments(types)};
}

interface OnTable<Spec> {
  readonly name: string;
  readonly table: TableRef;
  readonly spec: Spec;
}

function onTable<Type extends SchemaObject['type']>(
  type: Type,
  word: string,
  {name, table}: Omit<OnTable<unknown>, 'spec'>,
): {readonly type: Type; readonly schema?: string; readonly name: string; readonly table: string} {
  const own = tableName(table, word);
  return {
    type,
    ...(own.schema !== undefined && {schema: own.schema}),
    name: text(name, `${word}: the name`),
    table: own.name,
  };
}

function trigger(word: string, {name, table, spec}: OnTable<TriggerSpec>): Trigger {
  const own = onTable('trigger', word, {name, table});
  const where = `${word} ${objectWords(own)}`;
  const keys = ['timing', 'events', 'columns', 'forEach', 'when', 'execute', 'body'] as const;
  known(spec, keys, where);
  const timing = oneOf(spec.timing, ['before', 'after', 'instead of'], `${where}: timing`);
  if (timing === undefined) throw refusal(`${where}: timing is missing`, "say timing: 'after'");
  const events = list(spec.events, `${where}: events`).map((event) => {
    const found = (['insert', 'update', 'delete', 'truncate'] as const).find(
      (each) => each === event,
    );
    if (found === undefined) throw refusal(`${where}: there is no event ${shown(event)}`);
    return found;
  });
  if (events.length === 0) throw refusal(`${where}: events must name at least one`);
  if (spec.execute === undefined && spec.body === undefined) {
    throw refusal(
      `${where}: it says nothing to do`,
      "say execute: 'function_name()' for PostgreSQL, body: 'update …;' for SQLite, or both",
    );
  }
  if (spec.execute !== undefined && !/^[^(]+\(.*\)$/s.test(spec.execute)) {
    throw refusal(`${where}: execute must be the call of a function`, "say execute: 'touch()'");
  }
  return given({
    ...own,
    timing,
    events,
    columns: spec.columns && nameList(spec.columns, `${where}: columns`),
    forEach: oneOf(spec.forEach, ['row', 'statement'], `${where}: forEach`) ?? 'row',
    when: optional(spec.when, `${where}: when`),
    execute: optional(spec.execute, `${where}: execute`),
    body: spec.body === undefined ? undefined : closed(text(spec.body, `${where}: the body`)),
  });
}

/** Each statement in the body of a trigger has its semicolon. */
const closed = (body: string): string =>
  body.trimEnd().endsWith(';') ? body.trim() : `${body.trim()};`;

function sequence(word: string, name: TableRef, spec: SequenceSpec = {}): Sequence {
  const own = tableName(name, word);
  const numbers = ['start', 'increment', 'min', 'max', 'cache'] as const;
  known(spec, ['as', 'cycle', ...numbers], word);
  for (const key of numbers) {
    const value = spec[key];
    if (value === undefined || Number.isSafeInteger(value) || /^-?\d+$/.test(String(value)))
      continue;
    throw refusal(`${word}: ${key} must be a whole number, not ${shown(value)}`);
  }
  const {start, increment, min, max, cache} = spec;
  return given({
    type: 'sequence' as const,
    ...own,
    as: oneOf(spec.as, ['smallint', 'integer', 'bigint'], `${word}: as`),
    start,
    increment,
    min,
    max,
    cache,
    cycle: flag(spec.cycle, `${word}: cycle`),
  });
}

function extension(word: string, name: string, spec: ExtensionSpec = {}): Extension {
  known(spec, ['schema', 'version'], word);
  return given({
    type: 'extension' as const,
    schema: optional(spec.schema, `${word}: the schema`),
    name: text(name, `${word}: the name`),
    version: optional(spec.version, `${word}: the version`),
  });
}

function rowSecurity(
  word: string,
  table: TableRef,
  spec: {readonly forced?: boolean} = {},
): RowSecurity {
  const {name} = tableName(table, word);
  known(spec, ['forced'], word);
  return given({
    ...onTable('row security', word, {name, table}),
    forced: flag(spec.forced, `${word}: forced`),
  });
}

const exclusion = (
  word: string,
  ...[name, table, definition]: Parameters<ObjectOperations['createExclusion']>
): Exclusion => ({
  ...onTable('exclusion', word, {name, table}),
  definition: text(definition, `${word}: the definition`),
});

function policy(word: string, {name, table, spec}: OnTable<PolicySpec>): Policy {
  const own = onTable('policy', word, {name, table});
  const where = `${word} ${objectWords(own)}`;
  known(spec, ['restrictive', 'for', 'to', 'using', 'check'], where);
  return given({
    ...own,
    restrictive: flag(spec.restrictive, `${where}: restrictive`),
    for: oneOf(spec.for, ['select', 'insert', 'update', 'delete'], `${where}: for`),
    to: spec.to && nameList(spec.to, `${where}: the roles`),
    using: optional(spec.using, `${where}: using`),
    check: optional(spec.check, `${where}: check`),
  });
}
