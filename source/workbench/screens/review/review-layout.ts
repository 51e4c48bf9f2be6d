import type {Area} from '../../layout.ts';
import type {State} from '../../store/state.ts';
import {reviewOnScreen} from './review-state.ts';
import {inside, split} from '../split-layout.ts';

/** The three places of a review on the screen. */
export interface ReviewAreas {
  readonly items: Area;
  readonly account: Area;
  readonly diff: Area;
}

const accountRows = {wide: 11, narrow: 6};

/** The frames of a review on a screen of this size, and whether they stand side by side. */
export function reviewAreas(state: State): ReviewAreas & {readonly isWide: boolean} {
  // Two sides want all the width that there is.
  const isBeside = reviewOnScreen(state)?.shown.sides === 'beside';
  const {first, second, beside, isWide} = split(state, accountRows, isBeside);
  return {items: first, account: second, diff: beside, isWide};
}

/** The room inside each of the frames. */
export function reviewRooms(state: State): ReviewAreas {
  const {items, account, diff} = reviewAreas(state);
  return {items: inside(items), account: inside(account), diff: inside(diff)};
}
