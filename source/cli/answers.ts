import {readFileSync, writeFileSync} from 'node:fs';
import {resolve} from 'node:path';
import type {Answers, Question} from '../autogenerate/questions.ts';
import {AthanorError} from '../errors.ts';
import {ask} from './ask.ts';
import type {Context} from './context.ts';
import {visible} from './output/visible.ts';
import type {Given, OptionSpec} from './spec.ts';

/** What answers the questions of a comparison in advance, and keeps the answers. */
export const answerOptions: readonly OptionSpec[] = [
  {
    flags: '--rename <old:new>',
    description:
      'a table, column, index or constraint has only another name: account.name:full_name; repeatable',
    repeatable: true,
  },
  {
    flags: '--answer <id=answer>',
    description: 'the answer to a question, by its id; repeatable',
    repeatable: true,
  },
  {flags: '--answers <file>', description: 'answers from a file, as --keep-answers writes it'},
  {
    flags: '--keep-answers <file>',
    description: 'write the answers to a file, to give the same ones again',
  },
];

/** The answers that were typed, over those of a file. */
export interface AnswersGiven {
  readonly answers: Answers;
  /** The keys of those that were typed: each has to answer something. */
  readonly needed: readonly string[];
}

/** What was answered in advance. Throws `usage` for what is no answer and for a file that holds none. */
export function answersGiven(given: Given, directory: string): AnswersGiven {
  const file = given.text('answers');
  const typed = {
    ...Object.fromEntries(given.texts('rename').map(renameGiven)),
    ...Object.fromEntries(given.texts('answer').map(answerGiven)),
  };
  const kept = file === undefined ? {} : answersIn(resolve(directory, file));
  return {answers: {...kept, ...typed}, needed: Object.keys(typed)};
}

/** Keeps answers: sorted, so that the file only differs where an answer does. */
export function keepAnswers(file: string, directory: string, answers: Answers): void {
  const sorted = Object.fromEntries(
    Object.entries(answers).toSorted(([one], [other]) => (one < other ? -1 : 1)),
  );
  try {
    writeFileSync(resolve(directory, file), `${JSON.stringify(sorted, null, 2)}\n`);
  } catch (error) {
    throw new AthanorError('not_written', `the answers could not be kept in ${file}`, {
      cause: error,
    });
  }
}

function renameGiven(words: string): readonly [string, string] {
  const at = words.lastIndexOf(':');
  if (at <= 0 || at === words.length - 1) {
    throw new AthanorError('usage', `"${words}" is no rename`, {
      hint: '--rename account.name:full_name for a column, --rename account:user for a table',
    });
  }
  return [`rename:${words.slice(0, at)}`, `rename:${words.slice(at + 1)}`];
}

function answerGiven(words: string): readonly [string, string] {
  const at = words.indexOf('=');
  if (at > 0) return [words.slice(0, at), words.slice(at + 1)];
  throw new AthanorError('usage', `"${words}" is no answer`, {
    hint: "--answer 'fill:account.age=constant:0'",
  });
}

function answersIn(file: string): Answers {
  const answers = readJson(file);
  if (typeof answers === 'object' && answers !== null && !Array.isArray(answers)) {
    const entries = Object.entries(answers);
    if (entries.every((entry): entry is [string, string] => typeof entry[1] === 'string')) {
      return Object.fromEntries(entries);
    }
  }
  throw new AthanorError('usage', `${file} holds no answers`, {
    hint: 'an object of texts: {"column:account.name": "rename:full_name"}',
  });
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new AthanorError('usage', `the answers in ${file} cannot be read`, {cause: error});
  }
}

/** Asks a person: a number, or Enter for the first. Asks again for what is no answer. */
export function askOn(context: Context): (question: Question) => Promise<string> {
  return async (question) => {
    const {text, candidates} = question;
    const {colours} = context;
    const lines = candidates.map(({label, reason}, at) => {
      const why = reason === undefined ? '' : `  ${colours.faint(visible(reason))}`;
      return `  ${at + 1}  ${visible(label)}${why}`;
    });
    const shown = [visible(text), ...lines, 'number, Enter for 1, or stop: '].join('\n');
    for (;;) {
      const words = await answerTo(context, shown);
      const chosen = candidates[words === '' ? 0 : Number(words) - 1];
      if (chosen === undefined) {
        context.line(`1 to ${candidates.length}`);
      } else if (chosen.free === true) {
        const at = chosen.value.indexOf(':') + 1;
        return chosen.value.slice(0, at) + (await wordsFor(context, chosen.value.slice(at)));
      } else {
        return chosen.value;
      }
    }
  };
}

async function wordsFor(context: Context, usual: string): Promise<string> {
  const offer = usual === '' ? '' : ` (Enter: ${visible(usual)})`;
  for (;;) {
    const words = (await answerTo(context, `which${offer}: `)) || usual;
    if (words !== '') return words;
  }
}

/** Throws `stopped` when there is nobody left to answer. */
async function answerTo(context: Context, shown: string): Promise<string> {
  const words = await ask(context, shown, 'stop');
  if (words !== 'stop') return words;
  throw new AthanorError('stopped', 'stopped: nothing was written');
}
