import {at} from './at.ts';
import type {Revision, RevisionId} from './revision.ts';

/**
 * The graph in numbers: a revision is its place in load order, an edge an entry in a list.
 * Edges that lead nowhere and repeated edges are left out.
 */
export interface Edges {
  readonly size: number;
  readonly index: ReadonlyMap<RevisionId, number>;
  /** The revision that declares a label. */
  readonly labelled: ReadonlyMap<string, number>;
  readonly down: readonly (readonly number[])[];
  readonly depends: readonly (readonly number[])[];
  /** Down revisions, then what is depended on. */
  readonly parents: readonly (readonly number[])[];
  /** Who has it as a down revision. */
  readonly children: readonly (readonly number[])[];
  /** Who depends on it. */
  readonly dependents: readonly (readonly number[])[];
  /** Children and dependents. */
  readonly successors: readonly (readonly number[])[];
}

/** Reads the edges that revisions declare, with labels resolved to the revisions that carry them. */
export function readEdges(revisions: readonly Revision[]): Edges {
  const index = new Map<RevisionId, number>();
  const labelled = new Map<string, number>();
  revisions.forEach(({id, branchLabels}, place) => {
    index.set(id, place);
    for (const label of branchLabels) if (!labelled.has(label)) labelled.set(label, place);
  });

  const find = (name: string) => index.get(name) ?? labelled.get(name);
  const down = revisions.map((revision) => places(revision.downRevisions, (id) => index.get(id)));
  const depends = revisions.map((revision) => places(revision.dependsOn, find));
  const parents = down.map((own, place) => union(own, at(depends, place)));
  const children = reversed(down);
  const dependents = reversed(depends);
  const successors = children.map((own, place) => union(own, at(dependents, place)));
  return {
    size: revisions.length,
    index,
    labelled,
    down,
    depends,
    parents,
    children,
    dependents,
    successors,
  };
}

/** Oldest first, each after its parents; revisions on a cycle, and what stands on them, are missing. */
export function oldestFirst({size, parents, successors}: Edges): readonly number[] {
  const waiting = new Int32Array(size);
  const sequence: number[] = [];
  for (let place = 0; place < size; place++) {
    waiting[place] = at(parents, place).length;
    if (waiting[place] === 0) sequence.push(place);
  }
  for (let next = 0; next < sequence.length; next++) {
    for (const child of at(successors, at(sequence, next))) {
      const left = at(waiting, child) - 1;
      waiting[child] = left;
      if (left === 0) sequence.push(child);
    }
  }
  return sequence;
}

const NONE: readonly number[] = [];

function places(names: readonly string[], find: (name: string) => number | undefined) {
  // Not by destructuring: this is done for each of thousands, before any of it is compiled.
  const only = names[0];
  if (only === undefined) return NONE;
  if (names.length === 1) {
    const place = find(only);
    return place === undefined ? NONE : [place];
  }
  const found = names.map(find).filter((place) => place !== undefined);
  return found.length > 1 ? [...new Set(found)] : found;
}

function union(some: readonly number[], others: readonly number[]): readonly number[] {
  if (others.length === 0) return some;
  return some.length === 0 ? others : [...new Set([...some, ...others])];
}

function reversed(edges: readonly (readonly number[])[]): readonly (readonly number[])[] {
  // Most lists have one member or none: those are made no larger than that.
  const lists: (number[] | undefined)[] = edges.map(() => undefined);
  edges.forEach((targets, source) => {
    for (const target of targets) {
      const list = lists[target];
      if (list === undefined) lists[target] = [source];
      else list.push(source);
    }
  });
  return lists.map((list) => list ?? NONE);
}
