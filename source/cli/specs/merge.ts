import {newRevisionInput, newRevisionOptions, printWritten} from '../new-revision.ts';
import type {CommandSpec} from '../spec.ts';

export const merge: CommandSpec = {
  name: 'merge',
  group: 'Revisions',
  summary: 'write a revision that joins several heads',
  description: 'Writes a revision on top of all the revisions that are named, in that order.',
  arguments: [
    {
      name: 'revision',
      description: 'revisions, or heads for all of them',
      required: true,
      many: true,
      completes: 'revisions',
    },
  ],
  options: newRevisionOptions,
  examples: [
    {line: 'athanor merge heads -m "join reports"', does: 'all heads'},
    {line: 'athanor merge 9e03 f387', does: 'these two'},
  ],
  async perform(context, given) {
    const {merge: command} = await import('../../commands/merge.ts');
    await using project = await context.open();
    const input = {...newRevisionInput(context, given), targets: given.words('revision')};
    printWritten(context, await command(project, input));
    return 0;
  },
};
