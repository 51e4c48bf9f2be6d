import type {RevisionId} from '../graph/revision.ts';
import type {UnfinishedStep} from '../runtime/recovery.ts';
import type {Project} from './project.ts';
import {standing} from './standing.ts';

/** What `current` answers with. */
export interface Current {
  /** The revisions that the database stands at, with those that only dependencies cover. */
  readonly current: readonly CurrentRevision[];
  /** Every revision is applied. */
  readonly isAtHeads: boolean;
  /** The step that stands half done, on top of them. */
  readonly unfinished?: UnfinishedStep | undefined;
}

export interface CurrentRevision {
  readonly revision: RevisionId;
  /** `null` for a row of which there is no revision file. */
  readonly message: string | null;
}

/** Where the database stands. Changes nothing, and needs no more than the right to read. */
export async function current(
  project: Pick<Project, 'config' | 'database' | 'graph'>,
): Promise<Current> {
  const {graph} = project;
  const {tips, unknown, isAtHeads, unfinished} = await standing(project);
  return {
    current: [
      ...tips.map((revision) => ({revision, message: graph.get(revision).message})),
      ...unknown.map((revision) => ({revision, message: null})),
    ],
    isAtHeads,
    ...(unfinished && {unfinished}),
  };
}
