import {AthanorError} from '../../errors.ts';
import type {Trigger} from '../../schema/object.ts';
import {objectWords} from '../../schema/objects.ts';
import {nameOf} from '../../schema/tables.ts';
import {list} from './definition.ts';
import {quote, tableName} from './quote.ts';

/** `create trigger`, as it stands in `sqlite_master`. Throws `not_supported` for what only PostgreSQL has. */
export function createTriggerText(trigger: Trigger): string {
  const {table, timing, events, columns = [], when, body, forEach} = trigger;
  const [event, ...others] = events;
  const has = (what: string, hint: string): AthanorError =>
    new AthanorError('not_supported', `SQLite has no ${what} (${objectWords(trigger)})`, {hint});
  if (others.length > 0) throw has('triggers of several events', 'make one trigger for each event');
  if (event === 'truncate') throw has('truncate', "op.only('postgresql', (op) => …)");
  if (forEach === 'statement')
    throw has('triggers for each statement', "say forEach: 'row', or op.only('postgresql', …)");
  if (body === undefined)
    throw has('functions that a trigger could call', 'give it a body: the statements themselves');
  const of = columns.length === 0 ? '' : ` of ${list(columns)}`;
  const condition = when === undefined ? '' : ` when (${when})`;
  return `create trigger ${tableName(nameOf(trigger))} ${timing} ${event ?? ''}${of} on ${quote(table)} for each row${condition} begin ${body} end`;
}
