import type {RevisionId} from '../graph/revision.ts';
import type {Project} from './project.ts';

/** What `heads` answers with. */
export interface Heads {
  readonly heads: readonly Head[];
}

/** A revision that no other has as its down revision. */
export interface Head {
  readonly revision: RevisionId;
  readonly message: string;
  /** The labels in effect there. */
  readonly branchLabels: readonly string[];
  /** No other revision depends on it, either. */
  readonly isEffective: boolean;
}

export interface HeadsInput {
  /** Leave out the heads that another revision depends on. */
  readonly resolveDependencies?: boolean;
}

/** The heads of the graph, in load order. */
export function heads(
  {graph}: Pick<Project, 'graph'>,
  {resolveDependencies = false}: HeadsInput = {},
): Heads {
  const chosen = resolveDependencies ? graph.effectiveHeads : graph.heads;
  return {
    heads: chosen.map((revision) => ({
      revision,
      message: graph.get(revision).message,
      branchLabels: graph.labels(revision),
      isEffective: graph.isEffectiveHead(revision),
    })),
  };
}
