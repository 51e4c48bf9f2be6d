import type {RevisionId} from '../../../graph/revision.ts';
import type {RunEvent} from '../../../runtime/events.ts';
import type {KeyPress} from '../../keys/key-press.ts';
import {admit, armed} from '../../dialogs/arming.ts';
import type {Handlers} from '../../store/events.ts';
import {topScreen, type State} from '../../store/state.ts';
import {moveList, moveTo, scrollBy, type Motion} from '../../widgets/window.ts';
import {planRooms} from './plan-layout.ts';
import {accountLines, statementsText} from './plan-lines.ts';
import {
  stepsDone,
  type FailureScreen,
  type PlanScreen,
  type RowCount,
  type StepState,
} from './plan-state.ts';

/** What happens while a plan is on the screen. */
export type PlanEvent =
  | {readonly kind: 'planAgreed'}
  /** The key that runs a step was pressed, whether it counts or not. */
  | {readonly kind: 'planPressed'; readonly press: KeyPress}
  | {readonly kind: 'runBegan'; readonly now: number}
  | {readonly kind: 'runTold'; readonly event: RunEvent}
  | {readonly kind: 'runTicked'; readonly now: number}
  | {readonly kind: 'runStopping'; readonly how: 'afterStep' | 'now'}
  /** The run is over: done for now, or failed. */
  | {
      readonly kind: 'runEnded';
      readonly isFailed: boolean;
      /** The version rows as they were read afterwards; `undefined` when they could not be. */
      readonly rows: readonly RevisionId[] | undefined;
      readonly by: KeyPress | undefined;
      readonly now: number;
    }
  | {readonly kind: 'rowsCounted'; readonly counts: readonly RowCount[]}
  | {readonly kind: 'planScrolled'; readonly by: number}
  | {readonly kind: 'accountTurned'; readonly by: 1 | -1};

/** Silence after which the key that ran a step may run the next one, in milliseconds. */
export const quiet = 700;

/** What a plan on the screen makes of its events. */
export const planHandlers: Handlers<PlanEvent> = {
  planAgreed: (state) => onPlan(state, (plan) => ({...plan, agreed: true})),
  planPressed: (state, {press}) =>
    onPlan(state, (plan) => ({...plan, arming: admit(plan.arming, press).arming})),
  runBegan: (state, {now}) =>
    onPlan(state, (plan) => ({
      ...plan,
      phase: 'running',
      from: stepsDone(plan),
      startedAt: now,
      now,
      stopping: 'no',
      holder: undefined,
      recovered: undefined,
      accountTop: 0,
      counts: [],
    })),
  rowsCounted: (state, {counts}) => onPlan(state, (plan) => ({...plan, counts})),
  runTold: (state, {event}) => onPlan(state, (plan) => told(plan, event, state)),
  runTicked: (state, {now}) => onPlan(state, (plan) => ({...plan, now})),
  runStopping: (state, {how}) => onPlan(state, (plan) => ({...plan, stopping: how})),
  runEnded: (state, {isFailed, rows, by, now}) =>
    onPlan(withoutStopQuestion(state), (plan) => {
      const steps = thatStay(plan, rows).map((step) => ended(step, isFailed));
      return {
        ...plan,
        phase: isFailed ? 'failed' : stepsDone({steps}) === steps.length ? 'done' : 'ready',
        steps,
        holder: undefined,
        arming: armed(by, now, quiet),
      };
    }),
  accountTurned: (state, {by}) => onPlan(state, (plan) => turnAccount(state, plan, by)),
  planScrolled: (state, {by}) =>
    onPlan(state, (plan) => {
      const {statements} = planRooms(state);
      const count = statementsText(plan, statements.width).length;
      return {...plan, top: scrollBy(plan.top, by, {count, height: statements.height})};
    }),
};

/** The steps with those waiting again of which the rows say that they were rolled back. */
function thatStay(plan: PlanScreen, rows: readonly RevisionId[] | undefined): readonly StepState[] {
  if (rows === undefined) return plan.steps;
  const done = stepsDone(plan);
  const stands = [...rows].toSorted().join();
  let stay = done;
  while (stay >= 0 && [...rowsAfter(plan, stay)].toSorted().join() !== stands) stay--;
  // Rows of no place on the way: somebody else has gone on from there.
  if (stay < 0) return plan.steps;
  return plan.steps.map((step, at) =>
    at >= stay && step.kind === 'done' ? {kind: 'waiting'} : step,
  );
}

/** The version rows once so many steps are done. */
function rowsAfter({shown: {plan}}: PlanScreen, done: number): readonly RevisionId[] {
  return plan.steps[done - 1]?.rowsAfter ?? plan.from;
}

