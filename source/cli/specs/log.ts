import type {Log} from '../../commands/log.ts';
import {AthanorError} from '../../errors.ts';
import type {Colours} from '../output/colours.ts';
import {visible} from '../output/visible.ts';
import type {CommandSpec} from '../spec.ts';

export const log: CommandSpec = {
  name: 'log',
  group: 'Database',
  summary: 'what was run on the database, newest first',
  description:
    'Prints the journal: each step with when, by whom, and how it ended. Changes nothing.',
  arguments: [],
  options: [{flags: '--limit <number>', description: 'at most so many entries (100)'}],
  examples: [{line: 'athanor log --limit 10', does: 'the last ten steps'}],
  async perform(context, given) {
    const {log: command} = await import('../../commands/log.ts');
    await using project = await context.open();
    const answer = await command(project, {limit: limitOf(given.text('limit'))});
    context.print(answer, () => entriesText(answer, context.colours));
    return 0;
  },
};

function entriesText({log: entries}: Log, colours: Colours): string {
  if (entries.length === 0) return 'the journal is empty: nothing was run on this database';
  return entries.map((entry) => line(entry, colours)).join('\n');
}

function line(entry: Log['log'][number], colours: Colours): string {
  const {startedAt, direction, revision, outcome, actor, host, error, kind, statementNo} = entry;
  const ended = outcome === 'done' ? colours.good(outcome) : colours.danger(outcome);
  // The whole of it is in --json; a list is read line by line.
  const said = error === undefined ? '' : `: ${visible(error.trim().split('\n', 1)[0] ?? '')}`;
  const part = parts[kind](statementNo);
  const who = colours.faint(`${visible(actor)}@${visible(host)}`);
  return `${visible(startedAt)}  ${direction} ${colours.id(visible(revision))}${part}  ${ended}${said}  ${who}`;
}

/** What of a step an entry is about. */
const parts: Readonly<Record<Log['log'][number]['kind'], (statement: number) => string>> = {
  step: () => '',
  part: (statement) => `, statements up to ${statement}`,
  batch: (statement) => `, batches of statement ${statement}`,
};

function limitOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new AthanorError('usage', `--limit ${text} is no number of entries`, {hint: '--limit 10'});
}
