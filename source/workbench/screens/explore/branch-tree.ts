import type {RevisionGraph} from '../../../graph/revision-graph.ts';
import type {RevisionId} from '../../../graph/revision.ts';

/** A place where lines begin, part, meet or end, and where in the tree it hangs. */
export interface BranchRow {
  readonly revision: RevisionId;
  /** For each level above, whether its line goes on below this row. */
  readonly trunk: readonly boolean[];
  readonly isLast: boolean;
  readonly role: 'base' | 'branchPoint' | 'mergePoint' | 'head' | 'mergedInto';
  /** How many revisions lie between this and the row that it hangs from. */
  readonly between: number;
}

interface Open {
  /** The first revision above the row that it hangs from. */
  readonly from: RevisionId;
  readonly trunk: readonly boolean[];
  readonly isLast: boolean;
  /** The line comes from another place than the merge point's first parent, and is only mentioned there. */
  readonly parent: RevisionId | undefined;
}

/**
 * The graph as a tree of its branch points: bases at the left, heads at the ends. A merge point hangs from its
 * first down revision; the other lines end with a word of where they went.
 */
export function branchTree(graph: RevisionGraph): readonly BranchRow[] {
  const rows: BranchRow[] = [];
  const open: Open[] = graph.bases
    .map((from, at) => ({
      from,
      trunk: [],
      isLast: at === graph.bases.length - 1,
      parent: undefined,
    }))
    .toReversed();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const {row, above} = followLine(graph, next);
    rows.push(row);
    const trunk = [...next.trunk, !next.isLast];
    open.push(
      ...above
        .map((from, at) => ({from, trunk, isLast: at === above.length - 1, parent: row.revision}))
        .toReversed(),
    );
  }
  return rows;
}

/** Goes up a line to the first place that deserves a row. */
function followLine(
  graph: RevisionGraph,
  {from, trunk, isLast, parent}: Open,
): {readonly row: BranchRow; readonly above: readonly RevisionId[]} {
  let revision = from;
  let below = parent;
  for (let between = 0; ; between++) {
    const role = roleOf(graph, revision, below);
    if (role !== undefined) {
      const row: BranchRow = {revision, trunk, isLast, role, between};
      return {row, above: role === 'mergedInto' ? [] : graph.children(revision)};
    }
    below = revision;
    revision = graph.children(revision)[0] ?? revision;
  }
}

function roleOf(
  graph: RevisionGraph,
  revision: RevisionId,
  below: RevisionId | undefined,
): BranchRow['role'] | undefined {
  if (graph.isMergePoint(revision)) {
    return below !== undefined && graph.downRevisions(revision)[0] !== below
      ? 'mergedInto'
      : 'mergePoint';
  }
  if (graph.isHead(revision)) return 'head';
  if (graph.isBranchPoint(revision)) return 'branchPoint';
  return below === undefined ? 'base' : undefined;
}
