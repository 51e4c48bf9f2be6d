import {AthanorError} from '../../errors.ts';
import {visible} from '../output/visible.ts';
import type {CommandSpec} from '../spec.ts';

export const current: CommandSpec = {
  name: 'current',
  group: 'Database',
  summary: 'the revisions that the database stands at',
  description:
    'Prints where the database stands. Changes nothing, and needs no more than the right to read.',
  arguments: [],
  options: [{flags: '--check-heads', description: 'exit with 3 unless every revision is applied'}],
  examples: [
    {line: 'athanor current', does: 'one line a revision'},
    {line: 'athanor current --check-heads', does: 'for CI: is everything applied?'},
  ],
  async perform(context, given) {
    const {current: command} = await import('../../commands/current.ts');
    await using project = await context.open();
    const answer = await command(project);
    const {graph} = project;
    context.print(answer, () =>
      answer.current
        .map(({revision, message}) => {
          const mark =
            graph.has(revision) && graph.isHead(revision) ? context.colours.good(' (head)') : '';
          return `${context.colours.id(visible(revision))}${mark} ${visible(message ?? '(there is no file of it)')}`;
        })
        .join('\n'),
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
