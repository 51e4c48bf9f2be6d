import type {RevisionGraph} from '../../../graph/revision-graph.ts';
import type {RevisionId} from '../../../graph/revision.ts';
import type {Standing} from '../../../commands/standing.ts';
import type {Glyphs} from '../../theme/glyphs.ts';
import type {Tone} from '../../theme/tones.ts';

/** How a revision stands to the database; `unknown` until it answered. */
export type Status = 'unknown' | 'applied' | 'current' | 'pending';

/** How a revision stands to the database. */
export function statusOf(revision: RevisionId, standing: Standing | undefined): Status {
  if (standing === undefined) return 'unknown';
  if (standing.rows.includes(revision)) return 'current';
  return standing.applied.has(revision) ? 'applied' : 'pending';
}

/** The tone of a status. */
export const statusTones: Readonly<Record<Status, Tone>> = {
  unknown: 'plain',
  applied: 'applied',
  current: 'current',
  pending: 'pending',
};

/** The sign of a revision in the graph: merge points keep theirs, but for the one where the database is. */
export function glyphOf(
  graph: RevisionGraph,
  revision: RevisionId,
  {status, glyphs}: {readonly status: Status; readonly glyphs: Glyphs},
): string {
  if (status === 'current') return glyphs.current;
  if (graph.isMergePoint(revision)) return glyphs.merge;
  return status === 'applied' ? glyphs.applied : glyphs.pending;
}

/** The words for a revision's place, such as `head pending`. */
export function statusWords(isHead: boolean, status: Status): string {
  return [isHead ? 'head' : '', status === 'unknown' ? '' : status].filter(Boolean).join(' ');
}
