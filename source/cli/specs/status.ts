import type {Status} from '../../commands/status.ts';
import type {Colours} from '../output/colours.ts';
import {revisionLine} from '../output/revision-lines.ts';
import {visible} from '../output/visible.ts';
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
    context.print(answer, () => text(answer, context.colours));
    context.say('\nTo open the workbench, type athanor on a terminal.');
    return 0;
  },
};

function text(answer: Status, colours: Colours): string {
  const {configuration, environment, revisions, heads, database} = answer;
  return [
    `configuration  ${visible(configuration)}`,
    `environment    ${visible(environment)}`,
    ...databaseLines(database, colours),
    `revisions      ${revisions}`,
    ...heads.map((head) => `head           ${revisionLine(head, [], colours)}`),
  ].join('\n');
}

function databaseLines(database: Status['database'], colours: Colours): readonly string[] {
  if (database.kind === 'unreached')
    return [`database       ${colours.danger(visible(database.message))}`];
  const {label, current, pending} = database;
  const stands = current.map(({revision, message}) =>
    revisionLine({revision, message: message ?? '(there is no file of it)'}, [], colours),
  );
  const left =
    pending.length === 0 ? colours.good('nothing') : colours.warning(`${pending.length} revisions`);
  return [
    `database       ${visible(label)}`,
    ...(stands.length === 0 ? ['base'] : stands).map((line) => `stands at      ${line}`),
    `pending        ${pending.length === 1 ? colours.warning('1 revision') : left}`,
  ];
}
