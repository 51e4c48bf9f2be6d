import {offlineOptions, printOffline} from '../print-offline.ts';
import {lossOptions, runOptions, runPlan} from '../run-plan.ts';
import type {CommandSpec} from '../spec.ts';

export const upgrade: CommandSpec = {
  name: 'upgrade',
  group: 'Database',
  summary: 'bring the database up to a revision',
  description:
    'Runs what the target stands on and is not applied yet, in the order of the graph. What would lose data is refused until it is agreed to.',
  arguments: [
    {
      name: 'target',
      description: 'a revision, head, heads, +N, label@head; START:END with --sql',
      required: true,
      completes: 'revisions',
    },
  ],
  options: [
    ...runOptions,
    ...lossOptions,
    {flags: '--as-new', description: 'run them though tables that they make are there already'},
    ...offlineOptions,
  ],
  examples: [
    {line: 'athanor upgrade heads', does: 'everything'},
    {line: 'athanor upgrade +1', does: 'the next revision'},
    {line: 'athanor upgrade heads --plan --json', does: 'what that would be, with its id'},
    {line: 'athanor upgrade heads --expect 3f2a9c01d4e5b678', does: 'that plan, or nothing'},
    {line: 'athanor upgrade heads --sql', does: 'a script from an empty database'},
  ],
  perform(context, given) {
    const target = given.word('target');
    if (given.flag('sql'))
      return printOffline(context, given, {direction: 'upgrade', range: target});
    return runPlan(context, given, {direction: 'upgrade', target, asNew: given.flag('asNew')});
  },
};
