import {computeLayout} from '../layout.ts';
import {topScreen, type Screen, type State} from '../store/state.ts';
import type {Scope} from './bindings.ts';

/** For each place that can have the keys: the scopes that hold there, from the inside out. */
export const chains = {
  explore: ['root', 'travel', 'panes', 'scroll', 'list', 'everywhere', 'terminal'],
  plan: ['plan', 'scroll', 'screen', 'list', 'everywhere', 'terminal'],
  merge: ['merge', 'scroll', 'screen', 'list', 'everywhere', 'terminal'],
  compare: ['compare', 'screen', 'list', 'everywhere', 'terminal'],
  review: ['review', 'scroll', 'screen', 'list', 'everywhere', 'terminal'],
  journal: ['screen', 'list', 'everywhere', 'terminal'],
  failure: ['failure', 'screen', 'list', 'everywhere', 'terminal'],
  help: ['help', 'screen', 'list', 'terminal'],
  palette: ['palette', 'screen', 'terminal'],
  prompt: ['prompt', 'screen', 'terminal'],
  choice: ['screen', 'terminal'],
  card: ['card', 'terminal'],
  confirm: ['confirm', 'screen', 'terminal'],
} as const satisfies Readonly<Record<'explore' | 'card' | Screen['kind'], readonly Scope[]>>;

/** The scopes that hold in a state. */
export function scopesOf(state: State): readonly Scope[] {
  const {columns, rows} = state.size;
  // What cannot be seen takes no keys.
  if (computeLayout(columns, rows).kind === 'tooSmall') return chains.card;
  return chains[topScreen(state)?.kind ?? 'explore'];
}
