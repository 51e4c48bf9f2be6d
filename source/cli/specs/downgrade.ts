import {offlineOptions, printOffline} from '../print-offline.ts';
import {lossOptions, runOptions, runPlan} from '../run-plan.ts';
import type {CommandSpec} from '../spec.ts';

export const downgrade: CommandSpec = {
  name: 'downgrade',
  group: 'Database',
  summary: 'take the database back down to a revision',
  description:
    'Takes back what was written on top of the target, newest first. What would lose data is refused until it is agreed to.',
  arguments: [
    {
      name: 'target',
      description: 'a revision, base, -N, label@-N; START:END with --sql',
      required: true,
      completes: 'revisions',
    },
  ],
  options: [...runOptions, ...lossOptions, ...offlineOptions],
  examples: [
    {line: 'athanor downgrade -1', does: 'the last revision'},
    {line: 'athanor downgrade base --plan', does: 'what taking back everything would be'},
    {
      line: 'athanor downgrade -1 --allow drop-column:account.note',
      does: 'although that loses a column',
    },
    {line: 'athanor downgrade heads:base --sql', does: 'a script'},
  ],
  perform(context, given) {
    const target = given.word('target');
    if (given.flag('sql'))
      return printOffline(context, given, {direction: 'downgrade', range: target});
    return runPlan(context, given, {direction: 'downgrade', target});
  },
};
