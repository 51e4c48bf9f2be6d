import {at} from './at.ts';
import type {LaneRow} from './lanes.ts';
import type {Thread} from './weave.ts';

/** One character of a drawing, and the lane whose colour it takes. */
export interface LaneCell {
  readonly text: string;
  readonly lane: number;
}

/** How to draw a row. */
export interface LaneStyle {
  /** The character for the revision itself. */
  readonly glyph: string;
  /** Without box characters. */
  readonly ascii?: boolean;
  /** Lanes beyond this many are folded into one last column, marked where something runs there. */
  readonly maxLanes?: number;
}

const UP = 1;
const DOWN = 2;
const LEFT = 4;
const RIGHT = 8;
const BOX = ' ╵╷│╴╯╮┤╶╰╭├─┴┬┼';
const ASCII = " |||-'.+-'.+-+++";
const DOTTED: Readonly<Record<string, string>> = {'│': '┊', '─': '┄', '|': ':', '-': '.'};

/**
 * Draws one row from nothing but itself: two characters a lane, the last one without its gap.
 * A dependency is dotted; where it bends or meets a line it is drawn like one. One that leads too far
 * down for a lane is a dotted stub to the right of the revision.
 */
export function drawLanes(row: LaneRow, {glyph, ascii, maxLanes}: LaneStyle): readonly LaneCell[] {
  const characters = ascii === true ? ASCII : BOX;
  const limit = Math.max(1, maxLanes ?? Infinity);
  const width = laneCount(row);
  if (width <= limit) return new Sketch(row, width).cells(glyph, characters).slice(0, -1);
  // A row is as wide as what runs in it, so something runs beyond; of thousands of lanes none is drawn in vain.
  const lane = limit - 1;
  const text = row.column >= lane ? glyph : ascii === true ? '~' : '…';
  return [...new Sketch(row, lane).cells(glyph, characters), {text, lane}];
}

/** How many lanes a row takes. */
export function laneCount({before, after, column, joins, forks, far}: LaneRow): number {
  let last = column + (far.length > 0 ? 1 : 0);
  for (const {lane} of joins) last = Math.max(last, lane);
  for (const {lane} of forks) last = Math.max(last, lane);
  return Math.max(before.length, after.length, last + 1);
}

/** The drawing of a row as text, without blanks at its end. */
export function laneText(cells: readonly LaneCell[]): string {
  let drawn = '';
  for (const {text} of cells) drawn += text;
  return drawn.trimEnd();
}

/** So many lanes of a row, from the left. */
class Sketch {
  readonly #row: LaneRow;
  /** For each character the sides from which something comes, and how much of it is solid. */
  readonly #sides: number[];
  readonly #solid: boolean[];
  readonly #lanes: number[];

  constructor(row: LaneRow, lanes: number) {
    this.#row = row;
    this.#sides = [];
    this.#solid = [];
    this.#lanes = [];
    for (let cell = 0; cell < lanes * 2; cell++) {
      this.#sides.push(0);
      this.#solid.push(false);
      this.#lanes.push(cell >> 1);
    }
    const {before, after} = row;
    for (let lane = 0; lane < lanes; lane++) {
      this.#enter(lane, UP, before[lane]);
      this.#enter(lane, DOWN, after[lane]);
    }
    for (const {lane, thread} of row.joins) this.#reach(lane, thread);
    for (const {lane, thread} of row.forks) this.#reach(lane, thread);
    if (row.far.length > 0) this.#mark(row.column * 2 + 1, LEFT | RIGHT, 'dependency');
  }

  /** Two characters a lane. */
  cells(glyph: string, characters: string): LaneCell[] {
    const cells: LaneCell[] = [];
    for (let cell = 0; cell < this.#sides.length; cell++) {
      const plain = characters.charAt(at(this.#sides, cell));
      const text = at(this.#solid, cell) ? plain : (DOTTED[plain] ?? plain);
      const isRevision = cell === this.#row.column * 2;
      cells.push({text: isRevision ? glyph : text, lane: at(this.#lanes, cell)});
    }
    return cells;
  }

  #enter(lane: number, side: number, thread: Thread = 'none'): void {
    if (thread !== 'none' && lane !== this.#row.column) this.#mark(lane * 2, side, thread);
  }

  /** Draws across, from the revision to a lane that meets it. */
  #reach(lane: number, thread: Thread): void {
    const start = Math.min(lane, this.#row.column) * 2;
    const end = Math.min(Math.max(lane, this.#row.column) * 2, this.#sides.length);
    for (let cell = start; cell <= end; cell++) {
      if (cell > start) this.#mark(cell, LEFT, thread);
      if (cell < end) this.#mark(cell, RIGHT, thread);
      if (cell % 2 === 1) this.#lanes[cell] = this.#colour(cell, lane);
    }
  }

  /** A gap takes the colour of the nearest lane that meets the revision across it. */
  #colour(cell: number, lane: number): number {
    const now = at(this.#lanes, cell);
    const met = [...this.#row.joins, ...this.#row.forks].some((meeting) => meeting.lane === now);
    const nearer = Math.abs(now * 2 - cell) < Math.abs(lane * 2 - cell);
    return met && nearer ? now : lane;
  }

  #mark(cell: number, side: number, thread: Thread): void {
    if (cell >= this.#sides.length) return;
    this.#sides[cell] = at(this.#sides, cell) | side;
    if (thread === 'line') this.#solid[cell] = true;
  }
}
