import type {ObjectName, SchemaObject} from '../schema/object.ts';
import {objectEndings} from '../operations/object-words.ts';
import {call, object, plain, sqlText, text, type Expression} from './layout/syntax.ts';
import {literal} from './render-column.ts';
import {flag, names, said, tableExpression, type Entries} from './render-table.ts';

/** The call that makes an object or replaces one. */
export function objectCall(
  verb: 'create' | 'replace',
  made: SchemaObject,
  inPlace?: boolean,
): ReturnType<typeof call> {
  const entries = [...entriesOf(made), ...said({inPlace: flag(inPlace)})];
  const needed = ['function', 'procedure', 'trigger', 'policy'].includes(made.type);
  const query = textOf(made).map(sqlText);
  return call(`op.${verb}${objectEndings[made.type]}`, [
    ...nameArguments(made),
    ...query,
    ...(entries.length > 0 || needed || (verb === 'replace' && query.length === 0)
      ? [object(entries, {open: 'body' in made})]
      : []),
  ]);
}

/** What stands behind the name, beside the options. */
function textOf(made: SchemaObject): readonly string[] {
  if ('query' in made) return [made.query];
  if (made.type === 'exclusion') return [made.definition];
  return made.type === 'partition' ? [made.bounds] : [];
}

/** The call that drops an object. */
export function dropCall(name: ObjectName): ReturnType<typeof call> {
  const types = name.arguments ?? '';
  return call(`op.drop${objectEndings[name.type]}`, [
    ...nameArguments(name),
    ...(types === '' ? [] : [text(types)]),
  ]);
}

function nameArguments(named: SchemaObject | ObjectName): readonly Expression[] {
  const {type, schema, name} = named;
  if (type === 'extension') return [text(name)];
  const inSchema = (own: string): Expression =>
    tableExpression(schema === undefined ? {name: own} : {schema, name: own});
  if (type === 'row security') return [inSchema(name)];
  return 'table' in named && named.table !== undefined
    ? [text(name), inSchema(named.table)]
    : [inSchema(name)];
}

const apart: ReadonlySet<string> = new Set(['table', 'query', 'definition', 'bounds']);

/** All that an object says beside its name and query, under the words of its options. */
function entriesOf(made: SchemaObject): Entries {
  const {type, schema, name: _, ...members} = made;
  return Object.entries({
    ...members,
    ...(type === 'extension' && {schema}),
  }).flatMap(([key, value]): Entries => {
    if (apart.has(key) || value === undefined) return [];
    if (key === 'arguments' && value === '') return [];
    if (key === 'forEach' && value === 'row') return [];
    if (key === 'securityDefiner') return value === true ? [['security', text('definer')]] : [];
    return [[key, expressionOf(key, value)]];
  });
}

function expressionOf(key: string, value: unknown): Expression {
  if (Array.isArray(value)) return names(value.map(String));
  if (typeof value === 'object' && value !== null) {
    return object(Object.entries(value).map(([own, inner]) => [own, expressionOf(own, inner)]));
  }
  if (typeof value === 'boolean' || typeof value === 'number') return literal(value);
  if (typeof value !== 'string') return plain('undefined');
  return ['body', 'when', 'using', 'check'].includes(key) ? sqlText(value) : text(value);
}
