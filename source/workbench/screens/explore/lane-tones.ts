import type {LaneEdge, LaneRow} from '../../../graph/lanes.ts';
import type {RevisionGraph} from '../../../graph/revision-graph.ts';
import type {RevisionId} from '../../../graph/revision.ts';
import type {Tone} from '../../theme/tones.ts';

const palette: readonly Tone[] = ['lane0', 'lane1', 'lane2', 'lane3', 'lane4', 'lane5'];

/** The tones of the lanes that run through each row; shared between rows where nothing changes. */
export type LaneTones = readonly (readonly Tone[])[];

/**
 * Colours lanes by the branch labels of the revisions whose lines they are, so that a branch keeps its
 * colour wherever it runs; lines without a label by their lane.
 */
export function laneTones(
  graph: RevisionGraph,
  rows: readonly LaneRow[],
  edges?: (id: RevisionId) => readonly LaneEdge[],
): LaneTones {
  let running: readonly Tone[] = [];
  return rows.map((row) => {
    const tones = [...running];
    tones[row.column] = toneOf(graph, row.revision, row.column);
    const parents = edges?.(row.revision).map(({to}) => to) ?? graph.parents(row.revision);
    row.forks.forEach(({lane}, at) => {
      const isNew = (row.before[lane] ?? 'none') === 'none';
      if (isNew) tones[lane] = toneOf(graph, parents[at + 1] ?? row.revision, lane);
    });
    running = same(running, tones) ? running : tones;
    return running;
  });
}

function toneOf(graph: RevisionGraph, revision: RevisionId, lane: number): Tone {
  const labels = graph.labels(revision).join(' ');
  return pick(labels === '' ? lane : hash(labels));
}

function pick(number: number): Tone {
  return palette[number % palette.length] ?? 'plain';
}

function hash(text: string): number {
  let sum = 5381;
  for (let at = 0; at < text.length; at++) sum = (Math.imul(sum, 33) ^ text.charCodeAt(at)) >>> 0;
  return sum;
}

function same(one: readonly Tone[], other: readonly Tone[]): boolean {
  return one.length === other.length && one.every((tone, lane) => tone === other[lane]);
}
