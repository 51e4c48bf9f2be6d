import {AthanorError} from '../errors.ts';
import type {RevisionGraph} from './revision-graph.ts';
import type {RevisionId} from './revision.ts';

/** Where there is no revision: right below the bases. */
export const BASE = Symbol('base');

/** Where a walk ends that has left the graph. */
export const NOWHERE = Symbol('nowhere');

/** Where a walk can end. */
export type Place = RevisionId | typeof BASE | typeof NOWHERE;

/** A place in words. */
export function nameOf(place: Place): string {
  return typeof place === 'string' ? place : (place.description ?? '');
}

/** A way to go on, as a target that can be typed instead of the ambiguous one. */
export interface Candidate {
  readonly target: string;
  readonly revision: RevisionId;
  readonly message: string;
}

/** The revision so many steps below a place, by down revisions. Throws `ambiguous_walk` at a merge point. */
export function below(graph: RevisionGraph, start: Place, count: number): Place {
  let place = start;
  for (let left = count; left > 0; left--) {
    if (typeof place === 'symbol') return NOWHERE;
    const parents = graph.downRevisions(place);
    if (parents.length > 1) {
      throw ambiguousWalk(
        `${place} is a merge point: there are ${parents.length} ways down`,
        parents.map((id) => candidate(graph, stepped(id, '-', left - 1), id)),
      );
    }
    place = parents[0] ?? BASE;
  }
  return place;
}

/** What a walk upwards may go through. */
export interface UpOptions {
  /** Only these revisions; all of them if it is not said. */
  readonly within?: ReadonlySet<RevisionId> | undefined;
  /** Stop at the end instead of leaving the graph. */
  readonly stopAtEnd?: boolean;
}

/** The revision so many steps above a place, by down revisions. Throws `ambiguous_walk` at a branch point. */
export function above(
  graph: RevisionGraph,
  start: Place,
  count: number,
  {within, stopAtEnd = false}: UpOptions = {},
): Place {
  let place = start;
  for (let left = count; left > 0; left--) {
    const next = typeof place === 'symbol' ? graph.bases : graph.children(place);
    const children = within === undefined ? next : next.filter((id) => within.has(id));
    const [child] = children;
    if (child === undefined) return stopAtEnd ? place : NOWHERE;
    if (children.length > 1) {
      const where = typeof place === 'symbol' ? 'The start of the history' : place;
      throw ambiguousWalk(
        `${where} has ${children.length} ways up`,
        children.map((id) => candidate(graph, stepped(id, '+', left - 1), id)),
      );
    }
    place = child;
  }
  return place;
}

/** The refusal to guess which way a walk was meant to go, with the ways as `details.candidates`. */
export function ambiguousWalk(message: string, candidates: readonly Candidate[]): AthanorError {
  const shown = candidates.slice(0, 5).map(({target}) => target);
  return new AthanorError('ambiguous_walk', message, {
    hint: shown.length > 0 ? `Say which: ${shown.join(', ')}.` : undefined,
    details: {candidates},
  });
}

/** A way to go on. */
export function candidate(graph: RevisionGraph, target: string, revision: RevisionId): Candidate {
  return {target, revision, message: graph.get(revision).message};
}

const stepped = (id: RevisionId, sign: '+' | '-', left: number) =>
  left === 0 ? id : `${id}${sign}${left}`;
