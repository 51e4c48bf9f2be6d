import type {Generated} from '../../commands/autogenerate.ts';
import type {RevisionId} from '../../graph/revision.ts';
import type {Bench} from '../ports.ts';
import type {WorkbenchEvent} from '../store/events.ts';
import type {State} from '../store/state.ts';
import type {Store} from '../store/store.ts';
import type {KeyPress} from '../keys/key-press.ts';
import type {Index} from '../screens/explore/explore-state.ts';
import type {Stage} from '../terminal/lifecycle.tsx';

/** Two clocks: one that only goes forward, for keys, and the one on the wall, for people. */
export interface Clock {
  readonly now: () => number;
  readonly date: () => Date;
  /** How long something took, as it is told. */
  readonly took: (milliseconds: number) => number;
}

/** Steps that are being carried out. */
export interface ActiveRun {
  readonly abort: AbortController;
  /** Over when the run is, however it ended. */
  readonly ended: Promise<void>;
  /** When it was last asked to stop. */
  askedAt: number | undefined;
}

/** What is going on beside the state: that a plan is being made, or a run. */
export interface Work {
  planning: boolean;
  run: ActiveRun | undefined;
  /** What was generated, while its parent is being chosen. */
  generated: Generated | undefined;
  /** What revisions do, read or being read, and of which files. */
  indexed?: {readonly all: readonly RevisionId[]; readonly index: Promise<Index>};
  /** What was generated, while its questions are being answered. */
  questions:
    | {
        readonly generated: Generated;
        readonly done: (context: Context, generated: Generated) => void;
        /** The beginning of an answer whose words are being written. */
        words: string | undefined;
      }
    | undefined;
  /** The message of an empty revision, while its parent is being chosen. */
  message: string | undefined;
}

/** What an act has at hand. */
export interface Context {
  readonly store: Store<State, WorkbenchEvent>;
  readonly bench: Bench;
  readonly stage: Stage;
  readonly clock: Clock;
  /** The key that set it off; none from the palette. */
  readonly press: KeyPress | undefined;
  readonly work: Work;
  /** The editor, with its options. Throws `editor_failed` when it cannot be told. */
  readonly editor: () => readonly string[];
  /** The id of a new revision; by chance, when it does not say. */
  readonly newId: () => RevisionId | undefined;
  /** Milliseconds that the detail waits for the cursor to rest. */
  readonly rest: number;
}

/** What an action does: dispatches events, and what takes time goes on by itself. */
export type Act = (context: Context) => void | Promise<void>;