/** The next part of the account, or the one before. */
function turnAccount(state: State, plan: PlanScreen, by: 1 | -1): PlanScreen {
  const {width, height} = planRooms(state).account;
  const count = accountLines({...state, plan}, width).length;
  const page = Math.max(1, height - 1);
  return {...plan, accountTop: scrollBy(plan.accountTop, by * page, {count, height})};
}

/** The state with the list of a plan in a room of another size. */
export function refitPlan(state: State): State {
  return onPlan(state, (plan) => ({
    ...plan,
    list: moveTo(plan.list, plan.list.cursor, listSize(state, plan)),
    accountTop: 0,
  }));
}

/** A motion among the steps of a plan. */
export function moveInPlan(state: State, motion: Motion): State {
  return onPlan(state, (plan) => ({
    ...plan,
    list: moveList(plan.list, motion, listSize(state, plan)),
    top: 0,
  }));
}

/** A motion in the account of a failure. */
export function moveInFailure(state: State, motion: Motion): State {
  const top = topScreen(state);
  if (top?.kind !== 'failure') return state;
  const by = motion === 'down' || motion === 'halfDown' ? 1 : -1;
  const moved: FailureScreen = {...top, top: Math.max(0, top.top + by)};
  return {...state, screens: [...state.screens.slice(0, -1), moved]};
}

/** The plan on the screen, though something may lie over it. */
export function planOnScreen(state: State): PlanScreen | undefined {
  return state.screens.findLast((screen) => screen.kind === 'plan');
}

/** Whether to stop is no longer the question once it has ended. */
function withoutStopQuestion(state: State): State {
  const screens = state.screens.filter(
    (screen) => screen.kind !== 'choice' || screen.purpose !== 'stopRun',
  );
  return {...state, screens};
}

function onPlan(state: State, change: (plan: PlanScreen) => PlanScreen): State {
  const plan = planOnScreen(state);
  if (plan === undefined) return state;
  const changed = change(plan);
  return {...state, screens: state.screens.map((screen) => (screen === plan ? changed : screen))};
}

/** What the plan is after an event of its run; events that it does not show are left out. */
const tellers: {
  readonly [Kind in RunEvent['kind']]?: (
    plan: PlanScreen,
    event: Extract<RunEvent, {readonly kind: Kind}>,
    state: State,
  ) => PlanScreen;
} = {
  lockWaiting: (plan, {holder}) => ({...plan, holder: holder.description}),
  locked: (plan) => ({...plan, holder: undefined}),
  recovered: (plan, {message}) => ({...plan, recovered: message}),
  stepStarted: (plan, {index}, state) =>
    focused(withStep(plan, index, {kind: 'running', statement: 0}), index, state),
  statement: (plan, {index, number}) => withStep(plan, index, {kind: 'running', statement: number}),
  progress: (plan, {index, number, rows, of}) =>
    withStep(plan, index, {kind: 'running', statement: number, progress: {rows, of}}),
  stepFinished,
};

function told(plan: PlanScreen, event: RunEvent, state: State): PlanScreen {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each function takes the event of its own kind, which the index has just chosen
  const tell = tellers[event.kind] as Teller | undefined;
  return tell === undefined ? plan : tell(plan, event, state);
}

type Teller = (plan: PlanScreen, event: RunEvent, state: State) => PlanScreen;

function stepFinished(
  plan: PlanScreen,
  {index, rows, milliseconds}: Extract<RunEvent, {kind: 'stepFinished'}>,
  state: State,
): PlanScreen {
  const at = plan.from + index;
  const before = plan.shown.plan.steps[at - 1]?.rowsAfter ?? plan.shown.plan.from;
  const done = withStep(plan, index, {kind: 'done', milliseconds, before, after: rows});
  return focused(done, Math.min(index + 1, plan.steps.length - 1 - plan.from), state);
}

/** Indexes of events count from the first step of the run. */
function withStep(plan: PlanScreen, index: number, step: StepState): PlanScreen {
  return {...plan, steps: plan.steps.with(plan.from + index, step)};
}

function focused(plan: PlanScreen, index: number, state: State): PlanScreen {
  return {...plan, list: moveTo(plan.list, plan.from + index, listSize(state, plan)), top: 0};
}

function ended(step: StepState, isFailed: boolean): StepState {
  if (step.kind !== 'running') return step;
  return isFailed ? {kind: 'failed', statement: step.statement} : {kind: 'waiting'};
}

function listSize(
  state: State,
  plan: PlanScreen,
): {readonly count: number; readonly height: number} {
  return {count: plan.steps.length, height: planRooms(state).steps.height};
}
