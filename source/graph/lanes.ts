import {at} from './at.ts';
import type {RevisionGraph} from './revision-graph.ts';
import type {RevisionId} from './revision.ts';

/** What runs in a lane between two rows: nothing, a line of down revisions, or only a dependency. */
export type Thread = 'none' | 'line' | 'dependency';

/** A lane that meets the revision of a row, and how. */
export interface Meeting {
  readonly lane: number;
  readonly thread: 'line' | 'dependency';
}

/** A row of the drawing: one revision, and what it takes to draw this row without any other. */
export interface LaneRow {
  readonly revision: RevisionId;
  /** The lane of the revision. */
  readonly column: number;
  /** Lanes that come from above and end in the revision. */
  readonly joins: readonly Meeting[];
  /** Lanes that lead from the revision to its further parents. */
  readonly forks: readonly Meeting[];
  /** What runs into the row from above, a lane each. Shared between rows where nothing changes. */
  readonly before: readonly Thread[];
  /** What runs out of the row below. */
  readonly after: readonly Thread[];
}

/**
 * Gives each revision a row and a lane. Lanes keep their place while they last; the first parent goes
 * on in the lane of its child. Parents that are not among the rows are left out.
 */
export function layoutLanes(
  graph: RevisionGraph,
  newestFirst: readonly RevisionId[],
): readonly LaneRow[] {
  const rows = new Map(newestFirst.map((id, row) => [id, row]));
  const drawn = (ids: readonly RevisionId[]) => {
    return ids.map((id) => rows.get(id)).filter((row) => row !== undefined);
  };
  const loom = new Loom();
  return newestFirst.map((id, row) => {
    const down = drawn(graph.downRevisions(id));
    const depends = drawn(graph.dependencies(id)).filter((parent) => !down.includes(parent));
    return {revision: id, ...loom.row(row, down, depends)};
  });
}

const FREE = -1;

/** Where the lanes lead, row after row. */
class Loom {
  /** The row that each lane leads to. */
  readonly #goals: number[] = [];
  readonly #threads: Thread[] = [];
  /** The lanes that lead to a row, for the rows to come. */
  readonly #waiting = new Map<number, number[]>();
  #snapshot: readonly Thread[] = [];

  row(row: number, down: readonly number[], depends: readonly number[]): Omit<LaneRow, 'revision'> {
    const before = this.#snapshot;
    const arriving = (this.#waiting.get(row) ?? []).toSorted((one, other) => one - other);
    this.#waiting.delete(row);
    const column = this.#column(arriving);
    const joins = arriving
      .filter((lane) => lane !== column)
      .map((lane) => ({lane, thread: this.#threadOf(lane)}));
    for (const lane of arriving) this.#goals[lane] = FREE;
    for (const {lane} of joins) this.#threads[lane] = 'none';

    this.#threads[column] = 'none';
    const forks: Meeting[] = [];
    const parents = [
      ...down.map((goal) => ({goal, thread: 'line'}) as const),
      ...depends.map((goal) => ({goal, thread: 'dependency'}) as const),
    ];
    parents.forEach(({goal, thread}, index) => {
      if (index === 0) this.#lead(column, goal, thread);
      else forks.push({lane: this.#laneTo(goal, thread, {column, before}), thread});
    });
    this.#trim();
    this.#snapshot = sameOr(before, this.#threads);
    return {column, joins, forks, before, after: this.#snapshot};
  }

  /** The lane for a revision: the first line that leads to it, else a dependency, else a free lane. */
  #column(arriving: readonly number[]): number {
    const line = arriving.find((lane) => at(this.#threads, lane) === 'line');
    const lane = line ?? arriving[0];
    return lane ?? this.#free(() => true);
  }

  /** A lane that leads from a revision to a further parent: one that goes there anyway, or a new one. */
  #laneTo(
    goal: number,
    thread: 'line' | 'dependency',
    {column, before}: {column: number; before: readonly Thread[]},
  ): number {
    const existing = this.#waiting.get(goal)?.find((lane) => lane !== column);
    if (existing !== undefined) {
      if (thread === 'line') this.#threads[existing] = thread;
      return existing;
    }
    const lane = this.#free((free) => free !== column && (before[free] ?? 'none') === 'none');
    this.#lead(lane, goal, thread);
    return lane;
  }

  #free(suits: (lane: number) => boolean): number {
    for (let lane = 0; lane < this.#goals.length; lane++) {
      if (at(this.#goals, lane) === FREE && suits(lane)) return lane;
    }
    return this.#goals.length;
  }

  #lead(lane: number, goal: number, thread: 'line' | 'dependency'): void {
    this.#goals[lane] = goal;
    this.#threads[lane] = thread;
    const lanes = this.#waiting.get(goal);
    if (lanes === undefined) this.#waiting.set(goal, [lane]);
    else lanes.push(lane);
  }

  #threadOf(lane: number): 'line' | 'dependency' {
    return at(this.#threads, lane) === 'dependency' ? 'dependency' : 'line';
  }

  #trim(): void {
    while (this.#goals.at(-1) === FREE) {
      this.#goals.pop();
      this.#threads.pop();
    }
  }
}

function sameOr(before: readonly Thread[], now: readonly Thread[]): readonly Thread[] {
  const same = before.length === now.length && now.every((thread, lane) => thread === before[lane]);
  return same ? before : [...now];
}
