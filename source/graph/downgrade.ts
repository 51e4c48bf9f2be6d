import {AthanorError} from '../errors.ts';
import {lineOf, onBranch, resolveBranch, resolveRevision} from './resolve.ts';
import type {RevisionGraph} from './revision-graph.ts';
import type {RevisionId, Route} from './revision.ts';
import {currentTips, knownRows} from './rows.ts';
import {parseTarget} from './target.ts';
import type {Target} from './target.ts';
import {tooFar} from './upgrade.ts';
import {
  BASE,
  NOWHERE,
  above,
  ambiguousWalk,
  attempt,
  below,
  candidate,
  goalsBelow,
  nameOf,
} from './walk.ts';
import type {Place} from './walk.ts';

/**
 * The way down to a target: what was written on top of it, and what depends on that, newest first.
 * The target itself stays. With a branch, of several lines above the target only that one is taken back.
 *
 * Throws as `resolveRevision`; `ambiguous_walk` with `details.candidates` if `-N` has several starts or ways;
 * `bad_target` for a walk that leaves the graph; `range_not_ancestor` if the target is not applied.
 */
export function planDowngrade(
  graph: RevisionGraph,
  rows: readonly RevisionId[],
  target: string,
): Route {
  const parsed = parseTarget(target);
  const {goal, branch} = downgradeGoal(graph, rows, parsed);
  const route = routeDown(graph, rows, rootsAbove(graph, goal, branch));
  if (goal !== BASE && route.steps.length === 0 && !rows.includes(goal)) {
    throw new AthanorError('range_not_ancestor', `There is nothing to take back above ${goal}`, {
      hint: `The database stands at ${rows.length > 0 ? rows.join(', ') : 'base'}.`,
      details: {target, from: rows},
    });
  }
  return route;
}

/** The way down that takes back these revisions and everything that stands on them. */
export function routeDown(
  graph: RevisionGraph,
  rows: readonly RevisionId[],
  roots: readonly RevisionId[],
): Route {
  const standing = knownRows(graph, rows);
  const dropped = graph.descendants(roots).intersection(graph.ancestors(standing));
  const order = graph.newestFirst(dropped);
  const uncovered = order.flatMap((id) => graph.parents(id));
  const left = [...standing, ...uncovered].filter((id) => !dropped.has(id));
  return {
    from: rows,
    steps: order.map((revision) => ({revision, direction: 'downgrade'})),
    to: graph.tips(left).toSorted(),
  };
}

interface Goal {
  /** What stays. */
  readonly goal: RevisionId | typeof BASE;
  readonly branch: string | undefined;
}

function downgradeGoal(graph: RevisionGraph, rows: readonly RevisionId[], target: Target): Goal {
  const {branch, symbol, walk} = target;
  if (walk === undefined) return {goal: resolveRevision(graph, symbol ?? '') ?? BASE, branch};
  const downwards = walk.direction === 'down' && walk.count > 0;
  if (symbol === undefined && !downwards) {
    throw new AthanorError(
      'bad_target',
      `"${target.text}" does not lead down from where the database stands`,
      {hint: 'Say -1 or more, a revision, or base.', details: {target: target.text}},
    );
  }
  if (symbol === undefined) return stepsDown(graph, rows, target);
  return {
    goal: inside(target, downwards ? walkDown(graph, target) : walkUp(graph, target)),
    branch,
  };
}

function inside(target: Target, place: Place): RevisionId | typeof BASE {
  if (place === NOWHERE) throw tooFar(target);
  return place;
}

function walkDown(graph: RevisionGraph, {branch, symbol = '', walk}: Target): Place {
  const name = branch === undefined ? symbol : `${branch}@${symbol}`;
  return below(graph, resolveRevision(graph, name) ?? BASE, walk?.count ?? 0, alongBranch(branch));
}

