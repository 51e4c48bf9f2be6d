import {diffText} from '../output/diff-text.ts';
import {scriptText} from '../output/script-text.ts';
import {dialectOption, dialectOf} from '../print-offline.ts';
import type {CommandSpec} from '../spec.ts';

export const diff: CommandSpec = {
  name: 'diff',
  group: 'Look',
  summary: 'compare two schemas: of revisions, the database, or the entities',
  description:
    'Prints what would have to change to get from the first to the second. Revisions are replayed in memory and may stand on different branches; only live and current ask the database.',
  arguments: [
    {
      name: 'from',
      description: 'a revision as for schema, live (the database as it is), or entities',
      required: true,
    },
    {name: 'to', description: 'the same', required: true},
  ],
  options: [
    {flags: '--sql', description: 'the statements that lead from the first to the second'},
    dialectOption('as this database holds them: postgresql or sqlite'),
    {flags: '--exit-code', description: 'end with 3 when they differ'},
  ],
  examples: [
    {line: 'athanor diff 1975 heads', does: 'what has changed since a revision'},
    {line: 'athanor diff billing@head reports@head', does: 'two branches'},
    {line: 'athanor diff current live', does: 'what was changed by hand'},
    {line: 'athanor diff heads entities', does: 'what autogenerate would write'},
  ],
  async perform(context, given) {
    const commands = await import('../../commands/diff.ts');
    await using project = await context.open();
    const answer = await commands.diff(project, {
      from: given.word('from'),
      to: given.word('to'),
      dialect: dialectOf(given.text('dialect')),
    });
    const {before: _, after: __, operations, ...shown} = answer;
    if (given.flag('sql')) {
      const statements = await commands.diffSql(project, answer);
      context.print({...shown, statements}, () => scriptText(statements, context));
    } else context.print({...shown, operations}, () => diffText(answer, context.colours));
    return given.flag('exitCode') && answer.changes.length > 0 ? 3 : 0;
  },
};
