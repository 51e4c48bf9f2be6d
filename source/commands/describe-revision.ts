import type {RevisionId} from '../graph/revision.ts';
import type {Project} from './project.ts';

/** A revision, its place in the graph, and its file. */
export interface RevisionEntry {
  readonly revision: RevisionId;
  readonly downRevisions: readonly RevisionId[];
  /** Labels resolved. */
  readonly dependsOn: readonly RevisionId[];
  /** The labels in effect there. */
  readonly branchLabels: readonly string[];
  readonly message: string;
  /** ISO 8601 in UTC; `null` when the file does not say. */
  readonly created: string | null;
  /** Absolute. */
  readonly path: string;
  readonly isHead: boolean;
  readonly isBase: boolean;
  readonly isBranchPoint: boolean;
  readonly isMergePoint: boolean;
}

/** What commands tell about a revision. */
export function describeRevision(
  {graph, script}: Pick<Project, 'graph' | 'script'>,
  revision: RevisionId,
): RevisionEntry {
  const {message, created, path} = script(revision);
  return {
    revision,
    downRevisions: graph.downRevisions(revision),
    dependsOn: graph.dependencies(revision),
    branchLabels: graph.labels(revision),
    message,
    created: created ?? null,
    path,
    isHead: graph.isHead(revision),
    isBase: graph.isBase(revision),
    isBranchPoint: graph.isBranchPoint(revision),
    isMergePoint: graph.isMergePoint(revision),
  };
}
