import type {CommandSpec} from '../spec.ts';

export const listTemplates: CommandSpec = {
  name: 'list-templates',
  group: 'Project',
  summary: 'the shapes that init can give a configuration',
  description: 'Prints the names that init --template takes, with what each of them writes.',
  arguments: [],
  options: [],
  examples: [{line: 'athanor list-templates', does: 'then athanor init -t NAME'}],
  async perform(context) {
    const {templates} = await import('../../commands/init-templates.ts');
    const answer = {templates: templates.map(({name, about}) => ({name, about}))};
    context.print(answer, () =>
      answer.templates.map(({name, about}) => `${name.padEnd(14)} ${about}`).join('\n'),
    );
    return 0;
  },
};
