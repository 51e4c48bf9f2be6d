import type {RevisionGraph} from '../../graph/revision-graph.ts';
import type {RevisionId} from '../../graph/revision.ts';
import {selectedRevision} from '../screens/explore/selection.ts';
import type {State} from '../store/state.ts';

type Reason = string | undefined;

/** Why there is no next match. */
export function searched({explore}: State): Reason {
  if (explore.search === undefined) return 'nothing is being searched for: press /';
  return explore.search.matches.length === 0 ? `nothing matches ${explore.search.text}` : undefined;
}

/** Why the place of the database is not known. */
export function standing(state: State): Reason {
  if (state.standing.kind === 'failed')
    return `the database did not answer: ${state.standing.message}`;
  if (state.standing.kind !== 'ready') return 'the database has not answered yet';
  return state.standing.value.rows.length === 0 ? 'no revision is applied yet' : undefined;
}

/** Why there is no parent to go to. */
export function parent(state: State): Reason {
  return ofSelected(state, (graph, id) =>
    graph.parents(id).length === 0 ? 'it stands on nothing' : undefined,
  );
}

/** Why there is no child to go to. */
export function child(state: State): Reason {
  return ofSelected(state, (graph, id) =>
    graph.children(id).length + graph.dependents(id).length === 0
      ? 'nothing stands on it'
      : undefined,
  );
}

function ofSelected(state: State, test: (graph: RevisionGraph, id: RevisionId) => Reason): Reason {
  const id = selectedRevision(state);
  return id === undefined ? 'there is no revision' : test(state.history.graph, id);
}
