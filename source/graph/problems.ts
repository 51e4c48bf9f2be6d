import {at} from './at.ts';
import {oldestFirst, readEdges} from './edges.ts';
import type {Edges} from './edges.ts';
import {nearestNames} from './nearest.ts';
import type {Revision, RevisionId} from './revision.ts';

/** What can be wrong with a set of revisions. */
type ProblemKind =
  | 'badId'
  | 'badLabel'
  | 'duplicateId'
  | 'labelClash'
  | 'selfLoop'
  | 'missingParent'
  | 'missingDependency'
  | 'cycle';

/** One thing that is wrong, and the revisions that have to do with it. */
export interface Problem {
  readonly kind: ProblemKind;
  readonly message: string;
  readonly revisions: readonly RevisionId[];
  /** For what is missing: its name, and the revisions and labels that may have been meant. */
  readonly missing?: {readonly name: string; readonly candidates: readonly string[]};
}

/**
 * Everything that keeps revisions from being a graph, in load order; nothing if all is well. `sound` are those
 * that are on no cycle and stand on none.
 */
export function findProblems(
  revisions: readonly Revision[],
  edges = readEdges(revisions),
  sound = oldestFirst(edges),
): readonly Problem[] {
  const looping = new Set(
    revisions.filter(({id, downRevisions, dependsOn}) => {
      return downRevisions.includes(id) || dependsOn.includes(id);
    }),
  );
  return [
    ...badNames(revisions),
    ...duplicates(revisions, edges),
    ...labelClashes(revisions, edges),
    ...[...looping].map(({id}) => problem('selfLoop', `Revision ${id} stands on itself`, id)),
    ...missing(revisions, edges),
    ...cycles(revisions, edges, sound),
  ];
}

const problem = (kind: ProblemKind, message: string, ...ids: RevisionId[]): Problem => ({
  kind,
  message,
  revisions: ids,
});

/** The words of targets, which no revision and no label may be called. */
const RESERVED: ReadonlySet<string> = new Set(['head', 'heads', 'base', 'current']);

/** Says what is wrong with an id; nothing if it can be one. */
export function complaintAboutId(id: string): string | undefined {
  if (id === '') return 'A revision identifier cannot be empty';
  if (RESERVED.has(id)) return `"${id}" is a word of targets, not a revision identifier`;
  if (!/[@\-+:\s]/.test(id)) return undefined;
  const forbidden = [...new Set(id.match(/[@\-+:\s]/g))].toSorted().map((sign) => {
    return sign.trim() === '' ? 'white space' : sign;
  });
  return `Not allowed in a revision identifier: ${forbidden.join(' ')} (in "${id}")`;
}

/** Says what is wrong with a branch label; nothing if it can be one. */
export function complaintAboutLabel(label: string): string | undefined {
  if (label === '') return 'A branch label cannot be empty';
  if (RESERVED.has(label)) return `"${label}" is a word of targets, not a branch label`;
  if (/[@+:\s]/.test(label)) return `Not allowed in a branch label: @ + : (in "${label}")`;
  if (/-\d+$/.test(label)) return `Branch label "${label}" would be read as a walk downwards`;
  return undefined;
}

function badNames(revisions: readonly Revision[]): Problem[] {
  const found: Problem[] = [];
  for (const {id, branchLabels} of revisions) {
    const aboutId = complaintAboutId(id);
    if (aboutId !== undefined) found.push(problem('badId', aboutId, id));
    if (branchLabels.length === 0) continue;
    for (const label of branchLabels) {
      const text = complaintAboutLabel(label);
      if (text !== undefined) found.push(problem('badLabel', `${text}, revision ${id}`, id));
    }
  }
  return found;
}

function duplicates(revisions: readonly Revision[], {index}: Edges): Problem[] {
  if (index.size === revisions.length) return [];
  const count = new Map<RevisionId, number>();
  for (const {id} of revisions) count.set(id, (count.get(id) ?? 0) + 1);
  return [...count]
    .filter(([, times]) => times > 1)
    .map(([id, times]) => problem('duplicateId', `Revision ${id} is there ${times} times`, id));
}

