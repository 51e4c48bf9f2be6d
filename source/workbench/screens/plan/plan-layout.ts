import type {Area} from '../../layout.ts';
import type {State} from '../../store/state.ts';
import {inside, split} from '../split-layout.ts';

/** The three places of a plan on the screen. */
export interface PlanAreas {
  readonly steps: Area;
  readonly account: Area;
  readonly statements: Area;
}

const wideRows = 12;
/** On a low screen the account has fewer rows, so that a statement of the step can be seen. */
const narrowRows = {most: 7, least: 5, others: 10};

/** The frames of a plan on a screen of this size, and whether they stand side by side. */
export function planAreas(state: State): PlanAreas & {readonly isWide: boolean} {
  const {most, least, others} = narrowRows;
  const narrow = Math.min(most, Math.max(least, state.size.rows - others));
  const {first, second, beside, isWide} = split(state, {wide: wideRows, narrow});
  return {steps: first, account: second, statements: beside, isWide};
}

/** The room inside each of the frames. */
export function planRooms(state: State): PlanAreas {
  const {steps, account, statements} = planAreas(state);
  return {steps: inside(steps), account: inside(account), statements: inside(statements)};
}
