import {AthanorError} from '../../errors.ts';
import {visible} from '../output/visible.ts';
import {dialectNames, dialectOf} from '../print-offline.ts';
import type {CommandSpec} from '../spec.ts';

export const check: CommandSpec = {
  name: 'check',
  group: 'Revisions',
  summary: 'do the revisions make what the entities ask for?',
  description:
    'Compares the entities with the schema that all revisions together make. Exits with 3 when they differ. No database need be running.',
  arguments: [],
  options: [
    {
      flags: '--dialect <name>',
      description: 'for this database alone: postgresql or sqlite',
      completes: dialectNames,
    },
  ],
  examples: [{line: 'athanor check', does: 'for CI: is a revision missing?'}],
  async perform(context, given) {
    const {check: command} = await import('../../commands/autogenerate.ts');
    await using project = await context.open();
    const answer = await command(project, {dialect: dialectOf(given.text('dialect'))});
    context.print(answer, () =>
      answer.changes.length === 0
        ? 'the revisions make what the entities ask for'
        : answer.changes.map((change) => visible(change.text)).join('\n'),
    );
    if (answer.changes.length === 0 || context.json) return answer.changes.length === 0 ? 0 : 3;
    throw new AthanorError('differences', 'the entities ask for what no revision makes', {
      hint: 'athanor revision --autogenerate -m "…"',
    });
  },
};
