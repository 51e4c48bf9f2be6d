import type {RevisionId} from '../graph/revision.ts';
import {draftRevision, writeRevision, type NewRevisionInput} from './draft-revision.ts';
import type {Project} from './project.ts';

/** A revision file that was written. */
export interface WrittenRevision {
  readonly revision: RevisionId;
  readonly downRevisions: readonly RevisionId[];
  readonly message: string;
  /** Absolute. */
  readonly path: string;
}

/** Writes a new revision with empty functions. Throws what `draftRevision` throws, and `file_exists`. */
export function revision(
  project: Pick<Project, 'config' | 'graph' | 'script'>,
  input: NewRevisionInput,
): WrittenRevision {
  const {text, ...written} = draftRevision(project, input);
  writeRevision({path: written.path, text});
  return written;
}
