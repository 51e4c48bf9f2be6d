import type {KeyPress} from '../keys/key-press.ts';
import {admit, armed, type Arming} from './arming.ts';

/** What must be typed for yes. More is asked where more is lost. */
export type Demand =
  | {readonly kind: 'yes'}
  /** The number of rows or values that will be lost: typing it shows that it was read. */
  | {readonly kind: 'number'; readonly number: number}
  /** The name of a protected environment. */
  | {readonly kind: 'name'; readonly name: string};

/** A question that changes something, and what was typed at it so far. */
export interface Confirmation {
  readonly demand: Demand;
  readonly typed: string;
  readonly arming: Arming;
}

/** How a confirmation stands after a key. */
export interface Answer {
  readonly confirmation: Confirmation;
  readonly outcome: 'open' | 'confirmed' | 'cancelled';
}

/** Asks, having been led here by a key. */
export function confirmation(demand: Demand, by: KeyPress | undefined, now: number): Confirmation {
  return {demand, typed: '', arming: armed(by, now)};
}

/** What must be typed before `y` counts; nothing where `y` alone will do. */
export function demanded(demand: Demand): string {
  if (demand.kind === 'yes') return '';
  return demand.kind === 'name' ? demand.name : String(demand.number);
}

/** Whether all that was demanded has been typed, and `y` is what is left. */
export function isReady({demand, typed}: Confirmation): boolean {
  return typed === demanded(demand);
}

/**
 * The confirmation after a key. Escape always leaves; `y` confirms once what was demanded is typed; Enter never
 * does; and nothing counts that was typed before the question could be read.
 */
export function answer(asked: Confirmation, press: KeyPress): Answer {
  if (press.name === 'esc') return {confirmation: asked, outcome: 'cancelled'};
  const {arming, counts} = admit(asked.arming, press);
  const now = {...asked, arming};
  if (!counts) return {confirmation: now, outcome: 'open'};
  if (isReady(now) && press.name === 'y') return {confirmation: now, outcome: 'confirmed'};
  if (asked.demand.kind === 'yes') {
    return {confirmation: now, outcome: press.name === 'n' ? 'cancelled' : 'open'};
  }
  return {confirmation: {...now, typed: typedAfter(now.typed, press)}, outcome: 'open'};
}

function typedAfter(typed: string, press: KeyPress): string {
  if (press.name === 'backspace') return Array.from(typed).slice(0, -1).join('');
  if (press.name === 'ctrl+u') return '';
  return typed + press.text;
}
