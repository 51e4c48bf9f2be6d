import type {CaseGraph, CaseStep} from './cases.ts';

/**
 * What a case says about its graph, without the graph of this project: it would be its own judge.
 */
export class World {
  readonly #parents: ReadonlyMap<string, readonly string[]>;
  readonly #below = new Map<string, ReadonlySet<string>>();

  constructor({revisions, facts}: CaseGraph) {
    const labels = new Map(
      revisions.flatMap(({id, branch_labels: own}) => own.map((l) => [l, id])),
    );
    const resolved =
      facts !== undefined && 'heads' in facts ? facts.depends_on_resolved : undefined;
    this.#parents = new Map(
      revisions.map(({id, down_revision: down, depends_on: depends}) => {
        const needed = resolved?.[id] ?? depends.map((name) => labels.get(name) ?? name);
        return [id, [...new Set([...down, ...needed])]];
      }),
    );
  }

  has(id: string): boolean {
    return this.#parents.has(id);
  }

  parents(id: string): readonly string[] {
    return this.#parents.get(id) ?? [];
  }

  /** What nothing stands on. */
  get tips(): readonly string[] {
    const covered = new Set([...this.#parents.values()].flat());
    return [...this.#parents.keys()].filter((id) => !covered.has(id));
  }

  /** Everything that a revision stands on. */
  below(id: string): ReadonlySet<string> {
    const known = this.#below.get(id);
    if (known !== undefined) return known;
    const found = new Set<string>();
    const open = [...this.parents(id)];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (found.has(next)) continue;
      found.add(next);
      open.push(...this.parents(next));
    }
    this.#below.set(id, found);
    return found;
  }

  /** Is one the other, above it or below it? */
  aligned(one: string, other: string): boolean {
    return one === other || this.below(one).has(other) || this.below(other).has(one);
  }

  /** Those that none of the others stands on, sorted. */
  maximal(ids: Iterable<string>): string[] {
    const all = [...new Set(ids)];
    return all.filter((id) => !all.some((other) => this.below(other).has(id))).toSorted();
  }

  /** Are rows known, each once, and none above another? */
  sound(rows: readonly string[]): boolean {
    return (
      new Set(rows).size === rows.length &&
      rows.every((row) => this.has(row)) &&
      this.maximal(rows).length === rows.length
    );
  }

  /** Does each come before everything it stands on? */
  newestFirst(ids: readonly string[]): boolean {
    const places = new Map(ids.map((id, place) => [id, place]));
    return ids.every((id, place) => {
      return this.parents(id).every((parent) => (places.get(parent) ?? ids.length) > place);
    });
  }

  /** Does each step rest on what is applied, and are the rows after it what they should be? */
  lawful(current: readonly string[], steps: readonly CaseStep[]): boolean {
    const known = current.filter((row) => this.has(row));
    const applied = new Set(known);
    for (const row of known) for (const id of this.below(row)) applied.add(id);
    return steps.every(({id, dir, rows}) => {
      if (!(dir === 'up' ? this.#mayGoUp(id, applied) : this.#mayGoDown(id, applied))) return false;
      if (dir === 'up') applied.add(id);
      else applied.delete(id);
      return same(rows.toSorted(), this.maximal(applied));
    });
  }

  #mayGoUp(id: string, applied: ReadonlySet<string>): boolean {
    return this.has(id) && !applied.has(id) && this.parents(id).every((one) => applied.has(one));
  }

  #mayGoDown(id: string, applied: ReadonlySet<string>): boolean {
    return applied.has(id) && ![...applied].some((other) => this.parents(other).includes(id));
  }
}

/** Are two JSON values equal? */
export function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

const sorted = (list: readonly (string | null)[]) => list.map(String).toSorted();

/** Are two lists equal but for their order? */
export function sameSet(
  one: readonly (string | null)[] = [],
  other: readonly (string | null)[] = [],
): boolean {
  return same(sorted(one), sorted(other));
}
