import {AthanorError} from '../../errors.ts';
import type {
  Extension,
  ObjectName,
  Policy,
  Routine,
  RowSecurity,
  SchemaObject,
  Sequence,
  Trigger,
  View,
} from '../../schema/object.ts';
import {objectWords} from '../../schema/objects.ts';
import {nameOf} from '../../schema/tables.ts';
import {list} from './definition.ts';
import {defaultSchema, literal, qualified, quote} from './quote.ts';

/** `create …` for an object; with `or replace` for those that can be replaced in their place. */
export function createObjectText(object: SchemaObject, how: '' | 'or replace ' = ''): string {
  if ('table' in object) return createOnTable(object, how);
  if ('query' in object) return viewText(object, how);
  if ('language' in object) return routineText(object, how);
  return object.type === 'extension'
    ? extensionText(object)
    : `create sequence ${qualified(nameOf(object))}${sequenceOptions(object)}`;
}

function createOnTable(
  object: Extract<SchemaObject, {readonly table: string}>,
  how: '' | 'or replace ',
): string {
  switch (object.type) {
    case 'trigger':
      return triggerText(object, how);
    case 'policy':
      return policyText(object);
    case 'exclusion':
      return `alter table ${tableOf(object)} add constraint ${quote(object.name)} exclude ${object.definition}`;
    case 'row security':
      return `alter table ${tableOf(object)} enable row level security`;
    case 'partition':
      return `create table ${qualified(nameOf(object))} partition of ${tableOf(object)} ${object.bounds}`;
  }
}

/** The table of what belongs to one. */
const tableOf = ({schema, table}: {readonly schema?: string; readonly table: string}): string =>
  qualified(schema === undefined ? {name: table} : {schema, name: table});

/** `alter table …` for whether the owner is asked for too. */
export const forcedText = (object: RowSecurity): string =>
  `alter table ${tableOf(object)} ${object.forced === true ? 'force' : 'no force'} row level security`;

/** `drop …` for an object; PostgreSQL refuses while something stands on it. */
export function dropObjectText(object: ObjectName): string {
  const {type, schema, name, table} = object;
  if (type === 'partition') return `drop table ${qualified(nameOf(object))}`;
  if (table !== undefined && (type === 'exclusion' || type === 'row security')) {
    const alter = `alter table ${tableOf({...(schema !== undefined && {schema}), table})}`;
    return type === 'exclusion'
      ? `${alter} drop constraint ${quote(name)}`
      : `${alter} disable row level security`;
  }
  return `drop ${namedObject(object)}`;
}

/** An object as `drop` and `comment on` name it: `view "public"."total"`, `trigger "touch" on "public"."account"`. */
export function namedObject({type, schema, name, table, arguments: types}: ObjectName): string {
  const own = schema === undefined ? {name} : {schema, name};
  if (type === 'extension') return `extension ${quote(name)}`;
  if (table !== undefined) return `${type} ${quote(name)} on ${qualified({...own, name: table})}`;
  return `${type} ${qualified(own)}${types === undefined ? '' : `(${types})`}`;
}

function viewText(view: View, how: string): string {
  const options = Object.entries(view.options ?? {}).map(
    ([key, value]) =>
      `${quote(key)} = ${typeof value === 'string' ? literal(value) : String(value)}`,
  );
  const settings = options.length === 0 ? '' : ` with (${options.join(', ')})`;
  return `create ${how}${view.type} ${qualified(nameOf(view))}${settings} as ${view.query}`;
}

function routineText(routine: Routine, how: string): string {
  const {type, returns, language, volatility, strict, securityDefiner, parallel} = routine;
  const words = [
    `create ${how}${type} ${qualified(nameOf(routine))}(${routine.arguments})`,
    returns !== undefined && `returns ${returns}`,
    `language ${quote(language)}`,
    volatility,
    strict === true && 'strict',
    securityDefiner === true && 'security definer',
    parallel !== undefined && `parallel ${parallel}`,
    ...Object.entries(routine.settings ?? {}).map(
      ([key, value]) => `set ${quote(key)} to ${value}`,
    ),
    bodyText(routine),
  ];
  return words.filter((word) => word !== false && word !== undefined).join(' ');
}

