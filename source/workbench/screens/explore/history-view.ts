import {laneCount} from '../../../graph/draw-lanes.ts';
import {layoutLanes, type LaneEdge, type LaneRow} from '../../../graph/lanes.ts';
import {shownEdges} from '../../../graph/shown-edges.ts';
import type {RevisionGraph} from '../../../graph/revision-graph.ts';
import type {RevisionId} from '../../../graph/revision.ts';
import type {FilesView, ScriptView} from '../../ports.ts';
import {branchTree, type BranchRow} from './branch-tree.ts';
import {laneTones, type LaneTones} from './lane-tones.ts';

/** The revisions as the panes list them; made once each time the files are read. */
export interface HistoryView {
  readonly graph: RevisionGraph;
  readonly script: (revision: RevisionId) => ScriptView;
  /** Newest first, a row each; without what the filter hides. */
  readonly order: readonly RevisionId[];
  /** All of it, newest first. */
  readonly all: readonly RevisionId[];
  readonly rowOf: ReadonlyMap<RevisionId, number>;
  readonly lanes: readonly LaneRow[];
  readonly tones: LaneTones;
  /** The most lanes that run side by side. */
  readonly laneCount: number;
  /** In the order of their rows. */
  readonly heads: readonly RevisionId[];
  readonly branches: readonly BranchRow[];
  /** How many characters of an id tell it from every other. */
  readonly idLength: number;
}

const shortestId = 6;
const longestId = 12;

/** Lays out what was read. */
export function layOutHistory({graph, script}: FilesView): HistoryView {
  const order = graph.newestFirst();
  const heads = new Set(graph.heads);
  const lanes = layoutLanes(graph, order);
  return {
    graph,
    script,
    all: order,
    ...rowsOf(graph, order, lanes),
    heads: order.filter((id) => heads.has(id)),
    branches: branchTree(graph),
    idLength: distinctLength(order),
  };
}

/** The same history with rows for some of its revisions; what leads over the others is dotted. */
export function showOnly(history: HistoryView, shows: (id: RevisionId) => boolean): HistoryView {
  const {graph} = history;
  const order = history.all.filter(shows);
  if (order.length === history.all.length) return showAll(history);
  const edges = shownEdges(graph, new Set(order));
  return {...history, ...rowsOf(graph, order, layoutLanes(graph, order, edges), edges)};
}

/** The same history with all of its rows. */
export function showAll(history: HistoryView): HistoryView {
  const {graph, all} = history;
  return all === history.order
    ? history
    : {...history, ...rowsOf(graph, all, layoutLanes(graph, all))};
}

type Rows = Pick<HistoryView, 'order' | 'rowOf' | 'lanes' | 'tones' | 'laneCount'>;

function rowsOf(
  graph: RevisionGraph,
  order: readonly RevisionId[],
  lanes: readonly LaneRow[],
  edges?: (id: RevisionId) => readonly LaneEdge[],
): Rows {
  return {
    order,
    rowOf: new Map(order.map((id, row) => [id, row])),
    lanes,
    tones: laneTones(graph, lanes, edges),
    laneCount: lanes.reduce((most, row) => Math.max(most, laneCount(row)), 1),
  };
}

/** An id as short as it may be shown. */
export function shortId({idLength}: Pick<HistoryView, 'idLength'>, id: RevisionId): string {
  return id.slice(0, idLength);
}

function distinctLength(ids: readonly RevisionId[]): number {
  for (let length = shortestId; length < longestId; length++) {
    if (new Set(ids.map((id) => id.slice(0, length))).size === ids.length) return length;
  }
  return longestId;
}
