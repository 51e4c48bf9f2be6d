import type {SchemaObject, Trigger, View} from '../../schema/object.ts';
import {withoutOuterParentheses} from './expression.ts';
import {qualifiedName} from './parse-table.ts';
import {reader, type Reader} from './reader.ts';
import {tokens} from './tokens.ts';

/**
 * A view or a trigger, from its text as it stands in `sqlite_master`; `undefined` for anything else. Throws
 * `not_supported` for a definition that cannot be read.
 */
export function readObject(sql: string): SchemaObject | undefined {
  const read = reader(sql);
  if (!read.accept('create')) return undefined;
  read.accept('temp');
  read.accept('temporary');
  if (read.accept('view')) return readView(read);
  return read.accept('trigger') ? readTrigger(read, sql) : undefined;
}

/** Names of columns behind that of the view are taken into its query, which is not told apart from it. */
function readView(read: Reader): View {
  read.accept('if', 'not', 'exists');
  const name = qualifiedName(read);
  const columns = read.sees('(') ? read.parenthesised() : undefined;
  if (!read.accept('as')) throw read.refuse();
  const query = withoutEnd(read.rest());
  if (columns === undefined) return {type: 'view', name, query};
  const named = `with named(${columns}) as (${query}) select * from named`;
  return {type: 'view', name, query: named};
}

function readTrigger(read: Reader, sql: string): Trigger {
  read.accept('if', 'not', 'exists');
  const name = qualifiedName(read);
  const timing = timingOf(read);
  const event = (['insert', 'update', 'delete'] as const).find((word) => read.accept(word));
  if (event === undefined) throw read.refuse();
  const columns: string[] = [];
  if (read.accept('of'))
    do columns.push(read.name());
    while (read.accept(','));
  if (!read.accept('on')) throw read.refuse();
  const table = read.name();
  read.accept('for', 'each', 'row');
  const when = read.accept('when') ? whenText(read, sql) : undefined;
  if (!read.accept('begin')) throw read.refuse();
  return {
    type: 'trigger',
    name,
    table,
    timing,
    events: [event],
    ...(columns.length > 0 && {columns}),
    forEach: 'row',
    ...(when !== undefined && {when}),
    body: withoutEnd(read.rest()).replace(/\s*\bend$/i, ''),
  };
}

function timingOf(read: Reader): Trigger['timing'] {
  if (read.accept('after')) return 'after';
  if (read.accept('instead', 'of')) return 'instead of';
  read.accept('before');
  return 'before';
}

/** The condition goes on to the `begin` of the body, which no expression has in it. */
function whenText(read: Reader, sql: string): string {
  const from = read.peek()?.at ?? sql.length;
  while (read.peek() !== undefined && !read.sees('begin')) read.next();
  return withoutOuterParentheses(sql.slice(from, read.peek()?.at));
}

function withoutEnd(sql: string): string {
  const last = tokens(sql).at(-1);
  return (last?.text === ';' ? sql.slice(0, last.at) : sql).trim();
}
