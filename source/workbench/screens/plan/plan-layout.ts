import type {Area} from '../../layout.ts';
import type {State} from '../../store/state.ts';
import {inside, split} from '../split-layout.ts';

/** The three places of a plan on the screen. */
export interface PlanAreas {
  readonly steps: Area;
  readonly account: Area;
  readonly statements: Area;
}

const accountRows = {wide: 12, narrow: 7};

/** The frames of a plan on a screen of this size, and whether they stand side by side. */
export function planAreas(state: State): PlanAreas & {readonly isWide: boolean} {
  const {first, second, beside, isWide} = split(state, accountRows);
  return {steps: first, account: second, statements: beside, isWide};
}

/** The room inside each of the frames. */
export function planRooms(state: State): PlanAreas {
  const {steps, account, statements} = planAreas(state);
  return {steps: inside(steps), account: inside(account), statements: inside(statements)};
}
