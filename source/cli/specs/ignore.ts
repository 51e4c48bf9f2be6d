import {AthanorError} from '../../errors.ts';
import {driftDocument, driftText} from '../output/drift-text.ts';
import type {CommandSpec} from '../spec.ts';
import {allOption, itemsArgument, itemsOf} from './adopt.ts';

export const ignore: CommandSpec = {
  name: 'ignore',
  group: 'Database',
  summary: 'let what was changed in the database by hand be, and say why',
  description:
    'Writes what differs and why that is meant into athanor.drift.json beside the configuration, to be committed. check --live is silent about it until it differs in another way.',
  arguments: [itemsArgument],
  options: [allOption, {flags: '--reason <text>', description: 'why it is meant to be there'}],
  examples: [
    {
      line: 'athanor ignore "index account.by_hand" --reason "for the report of May"',
      does: 'check --live ends with 0 again',
    },
  ],
  async perform(context, given) {
    const items = itemsOf(given);
    const reason = given.text('reason');
    if (reason === undefined)
      throw new AthanorError('usage', 'it is not said why', {hint: 'say --reason "…"'});
    await using project = await context.open();
    const {ignoreDrift} = await import('../../commands/drift.ts');
    const answer = await ignoreDrift(project, {items, reason});
    context.print(driftDocument(answer), () => driftText(answer, context.colours));
    return 0;
  },
};
