import type {Standing} from '../../../commands/standing.ts';
import type {RevisionGraph} from '../../../graph/revision-graph.ts';
import type {RevisionId} from '../../../graph/revision.ts';
import {keySpan} from '../../keys/key-words.ts';
import type {State} from '../../store/state.ts';
import {span, type Line} from '../../text/spans.ts';
import {visible} from '../../text/visible.ts';
import {lossesText} from '../plan/loss-lines.ts';
import {standingOf} from './standing.ts';

/** What going to a revision would do: up, down, or nothing since the database is there. */
export interface Going {
  readonly direction: 'up' | 'down' | 'here';
  readonly steps: number;
}

/** Which way it is to a revision; found at once, however long the way. */
export function directionTo(
  graph: RevisionGraph,
  {applied}: Standing,
  revision: RevisionId,
): Going['direction'] {
  if (!applied.has(revision)) return 'up';
  return graph.children(revision).some((child) => applied.has(child)) ? 'down' : 'here';
}

/** How far it is to a revision, and which way; in time linear in what lies below or above it. */
export function goingTo(graph: RevisionGraph, standing: Standing, revision: RevisionId): Going {
  const {applied} = standing;
  const direction = directionTo(graph, standing, revision);
  if (direction === 'here') return {direction, steps: 0};
  const passed =
    direction === 'up' ? graph.ancestors([revision]) : graph.descendants(graph.children(revision));
  let steps = 0;
  for (const id of passed) if (applied.has(id) === (direction === 'down')) steps++;
  return {direction, steps};
}

/** What going to the selected revision would do, in words: how many steps, which way, and what would be lost. */
export function goingLine(state: State, revision: RevisionId): Line {
  const standing = standingOf(state);
  if (standing === undefined || standing.unknown.length > 0) return [span(unknown(state), 'dim')];
  const direction = directionTo(state.history.graph, standing, revision);
  if (direction === 'here')
    return [span('the database is here', 'current'), ...oneStep(state, standing)];
  return direction === 'up'
    ? [
        ...wayThere(state, revision, 'planUpgrade'),
        span('  '),
        keySpan(state.keys, 'planDowngrade'),
        span(' not applied', 'dim'),
      ]
    : [
        ...wayThere(state, revision, 'planDowngrade'),
        span('  '),
        keySpan(state.keys, 'planUpgrade'),
        span(' applied already', 'dim'),
      ];
}

const ways = {planUpgrade: ['up', 'pending'], planDowngrade: ['down', 'warning']} as const;

/** How many steps a key would plan, which way, and what they would lose. */
function wayThere(state: State, revision: RevisionId, key: keyof typeof ways): Line {
  const [way, tone] = ways[key];
  const steps = state.explore.going.get(revision)?.steps;
  const count = steps === undefined ? '' : `${steps} step${steps === 1 ? '' : 's'} `;
  return [
    keySpan(state.keys, key),
    span(` ${count}${way} to here`, tone),
    ...lossSpans(state, revision),
  ];
}

/** Where the database is there is one step either way. */
function oneStep({keys}: State, {pending}: Standing): Line {
  const down: Line = [span('  '), keySpan(keys, 'downOne'), span(' one down', 'warning')];
  if (pending.length === 0) return down;
  return [span('  '), keySpan(keys, 'upOne'), span(' one up', 'pending'), ...down];
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
