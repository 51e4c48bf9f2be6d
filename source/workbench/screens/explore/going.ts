import type {RevisionId} from '../../../graph/revision.ts';
import type {State} from '../../store/state.ts';
import {span, type Line} from '../../text/spans.ts';
import {standingOf} from './standing.ts';

/** How many steps lie between the database and a revision, either way. */
export interface Going {
  readonly up: number;
  readonly down: number;
}

/** How far it is to a revision: what is missing below it, and what stands on it. */
export function goingTo(state: State, revision: RevisionId): Going | undefined {
  const standing = standingOf(state);
  if (standing === undefined) return undefined;
  const {graph} = state.history;
  const {applied} = standing;
  const up = [...graph.ancestors([revision])].filter((id) => !applied.has(id)).length;
  const above = applied.has(revision) ? [...graph.descendants([revision])] : [];
  return {up, down: above.filter((id) => id !== revision && applied.has(id)).length};
}

/** What going to a revision would do, in words. */
export function goingLine(state: State, revision: RevisionId): Line {
  const going = goingTo(state, revision);
  if (going === undefined) return [span(waiting(state), 'dim')];
  if (going.up > 0) return [span('u ', 'key'), span(`${steps(going.up)} up to here`, 'pending')];
  if (going.down > 0)
    return [span('d ', 'key'), span(`${steps(going.down)} down to here`, 'warning')];
  return [span('the database is here', 'current')];
}

function waiting({standing}: State): string {
  return standing.kind === 'failed'
    ? 'the database did not answer'
    : 'the database has not answered yet';
}

function steps(number: number): string {
  return number === 1 ? '1 step' : `${number} steps`;
}
