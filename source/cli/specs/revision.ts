import type {GeneratedRevision, GenerateInput} from '../../commands/generate-revision.ts';
import type {Project} from '../../commands/project.ts';
import {answersGiven, answerOptions, askOn, keepAnswers} from '../answers.ts';
import type {Context} from '../context.ts';
import {newRevisionInput, newRevisionOptions, printWritten, writtenText} from '../new-revision.ts';
import {visible} from '../output/visible.ts';
import {dialectOption, dialectOf} from '../print-offline.ts';
import {resolvingQuestions} from '../resolving-questions.ts';
import type {CommandSpec} from '../spec.ts';

export const revision: CommandSpec = {
  name: 'revision',
  group: 'Revisions',
  summary: 'write a new revision file',
  description:
    'Writes a new revision on top of the head, or of the one that is named. With --autogenerate it holds what leads from the revisions to the entities; no database need be running.',
  arguments: [],
  options: [
    ...newRevisionOptions,
    {
      flags: '--autogenerate',
      description: 'compare the entities with the revisions and write what differs',
    },
    {
      flags: '--head <target>',
      completes: 'revisions',
      description: 'what to write it on top of; base for a line of its own; repeatable',
      repeatable: true,
    },
    {
      flags: '--depends-on <target>',
      completes: 'revisions',
      description: 'what has to be applied before; repeatable',
      repeatable: true,
    },
    dialectOption('autogenerate for this database alone: postgresql or sqlite'),
    ...answerOptions,
  ],
  examples: [
    {
      line: 'athanor revision -m "full names" --autogenerate --rename account.name:full_name',
      does: 'a question answered in advance',
    },
    {line: 'athanor revision -m "add accounts" --autogenerate', does: 'what the entities ask for'},
    {line: 'athanor revision -m "fill slugs"', does: 'an empty one, on top of the head'},
    {
      line: 'athanor revision -m "reports" --head base --branch-label reports',
      does: 'a line of its own',
    },
  ],
  async perform(context, given) {
    await using project = await context.open();
    const input = {...newRevisionInput(context, given), dependsOn: given.texts('dependsOn')};
    const asked = given.texts('head');
    const heads = asked.length > 0 ? asked : await parentFor(context, project);
    if (given.flag('autogenerate')) {
      const dialect = dialectOf(given.text('dialect'));
      const answers = answersGiven(given, context.place.directory);
      const ask = context.interactive ? askOn(context) : undefined;
      const keep = given.text('keepAnswers');
      return generate(context, project, {...input, heads, dialect, ...answers, ask}, keep);
    }
    const {revision: command} = await import('../../commands/revision.ts');
    printWritten(context, await command(project, {...input, heads}));
    return 0;
  },
};

/** The one head; of several, the one that a person chooses. */
async function parentFor(context: Context, {graph}: Project): Promise<readonly string[]> {
  if (graph.size === 0) return ['base'];
  const {resolveRevisions} = await import('../../graph/resolve.ts');
  const question = {
    target: 'head',
    retyped: (target: string) => [...context.words, '--head', target],
  };
  return resolvingQuestions(context, question, (target) =>
    Promise.resolve().then(() => resolveRevisions(graph, target)),
  );
}

async function generate(
  context: Context,
  project: Project,
  input: GenerateInput,
  keep: string | undefined,
): Promise<number> {
  const {generateRevision} = await import('../../commands/generate-revision.ts');
  const also: Project[] = [];
  try {
    for (const name of context.others) also.push(await project.inEnvironment(name));
    return report(context, await generateRevision(project, {...input, also}), keep);
  } finally {
    for (const each of also) await each[Symbol.asyncDispose]();
  }
}

function report(
  context: Context,
  {written, ...facts}: GeneratedRevision,
  keep: string | undefined,
): number {
  if (keep !== undefined) keepAnswers(keep, context.place.directory, facts.answers);
  const document = {...(written ?? {revision: null}), ...facts};
  context.print(document, () => text({written, ...facts}, context));
  return 0;
}

function text({written, changes, hints, leftOut}: GeneratedRevision, context: Context): string {
  const {colours} = context;
  return [
    written === undefined
      ? 'nothing was written: the revisions make what the entities ask for'
      : writtenText(context, written),
    ...changes.map(({line, destructive}) => {
      const shown = `  ${visible(line)}`;
      return destructive ? colours.danger(shown) : shown;
    }),
    ...hints.map((hint) => colours.warning(`  look: ${visible(hint.text)}`)),
    ...leftOut.map(({kind, name, table}) => {
      const where = table === undefined ? '' : ` of ${table}`;
      return colours.warning(`  left out: ${kind} ${visible(name + where)}`);
    }),
  ].join('\n');
}
