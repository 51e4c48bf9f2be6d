import {AthanorError} from '../errors.ts';
import type {RevisionId} from '../graph/revision.ts';
import type {Project} from './project.ts';

/** What is refused here is told with the revision and its file, unless it names those already. */
export function inRevision<Result>(
  {script}: Pick<Project, 'script'>,
  revision: RevisionId,
  perform: () => Result,
): Result {
  try {
    return perform();
  } catch (error) {
    if (!(error instanceof AthanorError) || error.details?.['file'] !== undefined) throw error;
    const {path} = script(revision);
    throw new AthanorError(error.code, `revision ${revision} (${path}): ${error.message}`, {
      hint: error.hint,
      details: {...error.details, revision, file: path},
      cause: error.cause,
    });
  }
}
