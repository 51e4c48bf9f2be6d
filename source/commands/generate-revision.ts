import type {Answers, Question} from '../autogenerate/questions.ts';
import {AthanorError} from '../errors.ts';
import type {Hint} from '../autogenerate/hints.ts';
import type {LeftOut} from '../database/model/model-context.ts';
import type {Item} from '../autogenerate/listing.ts';
import {answered, autogenerate, type AutogenerateInput, type Generated} from './autogenerate.ts';
import {draftRevision, type NewRevisionInput} from './draft-revision.ts';
import type {Project} from './project.ts';
import type {WrittenRevision} from './revision.ts';
import {writeRevision} from './write-revision.ts';

/** A revision that was written from a comparison, and what a person should know of it. */
export interface GeneratedRevision {
  /** `undefined` when nothing differs: then nothing was written. */
  readonly written: WrittenRevision | undefined;
  /** The changes that it makes, in order. */
  readonly changes: readonly Pick<Item, 'line' | 'table' | 'destructive'>[];
  readonly hints: readonly Hint[];
  /** The answers that it was made with. */
  readonly answers: Answers;
  /** What of the entities has no place in a revision. */
  readonly leftOut: readonly LeftOut[];
}

/** What is written, and who is asked what nobody answered in advance. */
export interface GenerateInput extends NewRevisionInput, AutogenerateInput {
  /** The same history over other databases: what leads to their entities goes into the same file. */
  readonly also?: readonly Project[] | undefined;
  /** The keys of answers without which nothing is written: those that were typed, not those from a file. */
  readonly needed?: readonly string[] | undefined;
  /** A person's answer; absent where nobody can be asked. */
  readonly ask?: ((question: Question) => Promise<string>) | undefined;
}

/**
 * Compares the entities with the revisions and writes what differs as a new revision. No database need be
 * running. Throws what `autogenerate`, `draftRevision` and `writeRevision` throw, `questions` for what is not
 * answered and cannot be asked, and `usage` for an answer that answers nothing.
 */
export async function generateRevision(
  project: Project,
  {also = [], ...input}: GenerateInput,
): Promise<GeneratedRevision> {
  const parts: Generated[] = [];
  for (const each of [project, ...also]) {
    const {database} = each.config.environment;
    const own = also.length === 0 ? {} : {onDatabase: database};
    parts.push(await allAnswered(await autogenerate(each, {...input, ...own}), input));
  }
  const answers = Object.fromEntries(parts.flatMap((part) => Object.entries(part.answers)));
  refuseVain(input.needed ?? [], answers);
  const facts = {
    changes: parts
      .flatMap(({items}) => items)
      .map(({line, table, destructive}) => ({line, table, destructive})),
    hints: parts.flatMap((part) => part.hints),
    leftOut: parts.flatMap((part) => part.leftOut),
    answers,
  };
  // The header is looked at first: a wrong one is told even where nothing differs.
  const {text, ...draft} = draftRevision(project, input, {
    upgrade: parts.flatMap(({upgrade}) => upgrade),
    downgrade: parts.toReversed().flatMap(({downgrade}) => downgrade),
  });
  if (parts.every(({operations}) => operations.length === 0)) return {written: undefined, ...facts};
  await writeRevision(project, {path: draft.path, text});
  return {written: draft, ...facts};
}

/** An answer may raise other questions, so they are asked one by one. */
async function allAnswered(
  first: Generated,
  {answers = {}, ask}: Pick<GenerateInput, 'answers' | 'ask'>,
): Promise<Generated> {
  const given = new Map(Object.entries(answers));
  let generated = first;
  for (let [question] = generated.questions; question; [question] = generated.questions) {
    if (ask === undefined) throw unanswered(generated.questions);
    given.set(question.id, await ask(question));
    generated = answered(generated, Object.fromEntries(given));
  }
  return generated;
}

/** What was typed and answers nothing was meant for something else. */
function refuseVain(needed: readonly string[], used: Answers): void {
  const vain = needed.filter((key) => !Object.hasOwn(used, key));
  if (vain.length === 0) return;
  throw new AthanorError('usage', `nothing was asked that ${vain.join(', ')} answers`, {
    hint: 'athanor revision --autogenerate without answers lists the questions',
    details: {answers: vain},
  });
}

function unanswered(questions: readonly Question[]): AthanorError {
  const lines = questions.flatMap(({id, text, candidates}) => [
    `  ${text}`,
    ...candidates.map(
      ({value, label, reason}) =>
        `    --answer '${id}=${value.replaceAll("'", String.raw`'\''`)}'  ${label}${reason === undefined ? '' : ` (${reason})`}`,
    ),
  ]);
  const count = questions.length === 1 ? 'a question is' : `${questions.length} questions are`;
  return new AthanorError('questions', `${count} open, and nobody can be asked`, {
    hint: `answer in advance; the likely answer stands first:\n${lines.join('\n')}`,
    details: {questions: questions.map(withWords)},
  });
}

/** As every command tells its questions: with the words that answer each in advance. */
const withWords = (question: Question) => ({
  ...question,
  question: question.text,
  answers: question.candidates.map(({value, label}) => ({
    add: ['--answer', `${question.id}=${value}`],
    means: label,
  })),
});
