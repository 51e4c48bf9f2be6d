/** Identifies a revision: usually twelve hexadecimal digits, but any text without `@ - + :` will do. */
export type RevisionId = string;

/** A node of the graph, as its file declares it. */
export interface Revision {
  readonly id: RevisionId;
  /** The revisions that this one was written on top of; none for a base, several for a merge point. */
  readonly downRevisions: readonly RevisionId[];
  /** Revisions (by id or branch label) that must be applied before this one without being its line. */
  readonly dependsOn: readonly string[];
  /** The labels that this file declares; the graph propagates them. */
  readonly branchLabels: readonly string[];
  /** First paragraph of the description. */
  readonly message: string;
}

/** Up: applied by `upgrade()`. Down: taken back by `downgrade()`. */
export type Direction = 'upgrade' | 'downgrade';

/** A revision taken in a direction. */
export interface Step {
  readonly revision: RevisionId;
  readonly direction: Direction;
}

/** Where the database stands, the steps from there in execution order, and where they lead. */
export interface Route {
  /** Version rows before, as they were read. */
  readonly from: readonly RevisionId[];
  readonly steps: readonly Step[];
  /** Version rows after the last step, sorted. */
  readonly to: readonly RevisionId[];
}
