import {asAthanorError} from '../../errors.ts';
import {visibleLines} from '../text/visible.ts';

/** What is said of a defect once the screen is the shell's again. */
export function crashReport(error: unknown): string {
  const {message, cause, hint} = asAthanorError(error);
  const stack = cause instanceof Error ? cause.stack : undefined;
  const lines = [
    `error: ${message}`,
    ...(stack === undefined ? [] : stack.split('\n').slice(1)),
    `hint: ${hint ?? 'this is a defect of athanor: please report it with these lines'}`,
  ];
  return `${lines.flatMap(visibleLines).join('\n')}\n`;
}
