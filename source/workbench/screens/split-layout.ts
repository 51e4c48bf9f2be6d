import {computeLayout, type Area} from '../layout.ts';
import type {State} from '../store/state.ts';

/** Two frames one above the other, and a third beside or below them. */
export interface Split {
  readonly first: Area;
  readonly second: Area;
  readonly beside: Area;
  readonly isWide: boolean;
}

/** How many rows the second frame takes, its border included. */
export interface SplitRows {
  readonly wide: number;
  readonly narrow: number;
}

const edge = 2;
const none: Area = {width: 0, height: 0};

/** The three frames on a screen of this size; the third below the others however wide it is, where it is to be wide. */
export function split({size}: State, rows: SplitRows, isThirdBelow = false): Split {
  const layout = computeLayout(size.columns, size.rows);
  if (layout.kind === 'tooSmall') return {first: none, second: none, beside: none, isWide: false};
  const {width, height} = layout.body;
  if (layout.kind === 'wide' && !isThirdBelow) {
    const left = Math.floor(width / 2);
    const second = Math.min(rows.wide, Math.floor(height / 2));
    return {
      first: {width: left, height: height - second},
      second: {width: left, height: second},
      beside: {width: width - left, height},
      isWide: true,
    };
  }
  const first = Math.max(4, Math.floor((height - rows.narrow) / 2));
  return {
    first: {width, height: first},
    second: {width, height: rows.narrow},
    beside: {width, height: height - rows.narrow - first},
    isWide: false,
  };
}

/** The room inside a frame. */
export function inside({width, height}: Area): Area {
  return {width: Math.max(1, width - edge), height: Math.max(1, height - edge)};
}
