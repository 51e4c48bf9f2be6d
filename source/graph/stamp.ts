import {lineOf, resolveBranch, resolvePlaces} from './resolve.ts';
import {AthanorError} from '../errors.ts';
import type {RevisionGraph} from './revision-graph.ts';
import type {RevisionId} from './revision.ts';
import {knownRows} from './rows.ts';
import {parseTarget} from './target.ts';
import {refuseOverlap} from './upgrade.ts';

/** What stamping would do: other rows, and with them another idea of what is applied. Nothing runs. */
export interface StampPlan {
  /** Version rows before, as they were read. */
  readonly from: readonly RevisionId[];
  /** Version rows after, sorted. */
  readonly to: readonly RevisionId[];
  /** Revisions that start to count as applied, newest first. */
  readonly starts: readonly RevisionId[];
  /** Revisions that stop to count as applied, newest first. */
  readonly stops: readonly RevisionId[];
}

/**
 * Takes out the rows that share a line with a target (above or below it, dependencies included) and puts
 * the target in. `base` takes out every row, `branch@base` those of the branch. Several targets have to be
 * whole ids, none above another. Throws as `resolveRevisions`; `bad_target`, `overlapping_revisions`.
 */
export function planStamp(
  graph: RevisionGraph,
  rows: readonly RevisionId[],
  targets: readonly string[],
): StampPlan {
  const standing = knownRows(graph, rows);
  const moves = (targets.length > 0 ? targets : ['base']).map((target) => {
    return move(graph, standing, target);
  });
  const into = moves.flatMap((one) => one.into);
  refuseDoubt(graph, targets, into);
  const gone = new Set(moves.flatMap(({out}) => out));
  const left = standing.filter((row) => !gone.has(row));
  const to = graph.tips([...left, ...into]);
  return preview(graph, rows, to.toSorted());
}

/** The plan that forgets all rows, known or not, before it stamps. */
export function planPurge(
  graph: RevisionGraph,
  rows: readonly RevisionId[],
  targets: readonly string[],
): StampPlan {
  return preview(graph, rows, planStamp(graph, [], targets).to);
}

function preview(
  graph: RevisionGraph,
  from: readonly RevisionId[],
  to: readonly RevisionId[],
): StampPlan {
  const before = graph.ancestors(from.filter((row) => graph.has(row)));
  const after = graph.ancestors(to);
  return {
    from,
    to,
    starts: graph.newestFirst(after.difference(before)),
    stops: graph.newestFirst(before.difference(after)),
  };
}

/** Several targets are to be revisions in full, each on a line of its own: what they mean is then beyond doubt. */
function refuseDoubt(
  graph: RevisionGraph,
  targets: readonly string[],
  into: readonly RevisionId[],
): void {
  if (targets.length < 2) return;
  const said = targets.join(' ');
  if (targets.some((target) => !graph.has(target))) {
    throw new AthanorError('bad_target', `Several targets have to be whole ids, not "${said}"`, {
      hint: into.length > 0 ? `Say ${[...new Set(into)].join(' ')}.` : 'Say base alone.',
      details: {target: said, candidates: into},
    });
  }
  refuseOverlap(graph, [...new Set(into)], said);
}

interface Move {
  readonly out: readonly RevisionId[];
  readonly into: readonly RevisionId[];
}

function move(graph: RevisionGraph, rows: readonly RevisionId[], target: string): Move {
  const {branch, symbol, walk} = parseTarget(target);
  if (walk !== undefined && (symbol !== undefined || rows.length > 0)) throw walkRefused(target);
  const into = resolvePlaces(graph, target).filter((place) => typeof place === 'string');
  if (into.length > 0) {
    const line = lineOf(graph, into, 'all');
    return {out: rows.filter((row) => line.has(row)), into};
  }
  if (branch === undefined || rows.length === 0) return {out: rows, into};
  const line = lineOf(graph, [resolveBranch(graph, branch)], 'all');
  return {out: rows.filter((row) => line.has(row)), into};
}

function walkRefused(target: string): AthanorError {
  return new AthanorError('revision_not_found', `"${target}" is not a revision to stamp`, {
    hint: 'Say the revision itself: stamping does not count from where the database stands.',
    details: {target, candidates: []},
  });
}
