import type {
  ChoiceScreen,
  ConfirmScreen,
  HelpScreen,
  PaletteScreen,
  PromptScreen,
} from '../dialogs/screens.ts';
import type {CompareScreen} from '../screens/compare/compare-state.ts';
import type {ExploreState} from '../screens/explore/explore-state.ts';
import type {JournalScreen} from '../screens/journal/journal-state.ts';
import type {ReviewScreen} from '../screens/review/review-state.ts';
import type {MergeScreen} from '../screens/merge/merge-state.ts';
import type {FailureScreen, PlanScreen} from '../screens/plan/plan-state.ts';
import type {HistoryView} from '../screens/explore/history-view.ts';
import type {Standing} from '../../commands/standing.ts';
import type {KeyTable} from '../keys/key-table.ts';
import type {EnvironmentView} from '../ports.ts';

/** The size of the terminal in cells. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** Something that has to be fetched first. */
export type Loadable<Value> =
  | {readonly kind: 'unasked'}
  | {readonly kind: 'loading'}
  | {readonly kind: 'ready'; readonly value: Value}
  | {readonly kind: 'failed'; readonly message: string; readonly hint: string | undefined};

/** A short word about what just happened. */
export interface Toast {
  readonly text: string;
  readonly tone: 'good' | 'warning' | 'danger';
}

/** One line of the log pane. */
export interface LogEntry {
  /** Such as `14:31:02`. */
  readonly time: string;
  readonly text: string;
  readonly tone: 'plain' | 'dim' | 'good' | 'danger' | 'sql';
}

/** What lies over the first screen; the last one is on top and has the keys. */
export type Screen =
  | PlanScreen
  | FailureScreen
  | MergeScreen
  | CompareScreen
  | ReviewScreen
  | JournalScreen
  | ConfirmScreen
  | PromptScreen
  | ChoiceScreen
  | HelpScreen
  | PaletteScreen;

/** Everything that the workbench shows follows from this. */
export interface State {
  readonly size: Size;
  readonly environment: EnvironmentView;
  readonly directory: string;
  readonly keys: KeyTable;
  readonly history: HistoryView;
  readonly standing: Loadable<Standing>;
  readonly explore: ExploreState;
  readonly screens: readonly Screen[];
  readonly toast: Toast | undefined;
  readonly log: readonly LogEntry[];
}

/** The screen on top, if there is one. */
export function topScreen(state: State): Screen | undefined {
  return state.screens.at(-1);
}

/** Whether something lies over the first screen; the line of a search does not. */
export function isCovered({screens}: State): boolean {
  return screens.some((screen) => screen.kind !== 'prompt' || screen.purpose !== 'search');
}
