import {laneCount} from '../../../graph/draw-lanes.ts';
import {layoutLanes, type LaneRow} from '../../../graph/lanes.ts';
import type {RevisionGraph} from '../../../graph/revision-graph.ts';
import type {RevisionId} from '../../../graph/revision.ts';
import type {FilesView, ScriptView} from '../../ports.ts';
import {branchTree, type BranchRow} from './branch-tree.ts';
import {laneTones, type LaneTones} from './lane-tones.ts';

/** The revisions as the panes list them; made once each time the files are read. */
export interface HistoryView {
  readonly graph: RevisionGraph;
  readonly script: (revision: RevisionId) => ScriptView;
  /** Newest first, a row each. */
  readonly order: readonly RevisionId[];
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
    order,
    rowOf: new Map(order.map((id, row) => [id, row])),
    lanes,
    tones: laneTones(graph, lanes),
    laneCount: lanes.reduce((most, row) => Math.max(most, laneCount(row)), 1),
    heads: order.filter((id) => heads.has(id)),
    branches: branchTree(graph),
    idLength: distinctLength(order),
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
