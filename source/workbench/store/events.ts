import type {Screen, LogEntry, Size, State, Toast, Loadable} from './state.ts';
import type {DialogEvent} from '../dialogs/dialog-reducer.ts';
import type {CompareEvent} from '../screens/compare/compare-reducer.ts';
import type {MergeEvent} from '../screens/merge/merge-reducer.ts';
import type {JournalEvent} from '../screens/journal/journal-reducer.ts';
import type {ReviewEvent} from '../screens/review/review-reducer.ts';
import type {PlanEvent} from '../screens/plan/plan-reducer.ts';
import type {ExploreEvent} from '../screens/explore/explore-reducer.ts';
import type {Standing} from '../../commands/standing.ts';
import type {Motion} from '../widgets/window.ts';

/** What concerns no screen more than another. */
export type CommonEvent =
  | {readonly kind: 'resized'; readonly size: Size}
  | {readonly kind: 'moved'; readonly motion: Motion}
  | {readonly kind: 'standingChanged'; readonly standing: Loadable<Standing>}
  | {readonly kind: 'noticed'; readonly toast: Toast | undefined}
  | {readonly kind: 'logged'; readonly entries: readonly LogEntry[]}
  | {readonly kind: 'screenOpened'; readonly screen: Screen}
  /** The screen on top is gone. */
  | {readonly kind: 'screenClosed'};

/** Everything that changes the state. */
export type WorkbenchEvent =
  | CommonEvent
  | ExploreEvent
  | DialogEvent
  | PlanEvent
  | MergeEvent
  | CompareEvent
  | ReviewEvent
  | JournalEvent;

/** A table of functions, one for each kind of event: what the state is after it. */
export type Handlers<Event extends {readonly kind: string}> = {
  readonly [Kind in Event['kind']]: (
    state: State,
    event: Extract<Event, {readonly kind: Kind}>,
  ) => State;
};
