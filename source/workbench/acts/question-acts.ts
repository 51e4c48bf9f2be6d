import {answered, type Generated} from '../../commands/autogenerate.ts';
import {asAthanorError} from '../../errors.ts';
import {textField} from '../dialogs/text-field.ts';
import {span} from '../text/spans.ts';
import {visible} from '../text/visible.ts';
import {wrapLine} from '../text/wrap-line.ts';
import type {Context} from './context.ts';
import {complain, notice} from './notices.ts';

/** What is done once everything is answered. */
type Answered = (context: Context, generated: Generated) => void;

/** Asks what a comparison cannot know, one question after the other: an answer may raise others. */
export function askQuestions(context: Context, generated: Generated, done: Answered): void {
  const {store, work} = context;
  const [question] = generated.questions;
  if (question === undefined) {
    work.questions = undefined;
    done(context, generated);
    return;
  }
  work.questions = {generated, done, words: undefined};
  const rest = generated.questions.length - 1;
  const more = rest === 0 ? '' : `, ${rest} more`;
  store.dispatch({
    kind: 'screenOpened',
    screen: {
      kind: 'choice',
      purpose: 'answer',
      title: `What nobody can know but you${more}`,
      lines: [
        ...wrapLine([span(visible(question.text))], questionWidth(context)),
        [],
        ...(question.candidates[0]?.reason === undefined
          ? []
          : wrapLine(
              [span(`1 is likely: ${visible(question.candidates[0].reason)}`, 'dim')],
              questionWidth(context),
            )),
      ],
      items: question.candidates.map(({label, value}) => ({label: visible(label), value})),
    },
  });
}

const questionWidth = ({store}: Context): number => Math.min(72, store.state().size.columns - 10);

/** One of the answers was chosen; one with words of one's own asks for them. */
export function takeAnswer(context: Context, value: string): void {
  const {store, work} = context;
  const candidate = work.questions?.generated.questions[0]?.candidates.find(
    (each) => each.value === value,
  );
  if (work.questions === undefined || candidate === undefined) return;
  if (candidate.free !== true) return answerWith(context, value);
  const at = value.indexOf(':') + 1;
  work.questions.words = value.slice(0, at);
  store.dispatch({
    kind: 'screenOpened',
    screen: {
      kind: 'prompt',
      purpose: 'answerWords',
      title: candidate.label,
      field: textField(value.slice(at)),
    },
  });
}

/** The words of an answer of one's own. */
export function takeAnswerWords(context: Context, words: string): void {
  const {questions} = context.work;
  if (questions === undefined) return;
  if (words === '') askQuestions(context, questions.generated, questions.done);
  else answerWith(context, `${questions.words ?? ''}${words}`);
}

function answerWith(context: Context, value: string): void {
  const {questions} = context.work;
  const question = questions?.generated.questions[0];
  if (questions === undefined || question === undefined) return;
  const {generated, done} = questions;
  try {
    const answers = {...generated.answers, [question.id]: value};
    askQuestions(context, answered(generated, answers), done);
  } catch (error) {
    context.work.questions = undefined;
    if (asAthanorError(error).code === 'stopped') notice(context, 'nothing was written');
    else complain(context, error);
  }
}
