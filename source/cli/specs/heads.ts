import {revisionLine} from '../output/revision-lines.ts';
import {entriesText, verboseOption} from '../output/revision-entry.ts';
import type {CommandSpec} from '../spec.ts';

export const heads: CommandSpec = {
  name: 'heads',
  group: 'Look',
  summary: 'the revisions that nothing stands on yet',
  description: 'Prints the heads of the graph. Reads revision files as text, and no database.',
  arguments: [],
  options: [
    {
      flags: '--resolve-dependencies',
      description: 'leave out heads that another revision depends on',
    },
    verboseOption,
  ],
  examples: [
    {line: 'athanor heads', does: 'one line a head'},
    {line: 'athanor heads --json', does: 'the same for programs'},
  ],
  async perform(context, given) {
    const {heads: command} = await import('../../commands/heads.ts');
    await using project = await context.open();
    const answer = command(project, {resolveDependencies: given.flag('resolveDependencies')});
    const isVerbose = given.flag('verbose');
    context.print(answer, () =>
      isVerbose
        ? entriesText(context, project, answer.heads)
        : answer.heads
            .map((head) =>
              revisionLine(
                head,
                [head.isEffective ? 'head' : 'head, depended on'],
                context.colours,
              ),
            )
            .join('\n'),
    );
    return 0;
  },
};
