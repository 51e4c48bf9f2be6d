import {compare} from '../autogenerate/compare.ts';
import type {RevisionId} from '../graph/revision.ts';
import type {Project} from './project.ts';
import {schemaChanges, type SchemaChange} from './schema-changes.ts';
import {schema, type ShownSchema} from './schema.ts';

/** The schema once a revision is applied, and what it made of the one before. */
export interface RevisionSchema {
  /** As if nothing but this revision and all below it were applied. */
  readonly shown: ShownSchema;
  readonly changes: readonly SchemaChange[];
}

/**
 * The schema as it stood at a revision, which revisions made everything what it is, and what this one changed.
 * Replayed in memory: connects to nothing.
 *
 * Throws `load_failed`, `bad_operation`.
 */
export async function revisionSchema(
  project: Project,
  revision: RevisionId,
): Promise<RevisionSchema> {
  const {graph} = project;
  const dialect = await project.dialect();
  const shown = await schema(project, {target: revision});
  const from = await project.schemaAt(graph.tips(graph.parents(revision)), dialect.name);
  const {operations} = compare(from, shown.schema, {stored: dialect.stored});
  const changes = schemaChanges({from, to: shown.schema, dialect: dialect.name}, operations);
  return {shown, changes};
}
