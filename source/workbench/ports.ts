import type {Standing} from '../commands/standing.ts';
import type {RevisionGraph} from '../graph/revision-graph.ts';
import type {RevisionId} from '../graph/revision.ts';
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
 * Nothing here connects to a database but `standing`.
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
}
