import type {Loss} from '../analysis/losses.ts';
import type {AthanorError} from '../errors.ts';

/** What a command would ask a person, for programs: every answer can be given in advance. */
export interface Question {
  readonly question: string;
  readonly answers: readonly Answer[];
}

/** Words behind `athanor`: to be added to those that were typed, or to be typed instead of them. */
type Answer = {readonly means: string} & (
  | {readonly add: readonly string[]}
  | {readonly instead: readonly string[]}
);

/** What is open where a command refused for want of an answer; nothing for any other error. */
export function openQuestions({code, details = {}}: AthanorError): readonly Question[] {
  const {questions, losses} = details;
  if (Array.isArray(questions)) return questions;
  const aboutLosses = Array.isArray(losses) && losses.length > 0 ? [lossQuestion(losses)] : [];
  if (code === 'loss') return aboutLosses;
  if (code === 'protected') return [nameQuestion(details), ...aboutLosses];
  return code === 'interrupted' ? interruptedQuestions(details) : [];
}

function lossQuestion(losses: readonly Pick<Loss, 'kind' | 'object'>[]): Question {
  const allowed = new Set(losses.map(({kind, object}) => `${kind}:${object}`));
  return {
    question: 'May this be lost?',
    answers: [
      {add: [...allowed].flatMap((one) => ['--allow', one]), means: 'what is listed'},
      {add: ['--yes'], means: 'whatever there is by then'},
    ],
  };
}

/** A plan says by its id that it is meant; what has none, by the name. */
function nameQuestion({environment, planId}: NonNullable<AthanorError['details']>): Question {
  const add = typeof planId === 'string' ? ['--expect', planId] : ['--confirm', word(environment)];
  const question = `Is the protected environment ${word(environment)} meant?`;
  return {question, answers: [{add, means: 'yes'}]};
}

/** Only where nobody but a person can tell: the statement is named then. */
function interruptedQuestions({sql}: NonNullable<AthanorError['details']>): readonly Question[] {
  if (typeof sql !== 'string') return [];
  const answers = [
    {add: ['--interrupted', 'done'], means: 'it did'},
    {add: ['--interrupted', 'again'], means: 'it did not'},
  ];
  return [{question: `Did this take effect: ${sql}`, answers}];
}

const word = (value: unknown): string => (typeof value === 'string' ? value : '');
