import type {Standing} from '../../../commands/standing.ts';
import type {RevisionGraph} from '../../../graph/revision-graph.ts';
import type {RevisionId, Route} from '../../../graph/revision.ts';
import {routeTo} from '../../../graph/route-to.ts';
import type {State} from '../../store/state.ts';
import {span, type Line} from '../../text/spans.ts';
import {visible} from '../../text/visible.ts';
import {lossesText} from '../plan/loss-lines.ts';
import {standingOf} from './standing.ts';

const cache = new WeakMap<Standing, Map<RevisionId, Route>>();

/** What going to a revision would do, once the database has said where it is. */
export function routeToRevision(state: State, revision: RevisionId): Route | undefined {
  const standing = standingOf(state);
  if (standing === undefined || standing.unknown.length > 0) return undefined;
  const known = cache.get(standing) ?? new Map<RevisionId, Route>();
  cache.set(standing, known);
  const route = known.get(revision) ?? computeRoute(state.history.graph, standing, revision);
  known.set(revision, route);
  return route;
}

function computeRoute(graph: RevisionGraph, {rows}: Standing, revision: RevisionId): Route {
  return routeTo(graph, rows, revision);
}

/** What going to a revision would do, in words: how many steps, which way, and what would be lost. */
export function goingLine(state: State, revision: RevisionId): Line {
  const route = routeToRevision(state, revision);
  if (route === undefined) return [span(unknown(state), 'dim')];
  const [first] = route.steps;
  if (first === undefined) return [span('the database is here', 'current')];
  const isUp = first.direction === 'upgrade';
  const steps = `${route.steps.length} step${route.steps.length === 1 ? '' : 's'}`;
  return [
    span(isUp ? 'u ' : 'd ', 'key'),
    span(`${steps} ${isUp ? 'up' : 'down'} to here`, isUp ? 'pending' : 'warning'),
    ...lossSpans(state, revision),
  ];
}

/** What would be lost on the way, once it was measured. */
function lossSpans(state: State, revision: RevisionId): Line {
  const losses = state.explore.losses.get(revision);
  if (losses === undefined) return [];
  if (losses.length === 0) return [span(', loses nothing', 'dim')];
  return [span(`, loses ${visible(lossesText(losses))}`, 'danger')];
}

function unknown({standing}: State): string {
  if (standing.kind === 'failed') return 'the database did not answer';
  if (standing.kind !== 'ready') return 'the database has not answered yet';
  return `there is no file for ${standing.value.unknown.map(visible).join(', ')}, where the database is`;
}
