import type {RevisionGraph} from '../graph/revision-graph.ts';
import type {RevisionId} from '../graph/revision.ts';
import type {RunEvent} from '../runtime/events.ts';
import type {Plan} from '../runtime/plan.ts';

/** The environment that was chosen: always on the screen. */
export interface EnvironmentView {
  readonly name: string;
  readonly protected: boolean;
  readonly readOnly: boolean;
}

/** What a revision's file tells beside its place in the graph. */
export interface ScriptView {
  readonly path: string;
  readonly created: string | undefined;
  readonly description: string;
}

/** The revision files as they are now. */
export interface FilesView {
  readonly graph: RevisionGraph;
  readonly script: (revision: RevisionId) => ScriptView;
}

/** Where the database stands. */
export interface Standing {
  /** Such as `sqlite shop.db`. */
  readonly label: string;
  /** The version rows, sorted. */
  readonly rows: readonly RevisionId[];
  readonly applied: ReadonlySet<RevisionId>;
  readonly pending: number;
}

/** What would be lost, measured where it can be. */
export interface LossView {
  /** Such as `drop-column`. */
  readonly kind: string;
  /** Such as `account.note`. */
  readonly object: string;
  /** The step that loses it. */
  readonly revision: RevisionId;
  /** Rows or values; `undefined` when it cannot be counted. */
  readonly count: number | undefined;
}

/** A plan as it may be shown and then carried out. */
export interface PlanView {
  readonly plan: Plan;
  readonly losses: readonly LossView[];
}

/** Where a plan should lead. */
export type Wish =
  | {readonly direction: 'upgrade' | 'downgrade'; readonly target: string}
  | {readonly direction: 'stamp'; readonly target: string};

/** One operation of a draft, to be taken or left. */
export interface DraftItem {
  readonly id: string;
  /** Such as `add column account.note`. */
  readonly title: string;
  /** What taking it would lose; such an item is left out until it is taken. */
  readonly destructive: boolean;
}

/** A revision that is about to be written. */
export interface Draft {
  readonly items: readonly DraftItem[];
  readonly path: string;
  readonly text: string;
}

/** One line of the journal. */
export interface JournalEntry {
  readonly at: string;
  readonly revision: RevisionId;
  readonly direction: string;
  readonly outcome: string;
  readonly detail: string;
}

/** A statement with what it may lock, rewrite or lose. */
export type StatementView = Plan['steps'][number]['statements'][number];

/**
 * What the workbench asks of the rest of the house. Every answer is a value; what fails throws an AthanorError.
 * Nothing here connects to a database but `standing`, `plan`, `run` and `journal`.
 */
export interface Bench extends AsyncDisposable {
  readonly environment: EnvironmentView;
  readonly files: FilesView;
  /** Reads the revision files again. */
  reload(): Promise<FilesView>;
  standing(): Promise<Standing>;
  /** What a revision does in one direction; `undefined` when it cannot be taken back. */
  statements(
    revision: RevisionId,
    direction: 'upgrade' | 'downgrade',
  ): Promise<readonly StatementView[] | undefined>;
  source(revision: RevisionId): Promise<string>;
  plan(wish: Wish): Promise<PlanView>;
  /** Carries out the first step of a plan, or all of them; `return()` on it stops and rolls back. */
  run(plan: PlanView, how: {readonly steps: 1 | 'all'}): AsyncGenerator<RunEvent>;
  journal(): Promise<readonly JournalEntry[]>;
}
