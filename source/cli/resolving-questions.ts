import {AthanorError} from '../errors.ts';
import {choose} from './ask.ts';
import type {Context} from './context.ts';
import {visible} from './output/visible.ts';
import type {Question as OpenQuestion} from './questions.ts';

/** Of so many ways to go on each gets a line. */
const most = 10;

/** A way to go on that an error offers. */
interface Candidate {
  readonly target: string;
  readonly message: string;
}

/** A target that may mean several things. */
interface Question {
  readonly target: string;
  /** The words of the command line with another target in its place. */
  readonly retyped: (target: string) => readonly string[];
}

/**
 * Does something for a target; where the target could mean several things, asks a person which one,
 * and without one refuses with command lines that can be pasted: what was typed, with each candidate.
 */
export async function resolvingQuestions<Result>(
  context: Context,
  {target, retyped}: Question,
  perform: (target: string) => Promise<Result>,
): Promise<Result> {
  try {
    return await perform(target);
  } catch (error) {
    if (!(error instanceof AthanorError)) throw error;
    const candidates = candidatesOf(error);
    if (candidates.length === 0) throw error;
    if (!context.interactive) throw pasteable(error, candidates, retyped);
    const choices = candidates.map(({target: value, message}) => ({
      value,
      label: `${context.colours.id(visible(value))}  ${visible(message)}`,
    }));
    const chosen = await choose(context, `${visible(error.message)}. Which one?`, choices);
    if (chosen === undefined) throw pasteable(error, candidates, retyped);
    return resolvingQuestions(context, {target: chosen, retyped}, perform);
  }
}

function pasteable(
  error: AthanorError,
  candidates: readonly Candidate[],
  retyped: Question['retyped'],
): AthanorError {
  const lines = candidates
    .slice(0, most)
    .map(
      ({target, message}) => `  athanor ${retyped(target).map(quoted).join(' ')}    # ${message}`,
    );
  if (candidates.length > most) lines.push(`  and ${candidates.length - most} more`);
  const question: OpenQuestion = {
    question: `${error.message}. Which one?`,
    answers: candidates.map(({target, message}) => ({instead: retyped(target), means: message})),
  };
  return new AthanorError(error.code, error.message, {
    hint: `say which one:\n${lines.join('\n')}`,
    details: {...error.details, questions: [question]},
    cause: error.cause,
  });
}

/** A word as a shell takes it. */
const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;

function candidatesOf({details}: AthanorError): readonly Candidate[] {
  const candidates = details?.['candidates'];
  return Array.isArray(candidates) ? candidates.filter((one) => isCandidate(one)) : [];
}

const isCandidate = (value: unknown): value is Candidate =>
  typeof value === 'object' &&
  value !== null &&
  'target' in value &&
  typeof value.target === 'string' &&
  'message' in value &&
  typeof value.message === 'string';
