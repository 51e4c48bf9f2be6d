import {offlineOptions, printOffline} from '../print-offline.ts';
import {runOptions, runPlan} from '../run-plan.ts';
import type {CommandSpec} from '../spec.ts';

export const stamp: CommandSpec = {
  name: 'stamp',
  group: 'Database',
  summary: 'say where the database stands, and run nothing',
  description:
    'Takes out the version rows that share a line with the target and puts the target in. --plan says which revisions thereby start or stop to count as applied.',
  arguments: [
    {
      name: 'target',
      description: 'revisions, heads or base',
      required: true,
      many: true,
      completes: 'revisions',
    },
  ],
  options: [
    ...runOptions,
    {flags: '--purge', description: 'forget all rows first, unknown ones too'},
    ...offlineOptions,
  ],
  examples: [
    {line: 'athanor stamp heads', does: 'everything counts as applied'},
    {line: 'athanor stamp base --plan', does: 'what would be forgotten'},
  ],
  perform(context, given) {
    const targets = given.words('target');
    if (given.flag('sql'))
      return printOffline(context, given, {direction: 'stamp', range: targets.join(' ')});
    return runPlan(context, given, {direction: 'stamp', targets, purge: given.flag('purge')});
  },
};
