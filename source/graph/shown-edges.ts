import type {LaneEdge} from './lanes.ts';
import type {RevisionGraph} from './revision-graph.ts';
import type {RevisionId} from './revision.ts';

/**
 * The edges between some revisions: those that lead from one to the other, and where they lead to what is not
 * among them, edges to the nearest below that are.
 */
export function shownEdges(
  graph: RevisionGraph,
  shown: ReadonlySet<RevisionId>,
): (id: RevisionId) => readonly LaneEdge[] {
  const below = new Map<RevisionId, readonly RevisionId[]>();
  for (const id of graph.newestFirst().toReversed()) {
    if (shown.has(id)) continue;
    const parents = graph.parents(id);
    const nearest = parents.flatMap((parent) => below.get(parent) ?? [parent]);
    below.set(id, nearest.length < 2 ? nearest : uncovered(graph, nearest));
  }
  const isShown = (id: RevisionId): boolean => shown.has(id);
  return (id) => {
    const hidden = graph.parents(id).filter((parent) => !isShown(parent));
    const over = hidden.flatMap((parent) => below.get(parent) ?? []);
    // What is reached by another edge as well needs none of its own.
    const kept = new Set(graph.tips([...graph.parents(id).filter(isShown), ...over]));
    return [
      ...edges('line', graph.downRevisions(id).filter(isShown)),
      ...edges(
        'elided',
        over.filter((to) => kept.has(to)),
      ),
      ...edges('dependency', graph.dependencies(id).filter(isShown)),
    ];
  };
}

/** Those that none of the others stands on, each once and in the order given. */
function uncovered(graph: RevisionGraph, ids: readonly RevisionId[]): readonly RevisionId[] {
  const tips = new Set(graph.tips(ids));
  return [...new Set(ids)].filter((id) => tips.has(id));
}

const edges = (thread: LaneEdge['thread'], to: readonly RevisionId[]): readonly LaneEdge[] =>
  to.map((id) => ({to: id, thread}));
