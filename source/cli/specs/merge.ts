import type {MergeSides} from '../../commands/merge-sides.ts';
import type {Context} from '../context.ts';
import {newRevisionInput, newRevisionOptions, printWritten} from '../new-revision.ts';
import {visible} from '../output/visible.ts';
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
  options: [
    ...newRevisionOptions,
    {flags: '--plan', description: 'say what each side does and what several touch; write nothing'},
  ],
  examples: [
    {line: 'athanor merge heads -m "join reports"', does: 'all heads'},
    {line: 'athanor merge 9e03 f387', does: 'these two'},
    {line: 'athanor merge heads --plan', does: 'what both sides touch'},
  ],
  async perform(context, given) {
    const {draftMerge, merge: command} = await import('../../commands/merge.ts');
    await using project = await context.open();
    const input = {...newRevisionInput(context, given), targets: given.words('revision')};
    if (given.flag('plan')) {
      const {mergeSides} = await import('../../commands/merge-sides.ts');
      const answer = await mergeSides(project, draftMerge(project, input).downRevisions);
      context.print(answer, () => sidesText(answer, context));
      return 0;
    }
    printWritten(context, await command(project, input));
    return 0;
  },
};

function sidesText({sides, shared}: MergeSides, {colours}: Context): string {
  const lines = sides.flatMap(({head, revisions}) => [
    `${colours.strong('side')} ${colours.id(visible(head))}`,
    ...revisions.flatMap(({revision, message, does}) => [
      `  ${colours.id(visible(revision))} ${visible(message)}`,
      ...does.map(({line, shared: things}) =>
        things.length > 0 ? colours.warning(`  ! ${visible(line)}`) : `    ${visible(line)}`,
      ),
    ]),
  ]);
  const common = shared.map(({thing, revisions}) =>
    colours.warning(`${visible(thing)} is touched by ${visible(revisions.join(', '))}`),
  );
  return [...lines, ...(common.length > 0 ? common : ['nothing is touched by several'])].join('\n');
}
