import {trace, type Touch, type Trace, type UnknownSql} from '../analysis/touched.ts';
import type {DialectName} from '../dialects/dialect.ts';
import {AthanorError} from '../errors.ts';
import type {RevisionId} from '../graph/revision.ts';
import {didYouMean} from '../schema/nearest.ts';
import type {Schema} from '../schema/schema.ts';
import {schemaTree, type SchemaNode} from '../schema/tree.ts';
import {inRevision} from './in-revision.ts';
import type {Project} from './project.ts';
import {createStatements} from './schema-sql.ts';
import {targetRevisions} from './target-revisions.ts';

export interface SchemaInput {
  /** A revision, a label, `heads`, `base`; `current` asks the database. Several heads count together. */
  readonly target: string;
  /** As which database holds it; the one of the environment, when absent. */
  readonly dialect?: DialectName | undefined;
}

/** The schema at a revision. */
export interface ShownSchema {
  readonly dialect: DialectName;
  /** The revisions that the target denotes; with all below them they make the schema. */
  readonly revisions: readonly RevisionId[];
  /** What is there, tables with their columns, keys and indexes below them. */
  readonly tree: readonly ShownNode[];
  /** Raw SQL on the way that nobody said the effect of: it may have changed anything. */
  readonly unknowns: readonly UnknownSql[];
  /** All of it as data. */
  readonly schema: Schema;
}

/** A thing of the schema and which revisions touched it. */
export interface ShownNode extends SchemaNode {
  readonly children: readonly ShownNode[];
  /** Newest first; of a table also what touched its rows, and raw SQL of unknown effect that names it. */
  readonly touched: readonly Touch[];
}

type Replayed = Pick<Project, 'graph' | 'recorded' | 'script' | 'dialect' | 'config' | 'database'>;

/**
 * The schema at a revision, replayed in memory, and which revisions made everything what it is. Connects to
 * nothing, unless asked for `current`.
 *
 * Throws what resolving the target throws, `load_failed`, `bad_operation`.
 */
export async function schema(
  project: Replayed,
  {target, dialect}: SchemaInput,
): Promise<ShownSchema> {
  const {name} = await project.dialect(dialect);
  const revisions = await targetRevisions(project, target);
  const {schema: found, touches, unknowns} = await traceHistory(project, revisions, name);
  const shown = (node: SchemaNode): ShownNode => ({
    ...node,
    children: node.children.map(shown),
    touched: touches.get(node.id) ?? [],
  });
  return {dialect: name, revisions, tree: schemaTree(found).map(shown), unknowns, schema: found};
}

/** The statements that make such a schema in an empty database, each without its semicolon. */
export async function schemaSql(
  project: Pick<Project, 'dialect' | 'config'>,
  {schema: wanted, dialect}: Pick<ShownSchema, 'schema' | 'dialect'>,
): Promise<readonly string[]> {
  return createStatements(wanted, await project.dialect(dialect), project.config.target[dialect]);
}

/** The table, `TABLE.COLUMN`, index or the like of this name. Throws `not_found` with the nearest names. */
export function findThing({tree}: Pick<ShownSchema, 'tree'>, name: string): ShownNode {
  const all = tree.flatMap((node) => [
    [node.name, node] as const,
    ...node.children.map((child) => [`${node.name}.${child.name}`, child] as const),
    ...node.children
      .filter(({kind}) => kind !== 'column')
      .map((child) => [child.name, child] as const),
  ]);
  const found = all.find(([each]) => each === name);
  if (found !== undefined) return found[1];
  throw new AthanorError('usage', `there is no ${name} in the schema`, {
    hint:
      didYouMean(
        name,
        all.map(([each]) => each),
      ) ?? 'athanor schema REVISION lists what is there',
  });
}

/** The operations of these revisions and all below them, replayed oldest first, and what each touched. */
export async function traceHistory(
  project: Pick<Project, 'graph' | 'recorded' | 'script'>,
  revisions: readonly RevisionId[],
  dialect: DialectName,
): Promise<Trace> {
  const {graph, recorded} = project;
  const steps = [];
  for (const revision of graph.newestFirst(graph.ancestors(revisions)).toReversed())
    steps.push({revision, operations: (await recorded(revision)).upgrade});
  return trace(steps, dialect, (revision, perform) => inRevision(project, revision, perform));
}
