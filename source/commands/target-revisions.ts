import {resolveRevisions} from '../graph/resolve.ts';
import type {RevisionId} from '../graph/revision.ts';
import type {Project} from './project.ts';
import {standing} from './standing.ts';

/** The revisions that a target denotes, none for `base`; `current`, where the database stands, asks it. Throws as `resolveRevisions`. */
export async function targetRevisions(
  project: Pick<Project, 'graph' | 'config' | 'database'>,
  target: string,
): Promise<readonly RevisionId[]> {
  if (target === 'current') return (await standing(project)).tips;
  return resolveRevisions(project.graph, target);
}
