import type {DialectName} from '../dialects/dialect.ts';
import {asAthanorError, AthanorError} from '../errors.ts';
import type {RevisionId} from '../graph/revision.ts';
import {replay} from '../operations/apply.ts';
import {emptySchema, type Schema} from '../schema/schema.ts';
import type {Project} from './project.ts';

/** The history schema: the operations of these revisions and all below them, replayed oldest first. */
export async function replayHistory(
  project: Pick<Project, 'graph' | 'recorded'>,
  revisions: readonly RevisionId[],
  dialect: DialectName,
): Promise<Schema> {
  const {graph, recorded} = project;
  let schema = emptySchema;
  for (const revision of graph.newestFirst(graph.ancestors(revisions)).toReversed()) {
    const {upgrade} = await recorded(revision);
    schema = replayRevision(schema, upgrade, {revision, dialect});
  }
  return schema;
}

/** The schema after a revision; what does not fit is refused with the revision's name. */
export function replayRevision(
  before: Schema,
  upgrade: Parameters<typeof replay>[1],
  {revision, dialect}: {readonly revision: RevisionId; readonly dialect: DialectName},
): Schema {
  try {
    return replay(before, upgrade, dialect);
  } catch (thrown) {
    const error = asAthanorError(thrown);
    throw new AthanorError(error.code, `revision ${revision}: ${error.message}`, {
      hint: error.hint,
      details: {...error.details, revision},
      cause: error.cause,
    });
  }
}
