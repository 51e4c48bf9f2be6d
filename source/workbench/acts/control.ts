import {answer} from '../dialogs/confirmation.ts';
import type {ChoiceScreen, ConfirmScreen, PromptScreen} from '../dialogs/screens.ts';
import type {ActionName} from '../keys/bindings.ts';
import {computeLayout} from '../layout.ts';
import type {KeyPress} from '../keys/key-press.ts';
import {resolveKey} from '../keys/resolve.ts';
import {topScreen} from '../store/state.ts';
import {compareActs} from './compare-acts.ts';
import type {Act, Context} from './context.ts';
import {chosenCommand, dialogActs} from './dialog-acts.ts';
import {exploreActs} from './explore-acts.ts';
import {mergeActs, takeMergeMessage} from './merge-acts.ts';
import {moreActs, takeNewMessage, writeNew} from './more-acts.ts';
import {complain, notice} from './notices.ts';
import {planActs} from './plan-acts.ts';
import {openPlan} from './planning.ts';
import {takeAnswer, takeAnswerWords} from './question-acts.ts';
import {reviewActs, takeDraftMessage, takeParent} from './review-acts.ts';
import {askToStop, confirmRun, stopNow} from './running.ts';
import {takeFilter, travelActs} from './travel-acts.ts';

const acts: Readonly<Record<ActionName, Act>> = {
  ...exploreActs,
  ...travelActs,
  ...compareActs,
  ...dialogActs,
  ...planActs,
  ...mergeActs,
  ...reviewActs,
  ...moreActs,
  submit: (context) => submit(context),
  back: (context) => {
    const isRunning = topScreen(context.store.state())?.kind === 'plan' && askToStop(context);
    if (!isRunning) dialogActs.back(context);
  },
  chooseCommand: (context) => {
    const action = chosenCommand(context);
    return action === undefined ? undefined : acts[action](context);
  },
  interrupt: (context) => {
    if (!askToStop(context)) context.stage.leave(130);
  },
  suspend: ({stage}) => stage.stop(),
  redraw: ({stage}) => stage.redraw(),
};

/** Takes what the person does. */
export interface Control {
  readonly press: (press: KeyPress) => void;
  readonly paste: (text: string) => void;
  /** What was chosen from a short menu. */
  readonly choose: (value: string) => void;
}

/** The one way from a key to what it does. */
export function createControl(context: Context): Control {
  const {store} = context;
  return {
    press: (press) => {
      if (store.state().toast !== undefined) store.dispatch({kind: 'noticed', toast: undefined});
      const resolution = resolveKey(store.state(), press.name);
      if (resolution.kind === 'action') {
        perform({...context, press}, acts[resolution.action]);
      } else if (resolution.kind === 'unavailable') {
        notice(context, `${resolution.binding.title}: ${resolution.reason}`, 'warning');
      } else {
        write(context, press);
      }
    },
    paste: (text) => {
      if (isTooSmall(context)) return;
      store.dispatch({kind: 'pasted', text});
      followSearch(context);
    },
    choose: (value) => choose(context, value),
  };
}

function perform(context: Context, act: Act): void {
  try {
    const going = act(context);
    if (going !== undefined) going.catch((error: unknown) => complain(context, error));
  } catch (error) {
    complain(context, error);
  }
}

/** A key that is bound to nothing answers a question, or goes into the text that is being written. */
function write(context: Context, press: KeyPress): void {
  if (isTooSmall(context)) return;
  const top = topScreen(context.store.state());
  if (top?.kind === 'confirm') {
    answerQuestion(context, top, press);
    return;
  }
  context.store.dispatch({kind: 'typed', press});
  followSearch(context);
}

/** What is written where nothing can be seen is meant for nobody. */
function isTooSmall({store}: Context): boolean {
  const {columns, rows} = store.state().size;
  return computeLayout(columns, rows).kind === 'tooSmall';
}

function answerQuestion(
  context: Context,
  {purpose, confirmation}: ConfirmScreen,
  press: KeyPress,
): void {
  const {store} = context;
  const {confirmation: changed, outcome} = answer(confirmation, press);
  if (outcome === 'open') {
    store.dispatch({kind: 'confirmationChanged', confirmation: changed});
    return;
  }
  store.dispatch({kind: 'screenClosed'});
  if (outcome === 'confirmed') confirmRun({...context, press}, purpose);
}

const choices: Readonly<
  Record<ChoiceScreen['purpose'], (context: Context, value: string) => void>
> = {
  planUp: (context, target) =>
    perform(context, (at) => openPlan(at, {direction: 'upgrade', target})),
  planDown: (context, target) =>
    perform(context, (at) => openPlan(at, {direction: 'downgrade', target})),
  stopRun: (context, how) => {
    if (how === 'now') stopNow(context);
    else if (how === 'afterStep') context.store.dispatch({kind: 'runStopping', how});
  },
  filter: takeFilter,
  draftParent: takeParent,
  answer: takeAnswer,
  newParent: (context, parent) => void writeNew(context, parent),
};

const submissions: Readonly<
  Record<PromptScreen['purpose'], (context: Context, text: string) => void>
> = {
  search: ({store}, text) => store.dispatch({kind: 'searched', text}),
  mergeMessage: takeMergeMessage,
  draftMessage: takeDraftMessage,
  answerWords: takeAnswerWords,
  newMessage: takeNewMessage,
};

function submit(context: Context): void {
  const {store} = context;
  const top = topScreen(store.state());
  if (top?.kind !== 'prompt') return;
  store.dispatch({kind: 'screenClosed'});
  submissions[top.purpose](context, top.field.value.trim());
}

function choose(context: Context, value: string): void {
  const {store} = context;
  const top = topScreen(store.state());
  if (top?.kind !== 'choice') return;
  store.dispatch({kind: 'screenClosed'});
  choices[top.purpose](context, value);
}

/** What is searched for is found while it is written. */
function followSearch({store}: Context): void {
  const top = topScreen(store.state());
  if (top?.kind !== 'prompt' || top.purpose !== 'search') return;
  if (top.field.value !== (store.state().explore.search?.text ?? '')) {
    store.dispatch({kind: 'searched', text: top.field.value});
  }
}
