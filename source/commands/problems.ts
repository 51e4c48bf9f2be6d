import type {ErrorCode} from '../errors.ts';
import type {RevisionGraph} from '../graph/revision-graph.ts';
import type {Standing} from './standing.ts';
import {unfinishedText} from './unfinished.ts';

/** Something that a person should see to, and how. */
export interface Problem {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
}

/** What is wrong with where a database stands; nothing, usually. */
export function problemsOf(
  graph: RevisionGraph,
  {rows, unknown, unfinished}: Pick<Standing, 'rows' | 'unknown' | 'unfinished'>,
): readonly Problem[] {
  const problems: Problem[] = [];
  if (unknown.length > 0) {
    problems.push({
      code: 'revision_not_found',
      message: `the version table holds ${unknown.join(', ')}, of which there is no revision file`,
      hint: 'get the missing files (another branch may have them), or say where the database stands: athanor stamp --purge REVISION',
    });
  }
  if (unfinished !== undefined) {
    const {direction, revision} = unfinished;
    problems.push({
      code: 'interrupted',
      message: unfinishedText(unfinished),
      hint: `athanor ${direction} ${direction === 'downgrade' ? '-1' : revision}, which goes on from there`,
    });
  }
  const known = rows.filter((row) => graph.has(row));
  const tips = graph.tips(known);
  const above = known.filter((row) => !tips.includes(row));
  if (above.length > 0) {
    problems.push({
      code: 'overlapping_revisions',
      message: `the version table holds ${above.join(', ')} beside what stands on it`,
      hint: `athanor stamp --purge ${tips.join(' ')}`,
    });
  }
  return problems;
}

/** Lines that came to be side by side: heads without a label of their own, by which one could be meant. */
export function problemsOfHeads(graph: RevisionGraph): readonly Problem[] {
  const heads = graph.effectiveHeads;
  const unnamed = heads.filter((head) => {
    const others = new Set(heads.filter((id) => id !== head).flatMap((id) => graph.labels(id)));
    return graph.labels(head).every((label) => others.has(label));
  });
  if (unnamed.length < 2) return [];
  return [
    {
      code: 'multiple_heads',
      message: `${unnamed.join(', ')} are heads side by side, and no label tells them apart`,
      hint: `athanor merge ${unnamed.join(' ')}, or athanor rebase ${unnamed.at(-1) ?? ''} --onto ${unnamed[0] ?? ''}`,
    },
  ];
}
