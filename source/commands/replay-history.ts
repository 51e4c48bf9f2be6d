import type {DialectName} from '../dialects/dialect.ts';
import type {RevisionId} from '../graph/revision.ts';
import {replay} from '../operations/apply.ts';
import {emptySchema, type Schema} from '../schema/schema.ts';
import {inRevision} from './in-revision.ts';
import type {Project} from './project.ts';

/** The history schema: the operations of these revisions and all below them, replayed oldest first. */
export async function replayHistory(
  project: Pick<Project, 'graph' | 'recorded' | 'script'>,
  revisions: readonly RevisionId[],
  dialect: DialectName,
): Promise<Schema> {
  const {graph, recorded} = project;
  let schema = emptySchema;
  for (const revision of graph.newestFirst(graph.ancestors(revisions)).toReversed()) {
    const {upgrade} = await recorded(revision);
    const before = schema;
    schema = inRevision(project, revision, () => replay(before, upgrade, dialect));
  }
  return schema;
}
