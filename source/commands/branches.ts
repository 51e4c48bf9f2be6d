import type {RevisionId} from '../graph/revision.ts';
import type {Project} from './project.ts';

/** What `branches` answers with. */
export interface Branches {
  /** The revisions that several others stand on, in load order. */
  readonly branches: readonly BranchPoint[];
  /** The labels that revision files declare, in load order. */
  readonly labels: readonly BranchLabel[];
}

interface BranchPoint extends BranchRevision {
  readonly children: readonly BranchRevision[];
}

export interface BranchRevision {
  readonly revision: RevisionId;
  readonly message: string;
  readonly branchLabels: readonly string[];
  readonly isHead: boolean;
}

interface BranchLabel {
  readonly label: string;
  /** The revision that declares it. */
  readonly revision: RevisionId;
  /** The heads above that revision. */
  readonly heads: readonly RevisionId[];
}

/** Where the graph branches, and what its branches are called. */
export function branches({graph}: Pick<Project, 'graph'>): Branches {
  const described = (revision: RevisionId): BranchRevision => ({
    revision,
    message: graph.get(revision).message,
    branchLabels: graph.labels(revision),
    isHead: graph.isHead(revision),
  });
  const above = (revision: RevisionId) => graph.descendants([revision], 'version');
  return {
    branches: graph.branchPoints.map((revision) => ({
      ...described(revision),
      children: graph.children(revision).map(described),
    })),
    labels: graph.branchLabels.flatMap((label) => {
      const revision = graph.labelled(label);
      if (revision === undefined) return [];
      const reached = above(revision);
      return [{label, revision, heads: graph.heads.filter((head) => reached.has(head))}];
    }),
  };
}
