import {dialogHandlers, moveInDialog} from '../dialogs/dialog-reducer.ts';
import {answered, exploreHandlers, moveInPane, refit} from '../screens/explore/explore-reducer.ts';
import {compareHandlers, moveInCompare} from '../screens/compare/compare-reducer.ts';
import {mergeHandlers, moveInMerge} from '../screens/merge/merge-reducer.ts';
import {moveInFailure, moveInPlan, planHandlers, refitPlan} from '../screens/plan/plan-reducer.ts';
import {journalHandlers, moveInJournal} from '../screens/journal/journal-reducer.ts';
import {moveInReview, reviewHandlers} from '../screens/review/review-reducer.ts';
import type {Motion} from '../widgets/window.ts';
import type {CommonEvent, Handlers, WorkbenchEvent} from './events.ts';
import {topScreen, type Screen, type State} from './state.ts';

/** How many lines the log pane remembers. */
const logged = 2000;

/** Who moves when a person moves: the screen on top. */
const movers: Readonly<
  Record<'explore' | Screen['kind'], (state: State, motion: Motion) => State>
> = {
  explore: moveInPane,
  plan: moveInPlan,
  failure: moveInFailure,
  merge: moveInMerge,
  compare: moveInCompare,
  review: moveInReview,
  journal: moveInJournal,
  help: moveInDialog,
  palette: (state) => state,
  prompt: (state) => state,
  choice: (state) => state,
  confirm: moveInDialog,
};

const commonHandlers: Handlers<CommonEvent> = {
  resized: (state, {size}) => refitPlan(refit({...state, size})),
  moved: (state, {motion}) => movers[topScreen(state)?.kind ?? 'explore'](state, motion),
  standingChanged: (state, {standing}) => answered({...state, standing}, state.standing),
  noticed: (state, {toast}) => ({...state, toast}),
  logged: (state, {entries}) => ({...state, log: [...state.log, ...entries].slice(-logged)}),
  screenOpened: (state, {screen}) => ({
    ...state,
    toast: undefined,
    screens: [...state.screens, screen],
  }),
  screenClosed: (state) => ({...state, screens: state.screens.slice(0, -1)}),
};

const handlers: Handlers<WorkbenchEvent> = {
  ...commonHandlers,
  ...exploreHandlers,
  ...dialogHandlers,
  ...planHandlers,
  ...mergeHandlers,
  ...compareHandlers,
  ...reviewHandlers,
  ...journalHandlers,
};

/** The state after an event: the one place where it changes. */
export function reduce(state: State, event: WorkbenchEvent): State {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each handler takes the event of its own kind, which the index has just chosen
  const handle = handlers[event.kind] as (state: State, event: WorkbenchEvent) => State;
  return handle(state, event);
}
