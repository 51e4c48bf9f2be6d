import type {RevisionGraph} from '../../graph/revision-graph.ts';
import type {RevisionId} from '../../graph/revision.ts';
import {selectedRevision} from '../screens/explore/selection.ts';
import {directionTo, type Going} from '../screens/explore/going.ts';
import {standingOf} from '../screens/explore/standing.ts';
import {mergeOnScreen} from '../screens/merge/merge-reducer.ts';
import {planOnScreen} from '../screens/plan/plan-reducer.ts';
import {stepToTakeBack} from '../screens/plan/plan-state.ts';
import {keyFor} from './key-words.ts';
import {reviewOnScreen} from '../screens/review/review-state.ts';
import {topScreen, type State} from '../store/state.ts';

type Reason = string | undefined;

/** Why there is no next match. */
export function searched({explore, keys}: State): Reason {
  if (explore.search === undefined)
    return `nothing is being searched for: press ${keyFor(keys, 'search')}`;
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

/** Why there are no two revisions to compare. */
export function comparable(state: State): Reason {
  const {marks} = state.explore;
  const selected = selectedRevision(state);
  if (marks.length === 2) return undefined;
  const [other] = marks.length === 1 ? marks : (standingOf(state)?.rows ?? []);
  const isOther = other !== undefined && other !== selected && state.history.graph.has(other);
  return isOther && selected !== undefined
    ? undefined
    : `mark a revision with ${keyFor(state.keys, 'mark')}, then go to the other one`;
}

/** Why there is no way back. */
export function travelled({explore}: State): Reason {
  return explore.trail.length === 0 ? 'you have jumped nowhere yet' : undefined;
}

/** Why there is no way up to the selected revision. */
export function upgradable(state: State): Reason {
  const reason = answering(state);
  if (reason !== undefined) return reason;
  return wayToSelected(state) === 'up' ? undefined : 'it is applied already';
}

/** Why there is no way down to the selected revision. */
export function downgradable(state: State): Reason {
  const reason = answering(state);
  if (reason !== undefined) return reason;
  const way = wayToSelected(state);
  if (way === 'here')
    return `the database is here: ${keyFor(state.keys, 'downOne')} takes one step down`;
  if (way === 'down') return undefined;
  return `it is not applied: ${keyFor(state.keys, 'planUpgrade')} goes up to it`;
}

/** Why it cannot be said that the database stands here. */
export function stampable(state: State): Reason {
  return standingOf(state) === undefined ? answering(state) : undefined;
}

/** Why there is no step up. */
export function upOne(state: State): Reason {
  const known = standingOf(state);
  if (known === undefined) return answering(state);
  return known.pending.length === 0 ? 'everything is applied' : answering(state);
}

/** Why there is no step down. */
export function downOne(state: State): Reason {
  const known = standingOf(state);
  if (known === undefined) return answering(state);
  return known.rows.length === 0 ? 'nothing is applied' : answering(state);
}

/** Why no step can be run now. */
export function runnable(state: State): Reason {
  const plan = planOnScreen(state);
  if (plan === undefined) return 'there is no plan';
  if (state.environment.readOnly) return `${state.environment.name} is read-only`;
  if (plan.phase === 'running') return 'a step is running';
  if (plan.phase === 'done') return 'all steps are done';
  return plan.phase === 'failed' ? 'the last step failed: go back and plan again' : undefined;
}

/** Why there is no step to take back. */
export function takenBack(state: State): Reason {
  const plan = planOnScreen(state);
  if (plan === undefined) return 'there is no plan';
  if (plan.phase === 'running') return 'a step is running';
  return stepToTakeBack(plan) === undefined ? 'no step was done yet' : undefined;
}

/** Why the selected revision cannot be taken back. */
export function applied(state: State): Reason {
  const reason = answering(state);
  if (reason !== undefined) return reason;
  return wayToSelected(state) === 'up' ? 'it is not applied' : undefined;
}

/** Why the steps cannot be run one after the other. */
export function runnableAtOnce(state: State): Reason {
  if (state.environment.protected) {
    return `${state.environment.name} is protected: one step at a time`;
  }
  return runnable(state);
}

/** Why there is nothing to join. */
export function mergeable({history}: State): Reason {
  return history.heads.length > 1 ? undefined : 'there are no two heads';
}

/** Why there is no file to write. */
export function mergeDrafted(state: State): Reason {
  const merge = mergeOnScreen(state);
  return merge?.draft === undefined ? (merge?.complaint ?? 'nothing is to be joined') : undefined;
}

/** Why the changes cannot be chosen any more. */
export function asGenerated(state: State): Reason {
  const isEdited = reviewOnScreen(state)?.edited !== undefined;
  if (!isEdited) return undefined;
  const [on, again] = [keyFor(state.keys, 'editDraft'), keyFor(state.keys, 'autogenerate')];
  return `the text was edited by hand: ${on} goes on, esc and ${again} begin again`;
}

/** Why there is no text. */
export function drafted(state: State): Reason {
  const review = reviewOnScreen(state);
  return review?.draft === undefined ? (review?.complaint ?? 'there is no text') : undefined;
}

/** Why the text cannot be written. */
export function writable(state: State): Reason {
  const isBad = reviewOnScreen(state)?.edited?.result.kind === 'bad';
  if (!isBad) return drafted(state);
  return `what you wrote is no revision yet: ${keyFor(state.keys, 'editDraft')} goes on editing`;
}

/** Why there is no plan to be made again. */
export function replannable(state: State): Reason {
  return planOnScreen(state) === undefined ? 'there is no plan' : undefined;
}

/** Why there is no file to edit. */
export function editable(state: State): Reason {
  const top = topScreen(state);
  const isKnown = top?.kind === 'failure' && top.revision !== undefined;
  return isKnown ? undefined : 'no revision is to blame';
}

/** Why nothing can be planned: the database has to say where it is first. */
function answering({standing: answer}: State): Reason {
  if (answer.kind === 'failed') return `the database did not answer: ${answer.message}`;
  if (answer.kind !== 'ready') return 'the database has not answered yet';
  const {unknown} = answer.value;
  return unknown.length === 0 ? undefined : `there is no file for ${unknown.join(', ')}`;
}

function wayToSelected(state: State): Going['direction'] | undefined {
  const known = standingOf(state);
  const id = selectedRevision(state);
  if (known === undefined || id === undefined) return undefined;
  return directionTo(state.history.graph, known, id);
}

function ofSelected(state: State, test: (graph: RevisionGraph, id: RevisionId) => Reason): Reason {
  const id = selectedRevision(state);
  return id === undefined ? 'there is no revision' : test(state.history.graph, id);
}
