import {entryText} from '../output/revision-entry.ts';
import type {CommandSpec} from '../spec.ts';

export const show: CommandSpec = {
  name: 'show',
  group: 'Look',
  summary: 'all about a revision',
  description:
    'Prints what the files of revisions say and where they stand. Asks the database only for current.',
  arguments: [
    {
      name: 'revision',
      description: 'an id or the start of one, a label, head, heads, current',
      required: true,
      many: true,
      completes: 'revisions',
    },
  ],
  options: [{flags: '-v, --verbose', description: 'as it is: everything is printed'}],
  examples: [
    {line: 'athanor show heads', does: 'all heads'},
    {line: 'athanor show 1975', does: 'the revision whose id starts so'},
  ],
  async perform(context, given) {
    const {show: command} = await import('../../commands/show.ts');
    await using project = await context.open();
    const answer = await command(project, {targets: given.words('revision')});
    context.print(answer, () =>
      answer.revisions.map((entry) => entryText(entry, context)).join('\n'),
    );
    return 0;
  },
};
