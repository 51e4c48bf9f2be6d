import {at} from './at.ts';

/**
 * What runs in a lane between two rows: nothing, a line of down revisions, only a dependency, or an edge that leads
 * over revisions which are not among the rows.
 */
export type Thread = 'none' | 'line' | 'dependency' | 'elided';

const THREADS: readonly Thread[] = ['none', 'line', 'dependency', 'elided'];
const SPACING = 64;

/**
 * What runs between rows, for any gap between two of them. It keeps what changes at each row, and every
 * so many rows all of it, so that thousands of rows with thousands of lanes take little room.
 */
export class Weave {
  readonly #now: number[] = [];
  /** All lanes as they are below every 64th row, from the first on. */
  readonly #kept: Uint8Array[] = [];
  /** Where the changes of each row start. */
  readonly #starts: number[] = [0];
  readonly #lanes: number[] = [];
  readonly #codes: number[] = [];
  /** The gaps that were asked for last: a row asks for both of its own, more than once. */
  readonly #asked: {readonly gap: number; readonly threads: readonly Thread[]}[] = [];

  /** Lets something else run in a lane from the row on that is being laid out. */
  set(lane: number, thread: Thread): void {
    const code = THREADS.indexOf(thread);
    if ((this.#now[lane] ?? 0) === code) return;
    while (this.#now.length <= lane) this.#now.push(0);
    this.#now[lane] = code;
    this.#lanes.push(lane);
    this.#codes.push(code);
  }

  get(lane: number): Thread {
    return at(THREADS, this.#now[lane] ?? 0);
  }

  /** Ends a row. */
  endRow(): void {
    if ((this.#starts.length - 1) % SPACING === 0) this.#keep();
    this.#starts.push(this.#lanes.length);
  }

  /** What runs above a row, a lane each, without empty lanes at the end. */
  above(row: number): readonly Thread[] {
    const known = this.#asked.find(({gap}) => gap === row);
    if (known !== undefined) return known.threads;
    const threads = this.#replay(row);
    this.#asked.unshift({gap: row, threads});
    this.#asked.length = Math.min(this.#asked.length, 2);
    return threads;
  }

  #keep(): void {
    this.#kept.push(Uint8Array.from(this.#now));
  }

  #replay(row: number): readonly Thread[] {
    if (row === 0) return [];
    const mark = Math.floor((row - 1) / SPACING);
    // From the row above, where that is what was asked for: then little has changed.
    const near = this.#asked.find(({gap}) => gap === row - 1 && gap > mark * SPACING);
    const threads: Thread[] = near
      ? [...near.threads]
      : Array.from(at(this.#kept, mark), (code) => at(THREADS, code));
    const end = at(this.#starts, row);
    const start = near ? row - 1 : mark * SPACING + 1;
    for (let change = at(this.#starts, start); change < end; change++) {
      const lane = at(this.#lanes, change);
      while (threads.length <= lane) threads.push('none');
      threads[lane] = at(THREADS, at(this.#codes, change));
    }
    while (threads.at(-1) === 'none') threads.pop();
    return threads;
  }
}
