import type {Status} from '../../commands/status.ts';
import type {RevisionGraph} from '../../graph/revision-graph.ts';
import type {Context} from '../context.ts';
import type {Colours} from '../output/colours.ts';
import {revisionLine} from '../output/revision-lines.ts';
import {visible} from '../output/visible.ts';
import type {CommandSpec} from '../spec.ts';

export const status: CommandSpec = {
  name: 'status',
  group: 'Look',
  summary: 'where the project and its database stand',
  description:
    'Prints the environment, where its database stands, what is pending, the heads, and what is wrong with any of that. Changes nothing.',
  arguments: [],
  options: [],
  examples: [{line: 'athanor status', does: 'what the workbench shows first, as text'}],
  async perform(context) {
    const {status: command} = await import('../../commands/status.ts');
    await using project = await context.open();
    const answer = await command(project);
    context.print(answer, () => text(answer, context, project.graph));
    context.say('\nTo open the workbench, type athanor on a terminal.');
    return 0;
  },
};

function text(answer: Status, context: Context, graph: RevisionGraph): string {
  const {configuration, revisions, heads, database, problems} = answer;
  const {colours, near} = context;
  return [
    `configuration  ${visible(near(configuration))}`,
    `environment    ${environmentText(answer, colours)}`,
    ...databaseLines(database, context, graph),
    `revisions      ${revisions}`,
    ...heads.map((head) => `head           ${revisionLine(head, [], colours)}`),
    ...problems.flatMap(({message, hint}) => [
      `problem        ${colours.danger(visible(near(message)))}`,
      `               ${colours.warning('→')} ${visible(near(hint))}`,
    ]),
  ].join('\n');
}

function environmentText(
  {environment, protected: isProtected, readOnly}: Status,
  colours: Colours,
): string {
  const more = [isProtected ? 'protected' : '', readOnly ? 'read-only' : ''].filter(Boolean);
  const said = more.length === 0 ? '' : colours.warning(` (${more.join(', ')})`);
  return visible(environment) + said;
}

function databaseLines(
  database: Status['database'],
  {colours}: Pick<Context, 'colours'>,
  graph: RevisionGraph,
): readonly string[] {
  if (database.kind === 'unreached') return [`database       ${colours.danger('not reached')}`];
  const {label, current, pending} = database;
  const stands = current.map(({revision, message}) =>
    revisionLine({revision, message: message ?? '(there is no file of it)'}, [], colours),
  );
  return [
    `database       ${visible(label)}`,
    ...(stands.length === 0 ? ['base'] : stands).map((line) => `stands at      ${line}`),
    ...pendingLines(pending, colours, graph),
  ];
}

/** The first of them by name: what would run next. */
const shownPending = 5;

function pendingLines(
  pending: readonly string[] | null,
  colours: Colours,
  graph: RevisionGraph,
): readonly string[] {
  if (pending === null) return [`pending        ${colours.warning('not known')}`];
  if (pending.length === 0) return [`pending        ${colours.good('nothing')}`];
  const count = `${pending.length} revision${pending.length === 1 ? '' : 's'}`;
  const first = pending.slice(0, shownPending);
  return [
    `pending        ${colours.warning(count)}`,
    ...first.map((revision) => {
      const {message} = graph.get(revision);
      return `               ${revisionLine({revision, message}, [], colours)}`;
    }),
    ...(pending.length > first.length
      ? [colours.faint(`               and ${pending.length - first.length} more`)]
      : []),
  ];
}
