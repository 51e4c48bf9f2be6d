import {AthanorError} from '../errors.ts';
import {resolveRevisions} from '../graph/resolve.ts';
import {draftRevision, type NewRevisionInput, type RevisionDraft} from './draft-revision.ts';
import type {Project} from './project.ts';
import type {WrittenRevision} from './revision.ts';
import {writeRevision} from './write-revision.ts';

export interface MergeInput extends Omit<NewRevisionInput, 'heads' | 'dependsOn'> {
  /** What to join: `heads` for all of them. */
  readonly targets: readonly string[];
}

/** The file of a revision that joins several, not written. Throws what `draftRevision` throws, and `usage` for fewer than two. */
export function draftMerge(
  project: Pick<Project, 'config' | 'graph' | 'script'>,
  {targets, ...input}: MergeInput,
): RevisionDraft {
  const {graph} = project;
  // Every head, those too that another line depends on: a merge leaves one head.
  const heads = targets.flatMap((target) =>
    target === 'heads' ? graph.heads : resolveRevisions(graph, target),
  );
  if (new Set(heads).size < 2) {
    throw new AthanorError(
      'usage',
      `there is nothing to join: ${targets.join(' ')} is ${heads.join(', ') || 'base'}`,
      {
        hint:
          graph.heads.length > 1
            ? `athanor merge ${graph.heads.join(' ')}`
            : 'the graph has one head already',
      },
    );
  }
  return draftRevision(project, {
    ...input,
    heads,
    message: input.message ?? `merge ${heads.join(' and ')}`,
  });
}

/** Writes a revision that joins several. Throws what `draftMerge` throws, and `file_exists`. */
export async function merge(
  project: Pick<Project, 'config' | 'graph' | 'script'>,
  input: MergeInput,
): Promise<WrittenRevision> {
  const {text, ...written} = draftMerge(project, input);
  await writeRevision(project, {path: written.path, text});
  return written;
}
