import type {RevisionGraph} from '../graph/revision-graph.ts';
import type {RevisionId} from '../graph/revision.ts';
import {currentTips} from '../graph/rows.ts';
import type {UnfinishedStep} from '../runtime/recovery.ts';
import type {Project} from './project.ts';
import {readDatabase} from './read-database.ts';

/** Where the database stands in the graph. */
export interface Standing {
  /** Such as `sqlite shop.db`. */
  readonly label: string;
  /** The version rows, sorted. */
  readonly rows: readonly RevisionId[];
  /** Rows of which there is no revision file. */
  readonly unknown: readonly RevisionId[];
  readonly applied: ReadonlySet<RevisionId>;
  /** What is not applied, oldest first. */
  readonly pending: readonly RevisionId[];
  /** The applied revisions that no applied one was written on top of: the rows, and what only dependencies cover. */
  readonly tips: readonly RevisionId[];
  /** Every revision is applied. */
  readonly isAtHeads: boolean;
  /** The step that stands half done, beside what the rows say. */
  readonly unfinished?: UnfinishedStep | undefined;
}

/** Reads where the database stands. Changes nothing. */
export function standing(
  project: Pick<Project, 'config' | 'database' | 'graph'>,
): Promise<Standing> {
  return readDatabase(project, ({rows, label, unfinished}) => ({
    ...standingAt(project.graph, rows, label),
    ...(unfinished && {unfinished}),
  }));
}

/** What version rows mean. */
export function standingAt(
  graph: RevisionGraph,
  rows: readonly RevisionId[],
  label: string,
): Standing {
  const known = rows.filter((row) => graph.has(row));
  const unknown = rows.filter((row) => !graph.has(row));
  const applied = graph.ancestors(known);
  const pending = graph.newestFirst(graph.ids.filter((id) => !applied.has(id))).toReversed();
  return {
    label,
    rows,
    unknown,
    applied,
    pending,
    tips: currentTips(graph, known),
    isAtHeads: pending.length === 0 && unknown.length === 0,
  };
}
