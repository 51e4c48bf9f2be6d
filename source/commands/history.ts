import {describeRevision, type RevisionEntry} from './describe-revision.ts';
import type {Project} from './project.ts';

/** What `history` answers with: newest first. */
export interface History {
  readonly revisions: readonly RevisionEntry[];
}

/** The revisions, newest first, each before everything that it stands on. */
export function history(project: Pick<Project, 'graph' | 'script'>): History {
  return {
    revisions: project.graph.newestFirst().map((revision) => describeRevision(project, revision)),
  };
}
