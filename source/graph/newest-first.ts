import {at} from './at.ts';
import {NO_SLOT, Slots} from './slots.ts';
import {markMembers} from './terrain.ts';
import type {Terrain} from './terrain.ts';

/**
 * The members, newest first: each before everything that it stands on.
 *
 * It walks one line down as far as it can. A slot is a line being walked; where a line comes to
 * something that others still stand on, the walk goes on in the first slot above that. Down revisions
 * are walked in the order in which they are declared, then dependencies; what nothing stands on starts
 * in load order.
 */
export function newestFirst(terrain: Terrain, members: Iterable<number>): number[] {
  return new Walk(terrain, members).listed;
}

class Walk {
  readonly listed: number[] = [];
  readonly #terrain: Terrain;
  /** 1: to be listed. 2: not to be listed, but between two that are. 0: neither, or done. */
  readonly #open: Uint8Array;
  /** How many open ones stand right on each. */
  readonly #above: Int32Array;
  readonly #slotOf: Int32Array;
  /** A slot that is no later than the first one at or above a place. Those only ever get later. */
  readonly #atLeast: Int32Array;
  readonly #asked: Int32Array;
  readonly #slots = new Slots();
  #question = 0;

  constructor(terrain: Terrain, members: Iterable<number>) {
    const {size} = terrain.edges;
    this.#terrain = terrain;
    this.#open = markMembers(terrain, members);
    this.#above = new Int32Array(size);
    this.#slotOf = new Int32Array(size).fill(NO_SLOT);
    this.#atLeast = new Int32Array(size).fill(NO_SLOT);
    this.#asked = new Int32Array(size);
    this.#start();
    this.#walk();
  }

  #start(): void {
    const {edges, walked} = this.#terrain;
    const covered = new Uint8Array(edges.size);
    for (let place = 0; place < edges.size; place++) {
      const mark = at(this.#open, place);
      if (mark === 0) continue;
      for (const parent of at(edges.parents, place)) {
        this.#above[parent] = at(this.#above, parent) + 1;
      }
      if (mark === 1) for (const parent of at(walked, place)) covered[parent] = 1;
    }
    for (let place = 0; place < edges.size; place++) {
      if (at(this.#open, place) === 1 && at(covered, place) === 0) this.#openSlot(place);
    }
  }

  #walk(): void {
    let slot = this.#slots.first;
    while (slot !== NO_SLOT) {
      const place = this.#slots.head(slot);
      slot = at(this.#above, place) > 0 ? this.#firstSlotAbove(place) : this.#list(place, slot);
    }
  }

  /** Lists the head of a slot and moves the slot on; gives the slot to go on with. */
  #list(place: number, slot: number): number {
    this.listed.push(place);
    this.#slotOf[place] = NO_SLOT;
    this.#close(place);
    let moved = false;
    for (const parent of at(this.#terrain.walked, place)) {
      if (at(this.#open, parent) !== 1 || at(this.#slotOf, parent) !== NO_SLOT) continue;
      if (moved) this.#openSlot(parent);
      else {
        this.#slots.move(slot, parent);
        this.#slotOf[parent] = slot;
        moved = true;
      }
    }
    return moved ? slot : this.#slots.remove(slot);
  }

  #openSlot(place: number): void {
    this.#slotOf[place] = this.#slots.add(place);
  }

  /** Closes a place, and below it what is not to be listed once nothing open stands on it. */
  #close(closing: number): void {
    const {parents} = this.#terrain.edges;
    let pending: number[] | undefined;
    for (let place: number | undefined = closing; place !== undefined; place = pending?.pop()) {
      this.#open[place] = 0;
      const below = at(parents, place);
      for (let nth = 0; nth < below.length; nth++) {
        const parent = at(below, nth);
        const left = at(this.#above, parent) - 1;
        this.#above[parent] = left;
        if (left === 0 && at(this.#open, parent) === 2) (pending ??= []).push(parent);
      }
    }
  }

  /**
   * The first slot whose line stands on a blocked place, other than the place's own.
   * Searches upwards, but only as far as earlier answers do not hold any more, and no further
   * than to a slot that none can come before.
   */
  #firstSlotAbove(blocked: number): number {
    this.#question++;
    const search = [this.#search(blocked)];
    for (;;) {
      const last = search.at(-1);
      if (last === undefined) throw new RangeError('a search that lost its start');
      const above = last.first > last.bound ? this.#nextUnknown(last) : undefined;
      if (above !== undefined) {
        search.push(this.#search(above));
        continue;
      }
      const own = at(this.#slotOf, last.place);
      this.#atLeast[last.place] = own === NO_SLOT ? last.first : Math.min(own, last.first);
      if (search.length === 1) return last.first;
      search.pop();
    }
  }

  #search(place: number): Search {
    this.#asked[place] = this.#question;
    const own = at(this.#slotOf, place);
    const bound = this.#earliest(place);
    return {
      place,
      bound: bound === own ? this.#slots.after(own) : bound,
      first: Number.MAX_SAFE_INTEGER,
      next: 0,
    };
  }

  /** Takes in what is known of those that stand on a place, up to one of which it is not known. */
  #nextUnknown(search: Search): number | undefined {
    const successors = at(this.#terrain.edges.successors, search.place);
    while (search.next < successors.length && search.first > search.bound) {
      const above = at(successors, search.next);
      if (at(this.#open, above) > 0) {
        if (at(this.#asked, above) !== this.#question && !this.#knows(above)) return above;
        search.first = Math.min(search.first, at(this.#atLeast, above));
      }
      search.next++;
    }
    return undefined;
  }

  /** Does the earliest slot that can be above a place stand above it? Then it is the first. */
  #knows(place: number): boolean {
    const slot = this.#earliest(place);
    const head = this.#slots.head(slot);
    const {from, to} = this.#terrain.tree;
    const known = at(from, place) <= at(from, head) && at(from, head) < at(to, place);
    if (known) this.#atLeast[place] = slot;
    return known;
  }

  #earliest(place: number): number {
    const known = at(this.#atLeast, place);
    return this.#slots.from(known === NO_SLOT ? this.#slots.first : known);
  }
}

/** A place whose first slot is being searched for: what was found, and which above it comes next. */
interface Search {
  readonly place: number;
  /** No slot before this one can be the answer. */
  readonly bound: number;
  first: number;
  next: number;
}
