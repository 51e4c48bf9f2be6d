import type {RevisionId} from '../graph/revision.ts';
import {draftRevision, type NewRevisionInput} from './draft-revision.ts';
import type {Project} from './project.ts';
import {writeRevision} from './write-revision.ts';

/** A revision file that was written. */
export interface WrittenRevision {
  readonly revision: RevisionId;
  readonly downRevisions: readonly RevisionId[];
  readonly message: string;
  /** Absolute. */
  readonly path: string;
}

/** Writes a new revision with empty functions. Throws what `draftRevision` and `writeRevision` throw. */
export async function revision(
  project: Pick<Project, 'config' | 'graph' | 'script'>,
  input: NewRevisionInput,
): Promise<WrittenRevision> {
  const {text, ...written} = draftRevision(project, input);
  await writeRevision(project, {path: written.path, text});
  return written;
}
