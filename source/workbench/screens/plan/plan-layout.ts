import {computeLayout, type Area} from '../../layout.ts';
import type {State} from '../../store/state.ts';

/** The three places of a plan on the screen. */
export interface PlanAreas {
  readonly steps: Area;
  readonly account: Area;
  readonly statements: Area;
  /** Whether the statements stand beside the steps or below them. */
  readonly isWide: boolean;
}

const accountRows = {wide: 12, narrow: 7};
const edge = 2;

/** The frames of a plan on a screen of this size. */
export function planAreas({size}: State): PlanAreas {
  const layout = computeLayout(size.columns, size.rows);
  if (layout.kind === 'tooSmall') {
    const none = {width: 0, height: 0};
    return {steps: none, account: none, statements: none, isWide: false};
  }
  const {width, height} = layout.body;
  if (layout.kind === 'wide') {
    const left = Math.floor(width / 2);
    const account = Math.min(accountRows.wide, Math.floor(height / 2));
    return {
      steps: {width: left, height: height - account},
      account: {width: left, height: account},
      statements: {width: width - left, height},
      isWide: true,
    };
  }
  const steps = Math.max(4, Math.floor((height - accountRows.narrow) / 2));
  return {
    steps: {width, height: steps},
    account: {width, height: accountRows.narrow},
    statements: {width, height: height - accountRows.narrow - steps},
    isWide: false,
  };
}

/** The room inside each of the frames. */
export function planRooms(state: State): Omit<PlanAreas, 'isWide'> {
  const {steps, account, statements} = planAreas(state);
  return {steps: inside(steps), account: inside(account), statements: inside(statements)};
}

function inside({width, height}: Area): Area {
  return {width: Math.max(1, width - edge), height: Math.max(1, height - edge)};
}
