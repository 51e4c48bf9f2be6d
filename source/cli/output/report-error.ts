import {openQuestions} from '../questions.ts';
import {asAthanorError, type AthanorError, type ErrorCode} from '../../errors.ts';
import type {Colours} from './colours.ts';
import {nearPaths} from './near-paths.ts';
import {visibleLines} from './visible.ts';

const exitCodes: Partial<Record<ErrorCode, number>> = {
  usage: 2,
  differences: 3,
  unexpected: 70,
};

const signals: Readonly<Record<string, number>> = {SIGHUP: 129, SIGINT: 130, SIGTERM: 143};

/** The exit code that an error ends the program with. */
export function exitCodeOf({code, details}: AthanorError): number {
  if (code === 'stopped') return signals[String(details?.['signal'])] ?? 130;
  return exitCodes[code] ?? 1;
}

/** An error for programs, with what was to be answered under `details.questions`. Paths in its words are as one would type them in the directory. */
export function errorDocument(
  thrown: unknown,
  directory: string,
): {
  readonly error: {
    readonly code: ErrorCode;
    readonly message: string;
    readonly hint: string | null;
    readonly details?: Readonly<Record<string, unknown>>;
  };
} {
  const error = asAthanorError(thrown);
  const {code, message, hint, details} = error;
  const questions = openQuestions(error);
  return {
    error: {
      code,
      message: nearPaths(message, directory),
      hint: hint === undefined ? null : nearPaths(hint, directory),
      ...(details && {details: questions.length === 0 ? details : {...details, questions}}),
    },
  };
}

/** An error for people: `error:`, what caused it, `hint:`, with paths as in `errorDocument`. A defect comes with its stack. */
export function errorText(thrown: unknown, colours: Colours, directory: string): string {
  const error = asAthanorError(thrown);
  const lines = [`${colours.danger('error:')} ${visibleLines(error.message)}`];
  if (error.code === 'unexpected') {
    if (thrown instanceof Error && thrown.stack) lines.push(visibleLines(thrown.stack));
    lines.push(
      `${colours.strong('hint:')} this is a defect of Athanor; please report it with the lines above`,
    );
    return lines.join('\n');
  }
  for (const cause of causesOf(error))
    lines.push(`  ${colours.faint('caused by:')} ${visibleLines(cause)}`);
  if (error.hint !== undefined)
    lines.push(`${colours.strong('hint:')} ${visibleLines(error.hint)}`);
  return nearPaths(lines.join('\n'), directory);
}

/** Where an error and what caused it were thrown. */
export function stackText(thrown: unknown): string {
  const stacks: string[] = [];
  for (let error = thrown; error instanceof Error; error = error.cause) {
    stacks.push(visibleLines(error.stack ?? error.message));
  }
  return stacks.join('\ncaused by ');
}

/** The messages below an error that it does not already quote. */
function causesOf(error: Error): readonly string[] {
  const messages: string[] = [];
  let said = error.message;
  for (let cause = error.cause; cause !== undefined && cause !== null;) {
    const message = wordsOf(cause);
    if (message !== '' && !said.includes(message)) messages.push(message);
    said += message;
    cause = cause instanceof Error ? cause.cause : undefined;
  }
  return messages;
}

function wordsOf(cause: unknown): string {
  if (cause instanceof AggregateError && cause.message === '')
    return cause.errors.map(wordsOf).join('; ');
  if (cause instanceof Error) return cause.message;
  return typeof cause === 'string' ? cause : JSON.stringify(cause);
}
