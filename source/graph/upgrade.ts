import {AthanorError} from '../errors.ts';
import {onBranch, resolveBranch, resolveRevision, resolveRevisions, lineOf} from './resolve.ts';
import type {RevisionGraph} from './revision-graph.ts';
import type {RevisionId, Route} from './revision.ts';
import {knownRows} from './rows.ts';
import {parseTarget} from './target.ts';
import type {Target} from './target.ts';
import {
  BASE,
  NOWHERE,
  above,
  ambiguousWalk,
  attempt,
  below,
  candidate,
  goalsAbove,
} from './walk.ts';
import type {Candidate, Place} from './walk.ts';

/**
 * The way up to a target: what it stands on and is not applied yet, oldest first; no steps if all is applied.
 *
 * Throws as `resolveRevisions`; `ambiguous_walk` with `details.candidates` if `+N` has several starts or ways;
 * `bad_target` for a walk that leaves the graph; `overlapping_revisions` if one target stands on another.
 */
export function planUpgrade(
  graph: RevisionGraph,
  rows: readonly RevisionId[],
  target: string,
): Route {
  const targets = upgradeTargets(graph, target, {standing: () => knownRows(graph, rows)});
  refuseOverlap(graph, targets, target);
  return routeUp(graph, rows, targets);
}

/** The way up to some revisions. */
export function routeUp(
  graph: RevisionGraph,
  rows: readonly RevisionId[],
  targets: readonly RevisionId[],
): Route {
  const standing = knownRows(graph, rows);
  const missing = graph.ancestors(targets).difference(graph.ancestors(standing));
  const steps = graph
    .newestFirst(missing)
    .toReversed()
    .map((revision) => ({revision, direction: 'upgrade'}) as const);
  return {from: rows, steps, to: graph.tips([...standing, ...targets]).toSorted()};
}

/** Refuses revisions that stand on one another where each should be the end of a line of its own. */
export function refuseOverlap(
  graph: RevisionGraph,
  ids: readonly RevisionId[],
  target: string,
): void {
  const tips = graph.tips(ids);
  const covered = ids.filter((id) => !tips.includes(id));
  if (covered.length === 0) return;
  throw new AthanorError(
    'overlapping_revisions',
    `"${target}" names ${ids.join(', ')}, but ${covered.join(', ')} is below the others`,
    {hint: `Say ${tips.join(' or ')}.`, details: {target, candidates: tips}},
  );
}

/** Where a walk starts that says nothing about it, and what becomes of one that goes too far. */
export interface WalkOptions {
  readonly standing: () => readonly RevisionId[];
  readonly stopAtEnd?: boolean;
}

/** The revisions to go up to. */
export function upgradeTargets(
  graph: RevisionGraph,
  text: string,
  options: WalkOptions,
): readonly RevisionId[] {
  const target = parseTarget(text);
  const {symbol, walk} = target;
  if (walk === undefined) return resolveRevisions(graph, text);
  const upwards = walk.direction === 'up' && walk.count > 0;
  if (symbol === undefined && !upwards) {
    throw new AthanorError(
      'bad_target',
      `"${text}" does not lead up from where the database stands`,
      {
        hint: 'Say +1 or more, or a revision to count from, as in ID-1.',
        details: {target: text},
      },
    );
  }
  const place = upwards ? walkUp(graph, target, options) : walkDown(graph, target, options);
  if (place === NOWHERE) throw tooFar(target);
  return place === BASE ? [] : [place];
}

/** The refusal of a walk that leaves the graph. */
export function tooFar({text, walk}: Target): AthanorError {
  const way = walk?.direction === 'down' ? 'down' : 'up';
  return new AthanorError('bad_target', `"${text}" leaves the graph: there is no such way ${way}`, {
    hint: way === 'up' ? 'Say fewer, or heads.' : 'Say fewer, or base.',
    details: {target: text},
  });
}

function walkUp(graph: RevisionGraph, target: Target, {standing, stopAtEnd}: WalkOptions): Place {
  const {branch, symbol, walk} = target;
  const count = walk?.count ?? 0;
  const start =
    symbol === undefined
      ? onlyStart(graph, target, startsOf(graph, standing(), branch))
      : (resolveRevision(graph, symbol) ?? BASE);
  const within =
    branch === undefined ? undefined : lineOf(graph, [resolveBranch(graph, branch)], 'version');
  return above(graph, start, count, {within, stopAtEnd: stopAtEnd ?? false});
}

function walkDown(
  graph: RevisionGraph,
  {branch, symbol = '', walk}: Target,
  {stopAtEnd}: WalkOptions,
): Place {
  const name = branch === undefined ? symbol : `${branch}@${symbol}`;
  const place = below(graph, resolveRevision(graph, name) ?? BASE, walk?.count ?? 0);
  return place === NOWHERE && stopAtEnd === true ? BASE : place;
}

/** Where a walk may start: the rows, those on the branch, or else what of the branch is applied. */
function startsOf(
  graph: RevisionGraph,
  rows: readonly RevisionId[],
  branch: string | undefined,
): readonly RevisionId[] {
  if (branch === undefined) return rows;
  const onIt = onBranch(graph, rows, branch);
  if (onIt.length > 0) return onIt;
  const reached = onBranch(graph, [...graph.ancestors(rows)], branch);
  const covered = new Set(reached.flatMap((id) => graph.parents(id)));
  return graph.tips(reached.filter((id) => !covered.has(id)));
}

function onlyStart(graph: RevisionGraph, target: Target, starts: readonly RevisionId[]): Place {
  const [start = BASE, ...others] = starts;
  if (others.length === 0) return start;
  throw ambiguousWalk(
    `"${target.text}" could start at ${starts.join(', ')}`,
    upwardCandidates(graph, target, starts),
  );
}

/** Every revision that the walk could end at, each once: as the walk on its branch where that says it, else by its id. */
function upwardCandidates(
  graph: RevisionGraph,
  {walk}: Target,
  starts: readonly RevisionId[],
): readonly Candidate[] {
  const count = walk?.count ?? 0;
  const targets = new Map<RevisionId, string>();
  for (const id of starts) {
    const goals = goalsAbove(graph, id, count);
    for (const goal of goals) {
      const isOther = targets.has(goal) || goals.length > 1;
      targets.set(goal, isOther ? goal : walkTo(graph, goal, {id, count, starts}));
    }
  }
  return [...targets].map(([goal, target]) => candidate(graph, target, goal));
}

/** The same walk from one start alone, by a branch label if one tells it from the others. */
function walkTo(
  graph: RevisionGraph,
  goal: RevisionId,
  {id, count, starts}: {id: RevisionId; count: number; starts: readonly RevisionId[]},
): string {
  const others = starts.filter((start) => start !== id);
  const label = graph.labels(id).find((name) => {
    return (
      onBranch(graph, others, name).length === 0 &&
      goal === attempt(() => walkAlong(graph, {id, label: name, count}))
    );
  });
  if (label !== undefined) return `${label}@+${count}`;
  return goal === attempt(() => above(graph, id, count)) ? `${id}+${count}` : goal;
}

function walkAlong(
  graph: RevisionGraph,
  {id, label, count}: {id: RevisionId; label: string; count: number},
): Place {
  return above(graph, id, count, {
    within: lineOf(graph, [resolveBranch(graph, label)], 'version'),
  });
}
