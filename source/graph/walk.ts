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

/** How a candidate is written: the revision itself, unless it has to be said otherwise. */
export type Naming = (goal: string) => string;

const itself: Naming = (goal) => goal;

/**
 * The revision so many steps below a place, by down revisions. Throws `ambiguous_walk` at a merge point, with
 * every revision that the walk could have ended at.
 */
export function below(
  graph: RevisionGraph,
  start: Place,
  count: number,
  naming: Naming = itself,
): Place {
  let place = start;
  for (let left = count; left > 0; left--) {
    if (typeof place === 'symbol') return NOWHERE;
    const parents = graph.downRevisions(place);
    if (parents.length > 1) {
      throw ambiguousWalk(
        `${place} is a merge point: there are ${parents.length} ways down`,
        goalsBelow(graph, place, left).map((goal) => candidate(graph, naming(nameOf(goal)), goal)),
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

/**
 * The revision so many steps above a place, by down revisions. Throws `ambiguous_walk` at a branch point, with
 * every revision that the walk could have ended at.
 */
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
        goalsAbove(graph, place, left, within).map((goal) => candidate(graph, goal, goal)),
      );
    }
    place = child;
  }
  return place;
}

/** Where a walk ends; nothing if it is ambiguous further on. */
export function attempt(walk: () => Place): Place | undefined {
  try {
    return walk();
  } catch {
    return undefined;
  }
}

/** The refusal to guess which way a walk was meant to go, with the ways as `details.candidates`. */
export function ambiguousWalk(message: string, candidates: readonly Candidate[]): AthanorError {
  const shown = candidates.slice(0, 5).map(({target}) => target);
  return new AthanorError('ambiguous_walk', message, {
    hint: shown.length > 0 ? `Say which: ${shown.join(', ')}.` : 'Say fewer: no way is as long.',
    details: {candidates},
  });
}

/** Every revision at which a walk upwards can end, whichever way it goes; each once. */
export function goalsAbove(
  graph: RevisionGraph,
  start: Place,
  count: number,
  within?: ReadonlySet<RevisionId>,
): readonly RevisionId[] {
  const goals = goalsAfter(start, count, (place) => {
    const next = place === BASE ? graph.bases : graph.children(nameOf(place));
    return within === undefined ? next : next.filter((id) => within.has(id));
  });
  return goals.filter((goal) => typeof goal === 'string');
}

/** The same downwards, where `base` is a goal too. */
export function goalsBelow(graph: RevisionGraph, start: Place, count: number): readonly Goal[] {
  return goalsAfter(start, count, (place) => {
    if (place === BASE) return [];
    const parents = graph.downRevisions(nameOf(place));
    return parents.length === 0 ? [BASE] : parents;
  });
}

/** Where a walk can end within the graph. */
type Goal = RevisionId | typeof BASE;

function goalsAfter(
  start: Place,
  count: number,
  next: (place: Goal) => readonly Goal[],
): readonly Goal[] {
  let places: readonly Goal[] = start === NOWHERE ? [] : [start];
  for (let left = count; left > 0 && places.length > 0; left--) {
    places = [...new Set(places.flatMap((place) => next(place)))];
  }
  return places;
}

/** A way to go on. */
export function candidate(graph: RevisionGraph, target: string, goal: Goal): Candidate {
  return goal === BASE
    ? {target, revision: nameOf(BASE), message: 'before the first revision'}
    : {target, revision: goal, message: graph.get(goal).message};
}
