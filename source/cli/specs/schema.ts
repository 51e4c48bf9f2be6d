import {AthanorError} from '../../errors.ts';
import {historyText, treeText} from '../output/schema-text.ts';
import {scriptText} from '../output/script-text.ts';
import {dialectOption, dialectOf} from '../print-offline.ts';
import type {CommandSpec} from '../spec.ts';

export const schema: CommandSpec = {
  name: 'schema',
  group: 'Look',
  summary: 'the schema at a revision',
  description:
    'Replays the revisions in memory and prints the tables that they make. No database need be running. Raw SQL whose effect is not declared is named, since it may have changed anything.',
  arguments: [
    {
      name: 'revision',
      description: 'an id or the start of one, a label, head, heads (all together), base, current',
      required: true,
    },
    {name: 'thing', description: 'a table or TABLE.COLUMN: that alone, and what touched it'},
  ],
  options: [
    {flags: '--sql', description: 'the statements that make it in an empty database'},
    {flags: '--touched', description: 'with the revision that last changed each thing'},
    dialectOption('as this database holds it: postgresql or sqlite'),
  ],
  examples: [
    {line: 'athanor schema heads', does: 'what all revisions together make'},
    {line: 'athanor schema 1975', does: 'what it was at a revision'},
    {line: 'athanor schema heads account', does: 'a table, and the revisions that touched it'},
    {line: 'athanor schema heads --sql --dialect sqlite', does: 'as create statements'},
  ],
  async perform(context, given) {
    const commands = await import('../../commands/schema.ts');
    await using project = await context.open();
    const target = given.word('revision');
    const answer = await commands.schema(project, {
      target,
      dialect: dialectOf(given.text('dialect')),
    });
    if (given.flag('sql')) {
      if (given.optionalWord('thing') !== undefined)
        throw new AthanorError('usage', '--sql prints the whole schema', {
          hint: 'leave the table out',
        });
      const statements = await commands.schemaSql(project, answer);
      context.print({...heading(answer), statements}, () => scriptText(statements, context));
      return 0;
    }
    const thing = given.optionalWord('thing');
    const {colours} = context;
    if (thing === undefined) {
      context.print(answer, () => treeText(answer, {touched: given.flag('touched'), colours}));
      return 0;
    }
    const node = commands.findThing(answer, thing);
    const messages = new Map(project.scripts.map(({id, message}) => [id, message]));
    context.print({...heading(answer), thing: node}, () => historyText(node, messages, colours));
    return 0;
  },
};

const heading = <Head, Unknowns>({
  dialect,
  revisions,
  unknowns,
}: {
  readonly dialect: string;
  readonly revisions: Head;
  readonly unknowns: Unknowns;
}) => ({dialect, revisions, unknowns});
