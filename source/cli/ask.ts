import {createInterface} from 'node:readline/promises';
import {AthanorError} from '../errors.ts';
import type {Context} from './context.ts';

/** One of several ways to go on. */
export interface Choice {
  readonly label: string;
  readonly value: string;
}

/**
 * Asks a person for one line; the end of input is an empty one, unless told otherwise. Only where `context.interactive`.
 * Throws `stopped` for Ctrl-C.
 */
export async function ask(
  {surroundings: {stdin, stdout}, interrupted}: Context,
  question: string,
  atEnd = '',
): Promise<string> {
  const lines = createInterface({input: stdin, output: stdout});
  const stop = new AbortController();
  // The terminal is in raw mode meanwhile: Ctrl-C arrives as a key, and not as a signal.
  lines.once('SIGINT', () => stop.abort());
  const ended = new Promise<string>((resolve) => {
    lines.once('close', () => resolve(atEnd));
  });
  const signal = AbortSignal.any([stop.signal, interrupted()]);
  try {
    return (await Promise.race([lines.question(question, {signal}), ended])).trim();
  } catch (error) {
    throw new AthanorError('stopped', 'stopped before anything was done', {cause: error});
  } finally {
    lines.close();
  }
}

/** Asks a person for one of several; `undefined` when none was chosen. */
export async function choose(
  context: Context,
  question: string,
  choices: readonly Choice[],
): Promise<string | undefined> {
  const listed = choices.map(({label}, index) => `  ${index + 1}  ${label}`).join('\n');
  const answer = await ask(context, `${question}\n${listed}\nnumber, or nothing to leave it: `);
  return /^\d+$/.test(answer) ? choices[Number(answer) - 1]?.value : undefined;
}
