import {visible} from '../output/visible.ts';
import {dialectOf, offlineOptions} from '../print-offline.ts';
import {confirmedName, milliseconds, waitOption} from '../run-plan.ts';
import type {CommandSpec} from '../spec.ts';

export const ensureVersion: CommandSpec = {
  name: 'ensure-version',
  group: 'Database',
  summary: "make Athanor's own tables where they are missing",
  description:
    'Makes the version table and the journal, and runs nothing. Every run does so by itself; this is for a role that may make tables, before one that may not runs the revisions.',
  arguments: [],
  options: [
    waitOption,
    {
      flags: '--confirm <environment>',
      description: 'the name of a protected environment, as it would be typed on a terminal',
      completes: 'environments',
    },
    ...offlineOptions,
  ],
  examples: [
    {line: 'athanor ensure-version', does: 'both tables'},
    {line: 'athanor ensure-version --sql', does: 'the statements, for somebody else to run'},
  ],
  async perform(context, given) {
    const commands = await import('../../commands/ensure-version.ts');
    await using project = await context.open();
    if (given.flag('sql')) {
      const sql = await commands.ensureVersionScript(project, dialectOf(given.text('dialect')));
      context.print({sql}, () => sql);
      return 0;
    }
    const answer = await commands.ensureVersion(project, {
      confirmed:
        given.text('confirm') ?? (await confirmedName(context, project.config.environment)),
      patience: milliseconds(given.text('wait')),
    });
    context.print(answer, () =>
      answer.created.length === 0
        ? 'all tables are there'
        : `made ${visible(answer.created.join(' and '))}`,
    );
    return 0;
  },
};
