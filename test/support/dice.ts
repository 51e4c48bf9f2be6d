/** Choices made from a list of random numbers: the same list, the same choices; used up, always the first. */
export class Dice {
  readonly #numbers: readonly number[];
  #at = 0;

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
  }

  /** A whole number below this one. */
  below(limit: number): number {
    const number = this.#numbers[this.#at] ?? 0;
    this.#at += 1;
    return number % limit;
  }

  /** True once in so many times. */
  onceIn(times: number): boolean {
    return this.below(times) === times - 1;
  }

  /** One of these; `undefined` when there is none. */
  oneOf<T>(things: readonly T[]): T | undefined {
    return things.length === 0 ? undefined : things[this.below(things.length)];
  }

  /** One to so many of these, in their order. */
  some<T>(things: readonly T[], most: number): readonly T[] {
    const start = things.length === 0 ? 0 : this.below(things.length);
    return things.slice(start, start + 1 + this.below(most));
  }
}
