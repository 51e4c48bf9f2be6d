import {AthanorError} from '../errors.ts';
import {choose} from './ask.ts';
import type {Context} from './context.ts';
import {visible} from './output/visible.ts';

/** A way to go on that an error offers. */
interface Candidate {
  readonly target: string;
  readonly message: string;
}

/**
 * Does something for a target; where the target could mean several things, asks a person which one,
 * and without one refuses with command lines that can be pasted.
 */
export async function resolvingQuestions<Result>(
  context: Context,
  {command, target}: {readonly command: string; readonly target: string},
  perform: (target: string) => Promise<Result>,
): Promise<Result> {
  try {
    return await perform(target);
  } catch (error) {
    if (!(error instanceof AthanorError)) throw error;
    const candidates = candidatesOf(error);
    if (candidates.length === 0) throw error;
    if (!context.interactive) throw pasteable(error, candidates, command);
    const choices = candidates.map(({target: value, message}) => ({
      value,
      label: `${context.colours.id(visible(value))}  ${visible(message)}`,
    }));
    const chosen = await choose(context, `${visible(error.message)}. Which one?`, choices);
    if (chosen === undefined) throw pasteable(error, candidates, command);
    return resolvingQuestions(context, {command, target: chosen}, perform);
  }
}

function pasteable(
  error: AthanorError,
  candidates: readonly Candidate[],
  command: string,
): AthanorError {
  const lines = candidates.map(
    ({target, message}) => `  athanor ${command} ${target}    # ${message}`,
  );
  return new AthanorError(error.code, error.message, {
    hint: `say which one:\n${lines.join('\n')}`,
    details: error.details,
    cause: error.cause,
  });
}

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
