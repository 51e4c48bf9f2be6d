import {AthanorError} from '../../errors.ts';
import {visible} from '../output/visible.ts';
import {dialectOption, dialectOf} from '../print-offline.ts';
import type {Context} from '../context.ts';
import {driftDocument, driftText} from '../output/drift-text.ts';
import type {CommandSpec} from '../spec.ts';

export const check: CommandSpec = {
  name: 'check',
  group: 'Revisions',
  summary: 'do the revisions make what the entities ask for?',
  description:
    'Compares the entities with the schema that all revisions together make; no database need be running. With --live it compares the database with the revisions that are applied to it. Exits with 3 when they differ.',
  arguments: [],
  options: [
    {flags: '--live', description: 'was the database changed beside the revisions?'},
    dialectOption('for this database alone: postgresql or sqlite'),
  ],
  examples: [
    {line: 'athanor check', does: 'for CI: is a revision missing?'},
    {line: 'athanor check --live', does: 'was anything changed by hand?'},
  ],
  async perform(context, given) {
    if (given.flag('live')) return checkLive(context);
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

async function checkLive(context: Context): Promise<number> {
  const {drift} = await import('../../commands/drift.ts');
  await using project = await context.open();
  const answer = await drift(project);
  context.print(driftDocument(answer), () => driftText(answer, context.colours));
  if (answer.items.length === 0 || context.json) return answer.items.length === 0 ? 0 : 3;
  throw new AthanorError('differences', `${answer.label} is not as the applied revisions make it`, {
    hint: 'athanor adopt writes it into a revision, athanor revert puts it back, athanor ignore lets it be; each takes what is listed, or --all',
  });
}