/** Between dollars, as it is written; a body of standard SQL is no text. */
function bodyText({language, body}: Routine): string {
  if (language === 'sql' && /^\s*(begin\s+atomic|return)\b/i.test(body)) return body.trim();
  let mark = '$$';
  for (let count = 0; body.includes(mark) || body.endsWith('$'); count += 1) {
    mark = `$body${count === 0 ? '' : String(count)}$`;
    if (!body.includes(mark)) break;
  }
  return `as ${mark}${body}${mark}`;
}

function triggerText(trigger: Trigger, how: string): string {
  const {name, timing, events, columns = [], forEach, when, execute} = trigger;
  if (execute === undefined) {
    throw new AthanorError(
      'not_supported',
      `PostgreSQL has no trigger with statements of its own (${objectWords(trigger)})`,
      {hint: "op.createFunction one that returns trigger, and say execute: 'its_name()'"},
    );
  }
  const what = events.map((event) =>
    event === 'update' && columns.length > 0 ? `update of ${list(columns)}` : event,
  );
  const condition = when === undefined ? '' : ` when (${when})`;
  return `create ${how}trigger ${quote(name)} ${timing} ${what.join(' or ')} on ${tableOf(trigger)} for each ${forEach}${condition} execute function ${qualifiedCall(execute)}`;
}

/** A call whose function is in the default schema unless it says otherwise. */
function qualifiedCall(call: string): string {
  const name = call.slice(0, call.indexOf('('));
  return name.includes('.') ? call : `${quote(defaultSchema)}.${call.trim()}`;
}

/** All that a sequence says, what it does not say as it is by default. */
export function sequenceOptions(sequence: Sequence, whole = false): string {
  const {as, start, increment, min, max, cache, cycle} = sequence;
  const number = (word: string, value: number | string | undefined, none: string): string => {
    if (value !== undefined) return ` ${word} ${integerText(value, sequence)}`;
    return whole ? ` ${none}` : '';
  };
  return [
    as !== undefined ? ` as ${as}` : whole ? ' as bigint' : '',
    number('increment by', increment, 'increment by 1'),
    number('minvalue', min, 'no minvalue'),
    number('maxvalue', max, 'no maxvalue'),
    number('start with', start, `start with ${String(usualStart(sequence))}`),
    number('cache', cache, 'cache 1'),
    cycle === true ? ' cycle' : whole ? ' no cycle' : '',
  ].join('');
}

/** The end at which it begins. */
const usualStart = ({increment = 1, min = 1, max = -1}: Sequence): number | string =>
  BigInt(increment) > 0n ? min : max;

function integerText(value: number | string, sequence: Sequence): string {
  const text = String(value);
  if (/^-?\d+$/.test(text)) return text;
  throw new AthanorError('bad_operation', `${objectWords(sequence)}: ${text} is no whole number`, {
    hint: "beyond 2^53 write it as a text: '9223372036854775807'",
  });
}

/** One that somebody with more rights has installed before is as good. */
function extensionText({name, schema, version}: Extension): string {
  const where = schema === undefined ? '' : ` schema ${quote(schema)}`;
  const which = version === undefined ? '' : ` version ${literal(version)}`;
  return `create extension if not exists ${quote(name)}${where}${which}`;
}

function policyText(policy: Policy): string {
  const {name, restrictive, to = [], using, check} = policy;
  return [
    `create policy ${quote(name)} on ${tableOf(policy)}`,
    restrictive === true ? ' as restrictive' : '',
    policy.for === undefined ? '' : ` for ${policy.for}`,
    to.length === 0 ? '' : ` to ${to.map(roleText).join(', ')}`,
    using === undefined ? '' : ` using (${using})`,
    check === undefined ? '' : ` with check (${check})`,
  ].join('');
}

const roleText = (role: string): string =>
  ['public', 'current_user', 'session_user', 'current_role'].includes(role) ? role : quote(role);
