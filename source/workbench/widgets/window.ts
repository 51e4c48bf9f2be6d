/** Rows kept in sight above and below the cursor. */
const margin = 2;

/** Where the cursor of a list stands, and the first row that is shown. */
export interface ListState {
  readonly cursor: number;
  readonly top: number;
}

/** How many rows a list has, and how many of them are shown at a time. */
export interface ListSize {
  readonly count: number;
  readonly height: number;
}

/** A list at its beginning. */
export const listTop: ListState = {cursor: 0, top: 0};

/** The list with its cursor on this row, scrolled no further than is needed to keep some rows around it. */
export function moveTo(list: ListState, cursor: number, {count, height}: ListSize): ListState {
  const at = clamp(cursor, 0, count - 1);
  const kept = Math.min(margin, Math.max(0, Math.floor((height - 1) / 2)));
  const top = clamp(list.top, at - height + 1 + kept, at - kept);
  return {cursor: at, top: clamp(top, 0, Math.max(0, count - height))};
}

/** The list with its cursor moved by so many rows. */
export function moveBy(list: ListState, rows: number, size: ListSize): ListState {
  return moveTo(list, list.cursor + rows, size);
}

/** How a person moves through a list. */
export type Motion = 'down' | 'up' | 'halfDown' | 'halfUp' | 'first' | 'last';

/** How far a motion goes in a list of this size. */
function distance(motion: Motion, {count, height}: ListSize): number {
  const half = Math.max(1, Math.floor(height / 2));
  return {down: 1, up: -1, halfDown: half, halfUp: -half, first: -count, last: count}[motion];
}

/** The list after a motion. */
export function moveList(list: ListState, motion: Motion, size: ListSize): ListState {
  return moveBy(list, distance(motion, size), size);
}

/** The first line of a text that is shown after a motion. */
export function scrollText(top: number, motion: Motion, size: ListSize): number {
  return scrollBy(top, distance(motion, size), size);
}

/** Text of so many lines, scrolled by so many rows. */
export function scrollBy(top: number, rows: number, {count, height}: ListSize): number {
  return clamp(top + rows, 0, Math.max(0, count - height));
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(Math.min(value, most), least);
}
