import {AthanorError} from '../../errors.ts';
import {describeRevision} from '../../commands/describe-revision.ts';
import type {Current} from '../../commands/current.ts';
import type {Project} from '../../commands/project.ts';
import type {Context} from '../context.ts';
import {entryText, verboseOption} from '../output/revision-entry.ts';
import {visible} from '../output/visible.ts';
import {unfinishedText} from '../../commands/unfinished.ts';
import type {CommandSpec} from '../spec.ts';

export const current: CommandSpec = {
  name: 'current',
  group: 'Database',
  summary: 'the revisions that the database stands at',
  description:
    'Prints where the database stands. Changes nothing, and needs no more than the right to read.',
  arguments: [],
  options: [
    {flags: '--check-heads', description: 'exit with 3 unless every revision is applied'},
    verboseOption,
  ],
  examples: [
    {line: 'athanor current', does: 'one line a revision'},
    {line: 'athanor current --check-heads', does: 'for CI: is everything applied?'},
  ],
  async perform(context, given) {
    const {current: command} = await import('../../commands/current.ts');
    await using project = await context.open();
    const answer = await command(project);
    const verbose = given.flag('verbose');
    context.print(answer, () =>
      [text(answer, {project, verbose}, context), ...halfDone(answer, context)].join('\n'),
    );
    if (!given.flag('checkHeads') || answer.isAtHeads) return 0;
    if (!context.json) {
      throw new AthanorError('differences', 'the database is not at the heads', {
        hint: 'athanor upgrade heads',
      });
    }
    return 3;
  },
};

function halfDone({unfinished}: Current, {colours}: Context): readonly string[] {
  return unfinished === undefined ? [] : [colours.warning(visible(unfinishedText(unfinished)))];
}

function text(
  {current: tips}: Current,
  {project, verbose}: {readonly project: Project; readonly verbose: boolean},
  context: Context,
): string {
  const {graph} = project;
  if (tips.length === 0) return 'nothing is applied: the database stands at base';
  return tips
    .map(({revision, message}) => {
      if (verbose && graph.has(revision))
        return entryText(describeRevision(project, revision), context);
      const {id, good} = context.colours;
      const mark = graph.has(revision) && graph.isHead(revision) ? good(' (head)') : '';
      return `${id(visible(revision))}${mark} ${visible(message ?? '(there is no file of it)')}`;
    })
    .join('\n');
}
