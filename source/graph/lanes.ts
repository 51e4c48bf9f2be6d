import {at} from './at.ts';
import type {RevisionGraph} from './revision-graph.ts';
import type {RevisionId} from './revision.ts';
import {Weave, type Thread} from './weave.ts';

/** A lane that meets the revision of a row, and how. */
interface Meeting {
  readonly lane: number;
  readonly thread: Exclude<Thread, 'none'>;
}

/** An edge from a row down to another. */
export interface LaneEdge {
  readonly to: RevisionId;
  readonly thread: Exclude<Thread, 'none'>;
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
  /** Dependencies too many rows below to have a lane; the revision is only marked. */
  readonly far: readonly RevisionId[];
  /** What runs into the row from above, a lane each. */
  readonly before: readonly Thread[];
  /** What runs out of the row below. */
  readonly after: readonly Thread[];
}

/** Said of a revision that is not among the rows. */
const NO_ROW = -1;

/** So many rows a dependency may span and still get a lane of its own. */
export const NEAR = 24;

/**
 * Gives each revision a row and a lane. Lanes keep their place while they last; the first parent goes
 * on in the lane of its child. Edges to what is not among the rows are left out.
 */
export function layoutLanes(
  graph: RevisionGraph,
  newestFirst: readonly RevisionId[],
  edgesOf: (id: RevisionId) => readonly LaneEdge[] = (id) => ownEdges(graph, id),
): readonly LaneRow[] {
  const rows = new Int32Array(graph.size).fill(NO_ROW);
  newestFirst.forEach((id, row) => (rows[graph.place(id)] = row));
  const loom = new Loom();
  return newestFirst.map((id, row) => {
    const parents: Parent[] = [];
    const far: RevisionId[] = [];
    for (const {to, thread} of edgesOf(id)) {
      const goal = at(rows, graph.place(to));
      if (goal === NO_ROW || parents.some((known) => known.goal === goal)) continue;
      if (thread === 'dependency' && goal - row > NEAR) far.push(to);
      else parents.push({goal, thread});
    }
    return new Row(id, loom.row(row, parents), {far, row, weave: loom.weave});
  });
}

/** What a revision stands on: its down revisions, then its dependencies. */
function ownEdges(graph: RevisionGraph, id: RevisionId): readonly LaneEdge[] {
  const down = graph.downRevisions(id).map((to): LaneEdge => ({to, thread: 'line'}));
  const needed = graph.dependencies(id);
  if (needed.length === 0) return down;
  return [...down, ...needed.map((to): LaneEdge => ({to, thread: 'dependency'}))];
}

type Place = Pick<LaneRow, 'column' | 'joins' | 'forks'>;

class Row implements LaneRow {
  readonly revision: RevisionId;
  readonly column: number;
  readonly joins: readonly Meeting[];
  readonly forks: readonly Meeting[];
  readonly far: readonly RevisionId[];
  readonly #row: number;
  readonly #weave: Weave;

  constructor(
    revision: RevisionId,
    {column, joins, forks}: Place,
    {far, row, weave}: {far: readonly RevisionId[]; row: number; weave: Weave},
  ) {
    this.revision = revision;
    this.column = column;
    this.joins = joins;
    this.forks = forks;
    this.far = far;
    this.#row = row;
    this.#weave = weave;
  }

  get before(): readonly Thread[] {
    return this.#weave.above(this.#row);
  }

  get after(): readonly Thread[] {
    return this.#weave.above(this.#row + 1);
  }
}

interface Parent {
  readonly goal: number;
  readonly thread: LaneEdge['thread'];
}

const NO_MEETINGS: readonly Meeting[] = [];
const NO_LANES: readonly number[] = [];

/** Where the lanes lead, row after row. */
class Loom {
  readonly weave = new Weave();
  /** The lanes that lead to a row still to come. */
  readonly #waiting = new Map<number, number[]>();
  readonly #taken: boolean[] = [];
  /** No lane before this one is free. */
  #lowest = 0;

  row(row: number, parents: readonly Parent[]): Place {
    const arriving = this.#waiting.get(row) ?? NO_LANES;
    this.#waiting.delete(row);
    const column = this.#column(arriving);
    const joins = this.#join(arriving, column);
    const [first, ...others] = parents;
    if (first !== undefined) this.#lead(column, first);
    const forks = others.length > 0 ? others.map((one) => this.#fork(one, column)) : NO_MEETINGS;

    // What ends here may be taken by the next row, not by this one: it is drawn into it.
    if (first === undefined) this.#release(column);
    for (const {lane} of joins) this.#release(lane);
    this.weave.endRow();
    return {column, joins, forks};
  }

  /** The lane for a revision: the first line that leads to it, else a dependency, else a free lane. */
  #column(arriving: readonly number[]): number {
    if (arriving.length === 0) return this.#take();
    const lines = arriving.filter((lane) => this.weave.get(lane) !== 'dependency');
    return Math.min(...(lines.length > 0 ? lines : arriving));
  }

  #join(arriving: readonly number[], column: number): readonly Meeting[] {
    if (arriving.length < 2) return NO_MEETINGS;
    return arriving
      .filter((lane) => lane !== column)
      .toSorted((one, other) => one - other)
      .map((lane) => ({
        lane,
        thread: running(this.weave.get(lane)),
      }));
  }

  /** A lane that leads from a revision to a further parent: one that goes there anyway, or a new one. */
  #fork(parent: Parent, column: number): Meeting {
    const existing = this.#waiting.get(parent.goal)?.find((lane) => lane !== column);
    const lane = existing ?? this.#take();
    if (existing === undefined) this.#lead(lane, parent);
    else if (parent.thread !== 'dependency') this.weave.set(lane, parent.thread);
    return {lane, thread: parent.thread};
  }

  #lead(lane: number, {goal, thread}: Parent): void {
    this.weave.set(lane, thread);
    const lanes = this.#waiting.get(goal);
    if (lanes === undefined) this.#waiting.set(goal, [lane]);
    else lanes.push(lane);
  }

  #take(): number {
    let lane = this.#lowest;
    while (this.#taken[lane] === true) lane++;
    this.#taken[lane] = true;
    this.#lowest = lane + 1;
    return lane;
  }

  #release(lane: number): void {
    this.weave.set(lane, 'none');
    this.#taken[lane] = false;
    this.#lowest = Math.min(this.#lowest, lane);
  }
}

/** What runs in a lane that something arrives in. */
const running = (thread: Thread): LaneEdge['thread'] => (thread === 'none' ? 'line' : thread);
