import type {BranchRevision, Branches} from '../../commands/branches.ts';
import type {Colours} from '../output/colours.ts';
import {entriesText, verboseOption} from '../output/revision-entry.ts';
import {revisionLine} from '../output/revision-lines.ts';
import {visible} from '../output/visible.ts';
import type {CommandSpec} from '../spec.ts';

export const branches: CommandSpec = {
  name: 'branches',
  group: 'Look',
  summary: 'where the graph branches, and the branch labels',
  description:
    'Prints each revision that several others stand on, with those, and where each branch label leads.',
  arguments: [],
  options: [verboseOption],
  examples: [{line: 'athanor branches', does: 'branch points, then labels'}],
  async perform(context, given) {
    const {branches: command} = await import('../../commands/branches.ts');
    await using project = await context.open();
    const answer = command(project);
    const isVerbose = given.flag('verbose');
    context.print(answer, () =>
      isVerbose ? entriesText(context, project, answer.branches) : text(answer, context.colours),
    );
    return 0;
  },
};

function text({branches: points, labels}: Branches, colours: Colours): string {
  const line = (revision: BranchRevision, marks: readonly string[]) =>
    revisionLine(revision, marks, colours);
  return [
    ...points.flatMap((point) => [
      line(point, ['branchpoint']),
      ...point.children.map((child) => `  -> ${line(child, child.isHead ? ['head'] : [])}`),
    ]),
    ...labels.map(({label, revision, heads}) => {
      const leads = heads.map((head) => colours.id(visible(head))).join(', ');
      return `${colours.label(visible(label))}: from ${colours.id(visible(revision))} to ${leads}`;
    }),
  ].join('\n');
}
