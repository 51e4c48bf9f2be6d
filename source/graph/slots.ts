import {at} from './at.ts';

/** Said instead of a slot where there is none. */
export const NO_SLOT = -1;

/** Lines being walked, in a row: each has a place that it has come to; new ones are added at the end. */
export class Slots {
  readonly #heads: number[] = [];
  readonly #before: number[] = [];
  readonly #after: number[] = [];
  #first = NO_SLOT;
  #last = NO_SLOT;

  get first(): number {
    return this.#first;
  }

  /** The first slot that is left, at this one or after it. */
  from(slot: number): number {
    let found = slot;
    while (found !== NO_SLOT && at(this.#heads, found) === NO_SLOT) found = at(this.#after, found);
    for (let passed = slot; passed !== found;) {
      const next = at(this.#after, passed);
      this.#after[passed] = found;
      passed = next;
    }
    return found;
  }

  /** The slot after this one, of those that are left. */
  after(slot: number): number {
    return at(this.#after, slot);
  }

  head(slot: number): number {
    return at(this.#heads, slot);
  }

  move(slot: number, place: number): void {
    this.#heads[slot] = place;
  }

  add(place: number): number {
    const slot = this.#heads.push(place) - 1;
    this.#before.push(this.#last);
    this.#after.push(NO_SLOT);
    if (this.#last === NO_SLOT) this.#first = slot;
    else this.#after[this.#last] = slot;
    this.#last = slot;
    return slot;
  }

  /** Takes a slot out; gives the one before it, or else the first that is left. */
  remove(slot: number): number {
    const before = at(this.#before, slot);
    const after = at(this.#after, slot);
    this.#heads[slot] = NO_SLOT;
    if (before === NO_SLOT) this.#first = after;
    else this.#after[before] = after;
    if (after === NO_SLOT) this.#last = before;
    else this.#before[after] = before;
    return before === NO_SLOT ? this.#first : before;
  }
}
