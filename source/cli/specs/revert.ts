import {lossOptions, runOptions, runShown} from '../run-plan.ts';
import type {CommandSpec} from '../spec.ts';
import {allOption, itemsArgument, itemsOf} from './adopt.ts';

export const revert: CommandSpec = {
  name: 'revert',
  group: 'Database',
  summary: 'put back what was changed in the database by hand',
  description:
    'Brings the database back to what the applied revisions make. The version rows stay as they are; what would lose data is refused until it is agreed to.',
  arguments: [itemsArgument],
  options: [allOption, ...runOptions, ...lossOptions],
  examples: [
    {line: 'athanor revert --all --plan', does: 'the statements, and what they would lose'},
    {line: 'athanor revert "index account.by_hand"', does: 'this one alone'},
  ],
  async perform(context, given) {
    const items = itemsOf(given);
    return runShown(context, given, async (project) => {
      const {planToRevert} = await import('../../commands/revert-drift.ts');
      return planToRevert(project, items);
    });
  },
};
