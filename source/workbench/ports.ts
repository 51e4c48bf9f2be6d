import type {CarryOutInput} from '../commands/carry-out-steps.ts';
import type {Generated} from '../commands/autogenerate.ts';
import type {NewRevisionInput, RevisionBody, RevisionDraft} from '../commands/draft-revision.ts';
import type {Log} from '../commands/log.ts';
import type {MergeInput} from '../commands/merge.ts';
import type {MergeSides} from '../commands/merge-sides.ts';
import type {Wish} from '../commands/plan-for.ts';
import type {MeasuredPlan} from '../commands/plan-to.ts';
import type {RevisionSchema} from '../commands/revision-schema.ts';
import type {SchemaDiff} from '../commands/diff.ts';
import type {Standing} from '../commands/standing.ts';
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

/** A statement with what it may lock, rewrite or lose. */
export type StatementView = Plan['steps'][number]['statements'][number];

/**
 * What the workbench asks of the rest of the house. Every answer is a value; what fails throws an AthanorError.
 * Nothing here connects to a database but `standing`, `plan`, `rest`, `run` and `journal`.
 */
export interface Bench extends AsyncDisposable {
  readonly environment: EnvironmentView;
  /** Where the project lies; paths are shown from there. */
  readonly directory: string;
  /** The person's own keys, by action. */
  readonly keys: Readonly<Record<string, string>>;
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
  /** The schema as it stood at a revision, what that one changed, and which revisions made it what it is. */
  schema(revision: RevisionId): Promise<RevisionSchema>;
  /** What leads from the schema at one revision to that at another. */
  compare(from: RevisionId, to: RevisionId): Promise<Comparison>;
  /** What a revision does to which tables and columns, a line an operation, to be searched. */
  searchText(revision: RevisionId): Promise<string>;
  /** Who brought each revision file into Git, where that is known. */
  authors(): Promise<ReadonlyMap<RevisionId, string>>;
  /** How many rows tables have, as `countRows` tells. */
  countRows(tables: readonly string[]): Promise<ReadonlyMap<string, number | undefined>>;
  /** The plan from where the database stands to where the wish says, its losses measured. */
  plan(wish: Wish): Promise<MeasuredPlan>;
  /** What is left of a plan when its first steps are done. Throws `plan_changed` if it is not what was shown. */
  rest(shown: MeasuredPlan, done: number): Promise<MeasuredPlan>;
  /** Carries out steps of a plan; leaving it rolls back the step that is open. */
  run(shown: MeasuredPlan, how: RunHow): AsyncGenerator<RunEvent, void>;
  /** What was ever run on the database, newest first. */
  journal(): Promise<Log>;
  /** What the lines of these heads do, each for itself, and what more than one of them touches. */
  mergeSides(heads: readonly RevisionId[]): Promise<MergeSides>;
  /** The file of a revision that joins several, not written. */
  draftMerge(input: MergeInput): RevisionDraft;
  /** Compares the entities as their files are now with the revisions; connects to nothing. */
  autogenerate(): Promise<Generated>;
  /** The file of a new revision, not written. */
  draft(input: NewRevisionInput, body?: RevisionBody): RevisionDraft;
  /** Lets a draft be edited and reads what came of it. Throws what editing throws. */
  editDraft(draft: RevisionDraft, edit: (file: string) => Promise<void>): Promise<EditedDraft>;
  /** Writes a drafted revision; never over another file. */
  write(draft: RevisionDraft): Promise<void>;
}

/** Two schemas compared. */
export interface Comparison {
  readonly diff: SchemaDiff;
  /** The statements that turn the one into the other, or why there are none. */
  readonly sql:
    | {readonly kind: 'ready'; readonly statements: readonly string[]}
    | {readonly kind: 'failed'; readonly message: string};
}

/** What a draft says after it was edited: it is a revision, or why it is not. */
export interface EditedDraft {
  readonly text: string;
  readonly result:
    | {readonly kind: 'good'; readonly checked: CheckedDraft}
    | {readonly kind: 'bad'; readonly message: string; readonly hint: string | undefined};
}

/** What the file of a draft records. */
export interface CheckedDraft {
  readonly revision: RevisionId;
  readonly message: string;
  /** How many operations, each way; `undefined` when it cannot be taken back. */
  readonly upgrade: number;
  readonly downgrade: number | undefined;
}

/** How much of a plan is carried out, and what was agreed to. */
export type RunHow = Pick<CarryOutInput, 'consent' | 'steps' | 'confirmed' | 'signal'>;
