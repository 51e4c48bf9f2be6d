import type {Rebased} from '../../commands/rebase.ts';
import {AthanorError} from '../../errors.ts';
import type {Context} from '../context.ts';
import {visible} from '../output/visible.ts';
import type {CommandSpec} from '../spec.ts';

export const rebase: CommandSpec = {
  name: 'rebase',
  group: 'Revisions',
  summary: 'give a revision other parents',
  description:
    'Changes what a revision was written on top of, in the headers of revision files and nowhere else; all files or none. What stands on it comes along; START:END takes a line out alone. Refused where an environment of the configuration has any of them applied; one that cannot be asked has to be named.',
  arguments: [
    {
      name: 'revision',
      description: 'the revision, or START:END',
      completes: 'revisions',
    },
  ],
  options: [
    {
      flags: '--onto <target>',
      description: 'the new parent; base for none; repeatable for a merge point',
      repeatable: true,
      completes: 'revisions',
    },
    {flags: '--abort', description: 'put back what a rebase that was killed has left'},
    {flags: '--plan', description: 'print what would change, and change nothing'},
    {
      flags: '--unreachable <environment>',
      description: 'none of them is applied there, though it cannot be asked; repeatable',
      repeatable: true,
      completes: 'environments',
    },
  ],
  examples: [
    {line: 'athanor rebase 9e03 --onto f387', does: 'one line after the other, instead of a merge'},
    {
      line: 'athanor rebase 9e03:9e03 --onto head --plan',
      does: 'this one alone; what would change',
    },
  ],
  async perform(context, given) {
    const {abortRebase, rebase: command} = await import('../../commands/rebase.ts');
    const onto = given.texts('onto');
    const moving = given.optionalWord('revision');
    if (given.flag('abort')) {
      const aborted = await abortRebase(context.place);
      context.print(aborted, () => abortedText(aborted, context));
      return 0;
    }
    if (moving === undefined || onto.length === 0) {
      throw new AthanorError('usage', 'it is not said which revision is to stand on what', {
        hint: `athanor rebase ${moving ?? 'REVISION'} --onto head`,
      });
    }
    await using project = await context.open();
    const plan = given.flag('plan');
    const answer = await command(project, {
      moving,
      onto,
      unreachable: given.texts('unreachable'),
      plan,
    });
    context.print(answer, () => text(answer, plan, context));
    return 0;
  },
};

function abortedText({restored}: {readonly restored: readonly string[]}, {near}: Context): string {
  if (restored.length === 0) return 'nothing to do: no rebase was killed';
  return restored.map((path) => `put back ${visible(near(path))}`).join('\n');
}

function text({changes, moved, environments}: Rebased, plan: boolean, context: Context): string {
  const {colours, near} = context;
  if (changes.length === 0) return 'nothing to do: it stands there already';
  const waved = environments.filter(({asked}) => !asked);
  return [
    ...changes.map(({revision, message, from, to, path}) => {
      const verb = plan ? 'would move' : 'moved';
      return `${verb} ${colours.id(visible(revision))} ${visible(message)} from ${stood(from)} to ${stood(to)}: ${visible(near(path))}`;
    }),
    ...(moved.length > changes.length
      ? [`with what stands on them, ${moved.length} revisions are elsewhere`]
      : []),
    ...waved.map(({name}) => colours.warning(`${visible(name)} was not asked`)),
  ].join('\n');
}

const stood = (parents: readonly string[]): string => visible(parents.join(', ')) || 'base';
