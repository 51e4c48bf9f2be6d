import type {RevisionId} from '../graph/revision.ts';
import {resolveRange} from '../graph/range.ts';
import {parseRange} from '../graph/target.ts';
import {describeRevision, type RevisionEntry} from './describe-revision.ts';
import type {Project} from './project.ts';
import {standing} from './standing.ts';

export interface HistoryInput {
  /** `START:END`, `START:` or `:END`; either end may be `current`, which asks the database. */
  readonly range?: string | undefined;
}

/** What `history` answers with: newest first. */
export interface History {
  readonly revisions: readonly RevisionEntry[];
}

/**
 * The revisions, newest first, each before everything that it stands on. Asks the database only where the
 * range says `current`. Throws what `resolveRange` throws.
 */
export async function history(
  project: Pick<Project, 'graph' | 'script' | 'config' | 'database'>,
  {range}: HistoryInput = {},
): Promise<History> {
  const chosen = range === undefined ? project.graph.newestFirst() : await within(project, range);
  return {revisions: chosen.map((revision) => describeRevision(project, revision))};
}

async function within(
  project: Pick<Project, 'graph' | 'config' | 'database'>,
  text: string,
): Promise<readonly RevisionId[]> {
  const {graph} = project;
  const {base, head} = parseRange(text);
  if (base !== 'current' && head !== 'current') return resolveRange(graph, {base, head});
  const {rows, applied} = await standing(project);
  if (head !== 'current') return resolveRange(graph, {base: [...rows], head});
  const below = resolveRange(graph, {base, head: 'heads'});
  return below.filter((revision) => applied.has(revision));
}
