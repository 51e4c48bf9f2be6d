import {at} from './at.ts';
import type {Edges} from './edges.ts';

/** What walks need to know of a whole graph; surveyed once. */
export interface Terrain {
  readonly edges: Edges;
  /** Every revision, each after its parents. */
  readonly sequence: readonly number[];
  /** The place of each revision in `sequence`. */
  readonly rank: Int32Array;
  /** The parents that a walk goes to: without dependencies that the line below has declared already. */
  readonly walked: readonly (readonly number[])[];
  /** The tree of first parents, as intervals: what lies within that of another stands on it. */
  readonly tree: Intervals;
}

/** `from[a] <= from[b] < to[a]` if b is a or above it in the tree. */
interface Intervals {
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/** Surveys a graph whose revisions are given each after its parents. */
export function survey(edges: Edges, sequence: readonly number[]): Terrain {
  const rank = new Int32Array(edges.size);
  sequence.forEach((place, index) => {
    rank[place] = index;
  });
  return {
    edges,
    sequence,
    rank,
    walked: walkedParents(edges, rank),
    tree: firstParentTree(edges, sequence),
  };
}

function walkedParents(edges: Edges, rank: Int32Array): readonly (readonly number[])[] {
  const walked = [...edges.parents];
  const seen = new Int32Array(edges.size).fill(-1);
  edges.dependents.forEach((declarers, needed) => {
    if (declarers.length < 2) return;
    for (const place of declaredBelow(edges, {needed, rank, seen})) {
      if (at(edges.down, place).includes(needed)) continue;
      walked[place] = at(walked, place).filter((parent) => parent !== needed);
    }
  });
  return walked;
}

/** Those that depend on a revision although a revision on the line below them does so too. */
function declaredBelow(
  {children, dependents}: Edges,
  {needed, rank, seen}: {needed: number; rank: Int32Array; seen: Int32Array},
): number[] {
  const declarers = at(dependents, needed);
  const highest = Math.max(...declarers.map((place) => at(rank, place)));
  const open = declarers.flatMap((place) => at(children, place));
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    if (at(seen, place) === needed || at(rank, place) > highest) continue;
    seen[place] = needed;
    open.push(...at(children, place));
  }
  return declarers.filter((place) => at(seen, place) === needed);
}

function firstParentTree({size, parents}: Edges, sequence: readonly number[]): Intervals {
  const weight = new Int32Array(size).fill(1);
  for (const place of sequence.toReversed()) {
    const parent = at(parents, place)[0];
    if (parent !== undefined) weight[parent] = at(weight, parent) + at(weight, place);
  }
  const from = new Int32Array(size);
  const to = new Int32Array(size);
  const free = new Int32Array(size);
  let roots = 0;
  for (const place of sequence) {
    const parent = at(parents, place)[0];
    const start = parent === undefined ? roots : at(free, parent);
    const end = start + at(weight, place);
    if (parent === undefined) roots = end;
    else free[parent] = end;
    from[place] = start;
    to[place] = end;
    free[place] = start + 1;
  }
  return {from, to};
}

/** 1 for the members, 2 for what is not a member but stands between two, 0 for the rest. */
export function markMembers({edges, sequence}: Terrain, members: Iterable<number>): Uint8Array {
  const marks = new Uint8Array(edges.size);
  let count = 0;
  for (const place of members) {
    count += 1 - at(marks, place);
    marks[place] = 1;
  }
  if (count === edges.size) return marks;

  const above = new Uint8Array(edges.size);
  for (const place of sequence) {
    const onMember = at(edges.parents, place).some((parent) => {
      return at(marks, parent) === 1 || at(above, parent) === 1;
    });
    if (onMember) above[place] = 1;
  }
  const below = new Uint8Array(edges.size);
  for (const place of sequence.toReversed()) {
    const underMember = at(edges.successors, place).some((child) => {
      return at(marks, child) === 1 || at(below, child) === 1;
    });
    if (!underMember) continue;
    below[place] = 1;
    if (at(marks, place) === 0 && at(above, place) === 1) marks[place] = 2;
  }
  return marks;
}
