import type {Status} from '../../commands/status.ts';
import type {Colours} from '../output/colours.ts';
import {revisionLine} from '../output/revision-lines.ts';
import {visible} from '../output/visible.ts';
import type {CommandSpec} from '../spec.ts';

export const status: CommandSpec = {
  name: 'status',
  group: 'Look',
  summary: 'where the project stands',
  description: 'Prints the configuration, the environment and the heads.',
  arguments: [],
  options: [],
  examples: [{line: 'athanor status', does: 'what the workbench shows first, as text'}],
  async perform(context) {
    const {status: command} = await import('../../commands/status.ts');
    await using project = await context.open();
    const answer = command(project);
    context.print(answer, () => text(answer, context.colours));
    context.say('To open the workbench, type athanor on a terminal.');
    return 0;
  },
};

function text({configuration, environment, revisions, heads}: Status, colours: Colours): string {
  return [
    `configuration  ${visible(configuration)}`,
    `environment    ${visible(environment)}`,
    `revisions      ${revisions}`,
    ...heads.map((head) => `head           ${revisionLine(head, [], colours)}`),
  ].join('\n');
}