/** Names what stays, so that only the line to the branch is taken back. */
const alongBranch =
  (branch: string | undefined) =>
  (goal: string): string =>
    branch === undefined ? goal : `${branch}@${goal}`;

function walkUp(graph: RevisionGraph, {branch, symbol = '', walk}: Target): Place {
  const start = resolveRevision(graph, symbol) ?? BASE;
  const within =
    branch === undefined ? undefined : lineOf(graph, [resolveBranch(graph, branch)], 'version');
  return above(graph, start, walk?.count ?? 0, {within});
}

/** So many steps down from the one row, or from the one row on the branch. */
function stepsDown(graph: RevisionGraph, rows: readonly RevisionId[], target: Target): Goal {
  const {branch, walk} = target;
  const count = walk?.count ?? 0;
  const standing = knownRows(graph, rows);
  const [start, ...others] = branch === undefined ? standing : tipsOn(graph, standing, branch);
  if (start === undefined) {
    const where = branch === undefined ? 'Nothing is applied' : `Nothing of ${branch} is applied`;
    throw new AthanorError('bad_target', `${where}: "${target.text}" leads nowhere`, {
      hint: `There is nothing to take back: the database stands at ${rows.join(', ') || 'base'}.`,
      details: {target: target.text},
    });
  }
  if (others.length > 0) throw severalStarts(graph, [start, ...others], target);
  const goal = inside(target, below(graph, start, count, alongBranch(branch)));
  return {goal, branch: branch ?? start};
}

/** Where the database stands on a branch: its rows there, or else what only other branches cover. */
function tipsOn(
  graph: RevisionGraph,
  rows: readonly RevisionId[],
  branch: string,
): readonly RevisionId[] {
  const onIt = onBranch(graph, rows, branch);
  return onIt.length > 0 ? onIt : onBranch(graph, currentTips(graph, rows), branch);
}

/** Each start with the walk from it alone; where that has several ways, each revision that it can end at. */
function severalStarts(graph: RevisionGraph, starts: readonly RevisionId[], target: Target) {
  const {text, walk} = target;
  const count = walk?.count ?? 0;
  const candidates = starts.flatMap((id) => {
    const goals = goalsBelow(graph, id, count);
    if (attempt(() => below(graph, id, count)) === undefined)
      return goals.map((goal) => candidate(graph, `${id}@${nameOf(goal)}`, goal));
    return goals.map((goal) => {
      const label = labelOf(graph, starts, {id, goal});
      return candidate(graph, `${label ?? id}@${walk?.text ?? ''}`, id);
    });
  });
  return ambiguousWalk(`"${text}" could start at ${starts.join(', ')}`, candidates);
}

/** A label that says the same as the id of a start: on that line alone, and the same of what stands on the goal. */
function labelOf(
  graph: RevisionGraph,
  starts: readonly RevisionId[],
  {id, goal}: {id: RevisionId; goal: RevisionId | typeof BASE},
): string | undefined {
  const rootsBy = (branch: string) => attempt(() => rootsAbove(graph, goal, branch).join());
  const meant = rootsBy(id);
  return graph.labels(id).find((name) => {
    return rootsBy(name) === meant && onBranch(graph, starts, name).every((start) => start === id);
  });
}

/** What stands on what stays: of several lines, those that lead to the branch. */
function rootsAbove(
  graph: RevisionGraph,
  goal: RevisionId | typeof BASE,
  branch: string | undefined,
): readonly RevisionId[] {
  const roots = goal === BASE ? graph.bases : graph.children(goal);
  if (branch === undefined || roots.length < 2) return roots;
  const line = graph.ancestors([resolveBranch(graph, branch)], 'version');
  const meant = roots.filter((id) => line.has(id));
  if (meant.length > 0) return meant;
  throw new AthanorError('bad_target', `Branch ${branch} does not lead up from ${nameOf(goal)}`, {
    hint: `The lines there start with ${roots.join(', ')}.`,
    details: {branch, revision: nameOf(goal)},
  });
}
