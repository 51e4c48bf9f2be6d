import {routeDown} from './downgrade.ts';
import type {RevisionGraph} from './revision-graph.ts';
import type {RevisionId, Route} from './revision.ts';
import {applied} from './rows.ts';
import {routeUp} from './upgrade.ts';

/**
 * What going to a revision would do: up if it is not applied, down if it is and others were written
 * on top of it, nothing if the database stands there.
 */
export function routeTo(
  graph: RevisionGraph,
  rows: readonly RevisionId[],
  revision: RevisionId,
): Route {
  if (!applied(graph, rows).has(revision)) return routeUp(graph, rows, [revision]);
  return routeDown(graph, rows, graph.children(revision));
}
