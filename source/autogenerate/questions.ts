import {AthanorError} from '../errors.ts';

/** What a question is about. */
type QuestionKind =
  | 'renamedTable'
  | 'renamedColumn'
  | 'renamedIndex'
  | 'renamedConstraint'
  | 'fill'
  | 'convert'
  | 'recompute'
  | 'enumValue';

/** One of several answers. */
export interface Candidate {
  /** What is given to answer with it: `rename:full_name`, `drop`, `constant:0`. */
  readonly value: string;
  /** What it does, in a line. */
  readonly label: string;
  /** Why it is likely, or what speaks against it. */
  readonly reason?: string;
  /** The text behind the colon of `value` is a suggestion: another may stand there. */
  readonly free?: true;
}

/** Something that a comparison of two schemas cannot know. */
export interface Question {
  /** The same on each run: `column:account.name`, `fill:account.age`. */
  readonly id: string;
  readonly kind: QuestionKind;
  /** The table it is about, as a person writes it; absent for a type of its own. */
  readonly table: string | undefined;
  /** What it is about, without its kind: `account.name`. */
  readonly subject: string;
  readonly text: string;
  /** The likely answer first; at least one. */
  readonly candidates: readonly Candidate[];
}

/**
 * Answers by the ids of their questions. One under `rename:account.name` answers any question whether
 * `account.name` has only another name.
 */
export type Answers = Readonly<Record<string, string>>;

/** What was asked in one comparison: the answers given, and the questions still open. */
export interface Inquiry {
  /** The answer; `undefined` while there is none. Throws `usage` for one that the question does not take. */
  readonly ask: (question: Question) => string | undefined;
  readonly open: readonly Question[];
  /** The answers that were used, by their keys. */
  readonly used: readonly string[];
}

/** A comparison's questions, with the answers that were given in advance. */
export function inquiry(answers: Answers): Inquiry {
  const open: Question[] = [];
  const used: string[] = [];
  return {
    open,
    used,
    ask: (question) => {
      const key = keyOf(question, answers);
      if (key === undefined) {
        open.push(question);
        return undefined;
      }
      used.push(key);
      return checked(question, answers[key] ?? '');
    },
  };
}

function keyOf({id, kind, subject}: Question, answers: Answers): string | undefined {
  if (Object.hasOwn(answers, id)) return id;
  const short = `rename:${subject}`;
  const isRename = kind.startsWith('renamed') || kind === 'enumValue';
  return isRename && Object.hasOwn(answers, short) ? short : undefined;
}

/** The part of an answer behind its first colon; of `drop`, nothing. */
export function wordsOf(answer: string): string {
  const at = answer.indexOf(':');
  return at < 0 ? '' : answer.slice(at + 1);
}

/** The part of an answer before its first colon: `rename`, `constant`, `stop`. */
export const wayOf = (answer: string): string => answer.split(':', 1)[0] ?? '';

/** Whether a question takes an answer: one of its candidates, or other words where they are free. */
function takes({candidates}: Pick<Question, 'candidates'>, answer: string): boolean {
  return candidates.some(
    ({value, free}) =>
      value === answer ||
      (free === true && wayOf(value) === wayOf(answer) && wordsOf(answer).trim() !== ''),
  );
}

function checked(question: Question, answer: string): string {
  if (answer === 'stop' && takes(question, answer)) {
    throw new AthanorError('stopped', `stopped at "${question.text}": nothing was written`, {
      details: {question},
    });
  }
  if (takes(question, answer)) return answer;
  throw new AthanorError('usage', `"${answer}" is no answer to ${question.id}: ${question.text}`, {
    hint: `one of ${question.candidates.map(({value}) => value).join(', ')}`,
    details: {question},
  });
}
