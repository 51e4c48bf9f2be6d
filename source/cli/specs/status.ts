import type {Status} from '../../commands/status.ts';
import type {Context} from '../context.ts';
import type {Colours} from '../output/colours.ts';
import {revisionLine} from '../output/revision-lines.ts';
import {visible} from '../output/visible.ts';
import {unfinishedText} from '../../commands/unfinished.ts';
import type {CommandSpec} from '../spec.ts';

export const status: CommandSpec = {
  name: 'status',
  group: 'Look',
  summary: 'where the project and its database stand',
  description: 'Prints the environment, where its database stands, and the heads. Changes nothing.',
  arguments: [],
  options: [],
  examples: [{line: 'athanor status', does: 'what the workbench shows first, as text'}],
  async perform(context) {
    const {status: command} = await import('../../commands/status.ts');
    await using project = await context.open();
    const answer = await command(project);
    context.print(answer, () => text(answer, context));
    context.say('\nTo open the workbench, type athanor on a terminal.');
    return 0;
  },
};

function text(answer: Status, {colours, near}: Context): string {
  const {configuration, environment, revisions, heads, database} = answer;
  return [
    `configuration  ${visible(near(configuration))}`,
    `environment    ${visible(environment)}`,
    ...databaseLines(database, {colours, near}),
    `revisions      ${revisions}`,
    ...heads.map((head) => `head           ${revisionLine(head, [], colours)}`),
  ].join('\n');
}

function databaseLines(
  database: Status['database'],
  {colours, near}: Pick<Context, 'colours' | 'near'>,
): readonly string[] {
  if (database.kind === 'unreached')
    return [`database       ${colours.danger(visible(near(database.message)))}`];
  const {label, current, unfinished} = database;
  const stands = current.map(({revision, message}) =>
    revisionLine({revision, message: message ?? '(there is no file of it)'}, [], colours),
  );
  return [
    `database       ${visible(label)}`,
    ...(stands.length === 0 ? ['base'] : stands).map((line) => `stands at      ${line}`),
    ...(unfinished === undefined
      ? []
      : [`half done      ${colours.warning(visible(unfinishedText(unfinished)))}`]),
    ...pendingLines(database, colours),
  ];
}

function pendingLines(
  {pending, unknown}: Extract<Status['database'], {kind: 'reached'}>,
  colours: Colours,
): readonly string[] {
  if (pending === null) {
    return [
      `pending        ${colours.warning(`not known: there is no revision file of ${visible(unknown.join(', '))}`)}`,
      '               get the missing files (another branch may have them), or say where the',
      '               database stands: athanor stamp --purge REVISION',
    ];
  }
  if (pending.length === 0) return [`pending        ${colours.good('nothing')}`];
  const count = `${pending.length} revision${pending.length === 1 ? '' : 's'}`;
  return [`pending        ${colours.warning(count)}`];
}
