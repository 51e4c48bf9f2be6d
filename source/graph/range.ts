import {AthanorError} from '../errors.ts';
import {
  lineOf,
  resolveBranch,
  resolvePlaces,
  resolveRevision,
  resolveRevisions,
} from './resolve.ts';
import type {RevisionGraph} from './revision-graph.ts';
import type {RevisionId} from './revision.ts';
import {parseTarget} from './target.ts';
import {refuseOverlap, upgradeTargets} from './upgrade.ts';
import {BASE, NOWHERE, below, nameOf} from './walk.ts';

/** The ends of a history range, as targets; a missing end is open. */
export interface RangeEnds {
  readonly base?: string | readonly string[] | undefined;
  readonly head?: string | undefined;
}

/**
 * The revisions from one end to the other, both included, newest first.
 *
 * With a base: those that were written on top of it and lead to the head. Without: everything the
 * head stands on. `branch@base` as base keeps to the heads that carry the label; `+N` as head counts from the
 * base, `-N` as base from the heads. Throws as `resolveRevisions`, and `range_not_ancestor`.
 */
export function resolveRange(graph: RevisionGraph, {base, head}: RangeEnds): readonly RevisionId[] {
  const lower = base === undefined ? ['base'] : [base].flat();
  const upper = head ?? 'heads';
  const [first = 'base'] = lower;
  const all = upgradeTargets(graph, upper, {
    standing: () => walkStarts(graph, lower, upper),
    stopAtEnd: true,
  });
  const {branch} = parseTarget(first);
  const targets = branch === undefined ? all : ofBranch(graph, all, branch);
  refuseOverlap(graph, targets, upper);

  const within = graph.ancestors(targets);
  const lowest = lowerEnds(graph, lower, {upper, within});
  refuseOverlap(graph, lowest, lower.join(' '));
  if (lowest.length === 0) return graph.newestFirst(within);
  const onTop = within.intersection(graph.descendants(lowest, 'version'));
  if (!targets.some((target) => onTop.has(target)))
    throw notBelow(lowest.join(', '), {lower, upper});
  return graph.newestFirst(onTop);
}

function notBelow(
  names: string,
  {lower, upper}: {lower: readonly string[]; upper: string},
): AthanorError {
  return new AthanorError('range_not_ancestor', `${names} is not below ${upper}`, {
    hint: 'A range leads from a revision to one that was written on top of it.',
    details: {base: lower.join(' '), head: upper},
  });
}

function walkStarts(
  graph: RevisionGraph,
  lower: readonly string[],
  upper: string,
): readonly RevisionId[] {
  const onBranch = parseTarget(upper).branch !== undefined;
  return lower.flatMap((target) => {
    if (onBranch) return resolveRevisions(graph, target);
    return resolveRevision(graph, target) ?? [];
  });
}

/** The targets of a branch: those that carry its label, or are on the line of a revision without one. */
function ofBranch(
  graph: RevisionGraph,
  targets: readonly RevisionId[],
  branch: string,
): readonly RevisionId[] {
  const root = resolveBranch(graph, branch);
  const labels = graph.labelled(branch) === undefined ? graph.labels(root) : [branch];
  const [label] = labels;
  if (label !== undefined && labels.length === 1) {
    return targets.filter((id) => graph.labels(id).includes(label));
  }
  const line = lineOf(graph, [root], 'version');
  return targets.filter((id) => line.has(id));
}

function lowerEnds(
  graph: RevisionGraph,
  lower: readonly string[],
  {upper, within}: {upper: string; within: ReadonlySet<RevisionId>},
): readonly RevisionId[] {
  const places = lower.flatMap((target) => resolvePlaces(graph, target));
  const outside = places.filter((place) => {
    return place === BASE || (place !== NOWHERE && !within.has(place));
  });
  if (outside.length > 0) {
    throw notBelow(outside.map(nameOf).join(', '), {lower, upper});
  }
  if (places[0] !== NOWHERE) return places.filter((place) => typeof place === 'string');
  const count = parseTarget(lower[0] ?? '').walk?.count ?? 0;
  const start = resolveRevision(graph, upper) ?? BASE;
  return [below(graph, start, count)].filter((place) => typeof place === 'string');
}
