import {newRevisionInput, newRevisionOptions, printWritten} from '../new-revision.ts';
import {resolvingQuestions} from '../resolving-questions.ts';
import type {CommandSpec} from '../spec.ts';

export const revision: CommandSpec = {
  name: 'revision',
  group: 'Revisions',
  summary: 'write a new revision file',
  description: 'Writes a new revision on top of the head, or of the one that is named.',
  arguments: [],
  options: [
    ...newRevisionOptions,
    {
      flags: '--head <target>',
      description: 'what to write it on top of; base for a line of its own; repeatable',
      repeatable: true,
    },
    {
      flags: '--depends-on <target>',
      description: 'what has to be applied before; repeatable',
      repeatable: true,
    },
  ],
  examples: [
    {line: 'athanor revision -m "add accounts"', does: 'an empty one, on top of the head'},
    {
      line: 'athanor revision -m "add reports" --head base --branch-label reports',
      does: 'a line of its own',
    },
  ],
  async perform(context, given) {
    const {revision: command} = await import('../../commands/revision.ts');
    await using project = await context.open();
    const input = {...newRevisionInput(context, given), dependsOn: given.texts('dependsOn')};
    const asked = given.texts('head');
    const written =
      asked.length > 0
        ? command(project, {...input, heads: asked})
        : await resolvingQuestions(context, {command: 'revision --head', target: 'head'}, (head) =>
            Promise.resolve().then(() =>
              command(project, {...input, heads: project.graph.size === 0 ? ['base'] : [head]}),
            ),
          );
    printWritten(context, written);
    return 0;
  },
};