function labelClashes(revisions: readonly Revision[], {index}: Edges): Problem[] {
  const owners = new Map<string, RevisionId>();
  const found: Problem[] = [];
  for (const {id, branchLabels} of revisions) {
    if (branchLabels.length === 0) continue;
    for (const label of branchLabels) {
      const owner = index.has(label) ? label : owners.get(label);
      owners.set(label, owner ?? id);
      if (owner === undefined) continue;
      const what = index.has(label) ? 'is the name of a revision' : `already names ${owner}`;
      const both = owner === id ? [id] : [owner, id];
      found.push(problem('labelClash', `Branch label "${label}" of ${id} ${what}`, ...both));
    }
  }
  return found;
}

function missing(revisions: readonly Revision[], edges: Edges): Problem[] {
  const {index, labelled} = edges;
  const found: Problem[] = [];
  revisions.forEach(({id, downRevisions, dependsOn}, place) => {
    const named = downRevisions.length + dependsOn.length;
    if (at(edges.down, place).length + at(edges.depends, place).length === named) return;
    for (const parent of downRevisions) {
      if (index.has(parent)) continue;
      const text = `Down revision ${parent} of ${id} is not there`;
      found.push(absent(problem('missingParent', text, id), parent, edges));
    }
    for (const name of dependsOn) {
      if (index.has(name) || labelled.has(name)) continue;
      const text = `Revision ${id} depends on ${name}: not there`;
      found.push(absent(problem('missingDependency', text, id), name, edges));
    }
  });
  return found;
}

/** What is missing, with what could be in its place: names that begin so or are nearly the same. */
function absent(wanted: Problem, name: string, {index, labelled}: Edges): Problem {
  const names = [...index.keys(), ...labelled.keys()].filter((one) => {
    return one.length > 3 && !wanted.revisions.includes(one);
  });
  const candidates = nearestNames(name, names);
  const meant = candidates.length === 0 ? '' : `; did you mean ${candidates.join(' or ')}?`;
  return {...wanted, message: wanted.message + meant, missing: {name, candidates}};
}

/** One problem for each group of revisions that stand on each other. */
function cycles(revisions: readonly Revision[], edges: Edges, sound: readonly number[]): Problem[] {
  if (sound.length === edges.size) return [];
  const left = withoutBystanders(edges, new Set(revisions.keys()).difference(new Set(sound)));
  const found: Problem[] = [];
  while (left.size > 0) {
    const [start = 0] = left;
    const below = reach(start, edges.parents, left);
    const knot = [...below.intersection(reach(start, edges.successors, left))].toSorted((a, b) => {
      return a - b;
    });
    left.delete(start);
    for (const place of knot) left.delete(place);
    if (knot.length > 1) found.push(cycle(revisions, edges, knot));
  }
  return found;
}

/** Takes out, from the top, what only stands on a cycle. */
function withoutBystanders({parents, successors}: Edges, places: Set<number>): Set<number> {
  const open = [...places];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    if (!places.has(place) || at(successors, place).some((above) => places.has(above))) continue;
    places.delete(place);
    open.push(...at(parents, place));
  }
  return places;
}

function cycle(revisions: readonly Revision[], {down}: Edges, knot: readonly number[]): Problem {
  const ids = knot.map((place) => at(revisions, place).id);
  const within = new Set(knot);
  const byDependency = knot.every((place) => !at(down, place).some((one) => within.has(one)));
  const how = byDependency ? 'depend on each other' : 'stand on each other';
  return problem('cycle', `Revisions ${ids.join(', ')} ${how} in a circle`, ...ids);
}

function reach(start: number, edges: Edges['parents'], within: ReadonlySet<number>): Set<number> {
  const seen = new Set<number>();
  const open = [start];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    for (const next of at(edges, place)) {
      if (seen.has(next) || !within.has(next)) continue;
      seen.add(next);
      open.push(next);
    }
  }
  return seen;
}
