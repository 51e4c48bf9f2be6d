import {AthanorError} from '../errors.ts';
import type {RevisionGraph} from './revision-graph.ts';
import type {RevisionId, Step} from './revision.ts';

/** What version rows say to be applied: the rows and everything below them. Throws `revision_not_found` for unknown rows. */
export function applied(
  graph: RevisionGraph,
  rows: readonly RevisionId[],
): ReadonlySet<RevisionId> {
  return graph.ancestors(knownRows(graph, rows));
}

/** The rows, each once. Throws `revision_not_found` if one of them is not in the graph. */
export function knownRows(
  graph: RevisionGraph,
  rows: readonly RevisionId[],
): readonly RevisionId[] {
  const unknown = rows.filter((row) => !graph.has(row));
  if (unknown.length === 0) return [...new Set(rows)];
  throw new AthanorError(
    'revision_not_found',
    `The database stands at ${unknown.join(', ')}, of which there is no revision file`,
    {
      hint: 'Get the missing files (another branch may have them), or stamp the database with --purge.',
      details: {target: unknown[0], unknown, candidates: []},
    },
  );
}

/** The applied revisions on which no applied one was written: the rows, and what only dependencies cover. */
export function currentTips(
  graph: RevisionGraph,
  rows: readonly RevisionId[],
): readonly RevisionId[] {
  const standing = applied(graph, rows);
  return graph.ids.filter((id) => {
    return standing.has(id) && !graph.children(id).some((child) => standing.has(child));
  });
}

/**
 * The version rows that hold after a step, sorted: the maximal elements of what is applied then.
 * Starting a branch, merging and plainly moving on are not separate cases.
 */
export function rowsAfter(
  graph: RevisionGraph,
  rows: readonly RevisionId[],
  {revision, direction}: Step,
): readonly RevisionId[] {
  const others = rows.filter((row) => row !== revision);
  const standing = direction === 'upgrade' ? [revision] : graph.parents(revision);
  return graph.tips([...others, ...standing]).toSorted();
}

/** The version rows after each step of a plan, sorted; in time linear in what is applied and in the steps. */
export function rowsAlong(
  graph: RevisionGraph,
  rows: readonly RevisionId[],
  steps: readonly Step[],
): readonly (readonly RevisionId[])[] {
  const standing = new Map<RevisionId, number>();
  const tips = new Set<RevisionId>();
  const put = (id: RevisionId) => {
    standing.set(id, 0);
    tips.add(id);
  };
  const cover = (id: RevisionId) => {
    standing.set(id, (standing.get(id) ?? 0) + 1);
    tips.delete(id);
  };
  const uncover = (id: RevisionId) => {
    const left = (standing.get(id) ?? 0) - 1;
    standing.set(id, left);
    if (left === 0) tips.add(id);
  };

  const before = applied(graph, rows);
  for (const id of before) put(id);
  for (const id of before) for (const parent of graph.parents(id)) cover(parent);
  return steps.map(({revision, direction}) => {
    if (direction === 'upgrade') put(revision);
    else tips.delete(revision);
    for (const parent of graph.parents(revision)) {
      if (direction === 'upgrade') cover(parent);
      else uncover(parent);
    }
    return [...tips].toSorted();
  });
}
