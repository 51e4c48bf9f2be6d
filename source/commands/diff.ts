import {compare} from '../autogenerate/compare.ts';
import type {Question} from '../autogenerate/questions.ts';
import type {UnknownSql} from '../analysis/touched.ts';
import type {Dialect, DialectName} from '../dialects/dialect.ts';
import type {RevisionId} from '../graph/revision.ts';
import type {Operation} from '../operations/operation.ts';
import {AthanorError} from '../errors.ts';
import {tableDifferences} from '../runtime/drift.ts';
import type {Session} from '../runtime/session.ts';
import type {Schema} from '../schema/schema.ts';
import {findTable, withTable} from '../schema/tables.ts';
import {schemaChanges, type SchemaChange} from './schema-changes.ts';
import {sqlOf, statementsFrom} from './schema-sql.ts';
import type {Project} from './project.ts';
import {readDatabase} from './read-database.ts';
import {traceHistory} from './schema.ts';
import {targetRevisions} from './target-revisions.ts';

export interface DiffInput {
  /** What `schema` takes, or `live`, the database as it is, or `entities`. */
  readonly from: string;
  readonly to: string;
  readonly dialect?: DialectName | undefined;
}

/** One end of a comparison. */
interface DiffSide {
  /** As it was asked for. */
  readonly target: string;
  readonly kind: 'revisions' | 'live' | 'entities';
  /** For revisions: those that the target denotes. */
  readonly revisions: readonly RevisionId[];
  /** For `live`: which database. */
  readonly label?: string;
  /** Raw SQL on the way that nobody said the effect of: what it made is not counted. */
  readonly unknowns: readonly UnknownSql[];
}

/** What leads from one schema to another. */
export interface SchemaDiff {
  readonly dialect: DialectName;
  readonly from: DiffSide;
  readonly to: DiffSide;
  /** Thing by thing, those of a table one after the other. */
  readonly changes: readonly SchemaChange[];
  /** What cannot be known from two schemas, such as that something has just another name. */
  readonly hints: readonly Pick<Question, 'kind' | 'table' | 'text'>[];
  /** The same as operations, in an order that the database accepts. */
  readonly operations: readonly Operation[];
  /** The schema that the operations start from, and the one that they lead to. */
  readonly before: Schema;
  readonly after: Schema;
}

/**
 * Compares two schemas: of revisions, which may stand on different branches, of the database as it is, or of
 * the entities. Two definitions that the database holds alike are the same. Connects only for `live` and
 * `current`, and changes nothing there.
 *
 * Throws what resolving a target throws, `load_failed`, `bad_operation`, `unreachable`.
 */
export async function diff(project: Project, {from, to, dialect}: DiffInput): Promise<SchemaDiff> {
  const its = await dialectFor(project, [from, to], dialect);
  const [old, now] = [await sideOf(project, from, its), await sideOf(project, to, its)];
  const [one, other] = await inLiveWords(project, old, now);
  const {operations, questions} = compare(one, other, {stored: its.stored, dialect: its.name});
  const hasLive = [old, now].some(({side}) => side.kind === 'live');
  const asHeld = (schema: Schema): Schema => (hasLive ? its.stored(schema) : schema);
  return {
    dialect: its.name,
    from: old.side,
    to: now.side,
    changes: schemaChanges({from: asHeld(one), to: asHeld(other), dialect: its.name}, operations),
    hints: questions
      .filter(({kind}) => kind.startsWith('renamed'))
      .map(({kind, table, text}) => ({kind, table, text})),
    operations,
    before: one,
    after: other,
  };
}

/** The statements that turn the one into the other, each without its semicolon. Throws `not_supported`. */
export async function diffSql(
  project: Pick<Project, 'dialect' | 'config'>,
  {before, operations, dialect}: Pick<SchemaDiff, 'before' | 'operations' | 'dialect'>,
): Promise<readonly string[]> {
  const its = await project.dialect(dialect);
  return statementsFrom(before, operations, its, project.config.target[dialect]).map(sqlOf);
}

interface Sided {
  readonly side: DiffSide;
  readonly schema: Schema;
}

const isLive = (target: string): boolean => target === 'live';
const isModel = (target: string): boolean => target === 'entities' || target === 'model';

/** The live database has the dialect that it has. */
async function dialectFor(
  project: Project,
  targets: readonly string[],
  asked: DialectName | undefined,
): Promise<Dialect> {
  const its = await project.dialect(asked);
  if (!targets.some(isLive)) return its;
  const {dialect} = await project.database();
  if (its.name === dialect) return its;
  throw new AthanorError('usage', `the database is not ${its.name} but ${dialect}`, {
    hint: 'leave --dialect out',
  });
}

async function sideOf(project: Project, target: string, {name}: Dialect): Promise<Sided> {
  if (isLive(target)) {
    return readDatabase(project, async ({session, label}) => ({
      side: {target, kind: 'live', revisions: [], label, unknowns: []},
      schema: await session.introspect(),
    }));
  }
  if (isModel(target)) {
    const {leftOut: _, ...schema} = await project.model(name);
    return {side: {target, kind: 'entities', revisions: [], unknowns: []}, schema};
  }
  const revisions = await targetRevisions(project, target);
  const {schema, unknowns} = await traceHistory(project, revisions, name);
  return {side: {target, kind: 'revisions', revisions, unknowns}, schema};
}

/**
 * The server words expressions in its own way. Where one side is live, tables of the other that the server would
 * hold just as the live one is are taken for equal.
 */
async function inLiveWords(
  project: Project,
  old: Sided,
  now: Sided,
): Promise<readonly [Schema, Schema]> {
  const [first, second] = [old.side.kind === 'live', now.side.kind === 'live'];
  if (first === second) return [old.schema, now.schema];
  const [live, other] = first ? [old.schema, now.schema] : [now.schema, old.schema];
  const worded = await readDatabase(project, ({session}) => inServersWords(session, other, live));
  return first ? [live, worded] : [worded, live];
}

async function inServersWords(session: Session, schema: Schema, live: Schema): Promise<Schema> {
  let worded = schema;
  for (const table of schema.tables) {
    const found = findTable(live, table);
    if (found === undefined) continue;
    const wanted = await session.described(table);
    const isSame = tableDifferences(found, wanted).length === 0;
    worded = withTable(worded, isSame ? found : wanted);
  }
  if (schema.objects === undefined) return worded;
  return {...worded, objects: await session.describedObjects(schema.objects)};
}
