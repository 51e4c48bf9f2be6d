import {
  listFor,
  merged,
  operationsOf,
  type DialectLists,
  type Entry,
} from '../autogenerate/dialect-lists.ts';
import {compare, type Difference} from '../autogenerate/compare.ts';
import {downgradeOf} from '../autogenerate/downgrade.ts';
import {withoutNeedlessGuards} from '../autogenerate/guards.ts';
import type {Hint} from '../autogenerate/hints.ts';
import {entriesWithout, itemsOf, type Item} from '../autogenerate/listing.ts';
import {inWordsOf} from '../autogenerate/portable-model.ts';
import {renderOnDatabase, renderStatements} from '../autogenerate/render.ts';
import type {LeftOut} from '../database/model/model-context.ts';
import type {ModelSchema} from '../database/model/model-schema.ts';
import type {Dialect, DialectName} from '../dialects/dialect.ts';
import type {Operation} from '../operations/operation.ts';
import type {Schema} from '../schema/schema.ts';
import type {RevisionBody} from './draft-revision.ts';
import type {Project} from './project.ts';

/** What autogenerate compares and for which databases. */
export interface AutogenerateInput {
  /** One database alone; absent: those of the configuration, or else the one of the environment. */
  readonly dialect?: DialectName | undefined;
  /** Write it for this one of the databases that share the history; absent: as the configuration says. */
  readonly onDatabase?: string | undefined;
}

/** What leads from the revisions to the entities: both functions of a new revision, and what to know of them. */
export interface Generated extends RevisionBody {
  /** What `upgrade` records; empty when nothing differs. */
  readonly operations: readonly Operation[];
  /** The changes one by one, each to be taken or left out: see `without`. */
  readonly items: readonly Item[];
  /** What only a person can know, such as that a column has just another name. */
  readonly hints: readonly Hint[];
  /** What of the entities has no place in a revision. */
  readonly leftOut: readonly LeftOut[];
  /** What the above was made from. */
  readonly source: GeneratedFrom;
}

/** The changes in order, and the schemas before them. */
interface GeneratedFrom {
  readonly entries: readonly Entry[];
  readonly before: ReadonlyMap<DialectName, Schema>;
  /** The one of several databases that it is for. */
  readonly onDatabase: string | undefined;
}

type Compared = Pick<Project, 'config' | 'graph' | 'dialect' | 'model' | 'schemaAt'>;

/**
 * Compares the entities with the schema that all revisions together make. Connects to nothing and writes
 * nothing.
 *
 * Throws what loading the entities and replaying the revisions throw: `load_failed`, `bad_operation`.
 */
export async function autogenerate(
  project: Compared,
  {dialect, onDatabase = ownDatabase(project)}: AutogenerateInput = {},
): Promise<Generated> {
  const compared = await comparisons(project, await dialectsOf(project, dialect));
  const lists: DialectLists = new Map(
    compared.map(({name, difference}) => [name, difference.operations]),
  );
  const before = new Map(compared.map(({name, from}) => [name, from]));
  const entries = withoutNeedlessGuards(
    merged(lists),
    compared.map(({name, from, stored}) => ({dialect: name, before: from, stored})),
  );
  return generated(
    {entries, before, onDatabase},
    {
      hints: distinct(compared.flatMap(({difference}) => difference.hints)),
      leftOut: distinct(compared.flatMap(({model}) => model.leftOut)),
    },
  );
}

/** The same without these items, by their ids, and without all that cannot be without them. */
export function without(from: Generated, left: ReadonlySet<string>): Generated {
  const {entries} = from.source;
  return generated({...from.source, entries: entriesWithout(entries, from.items, left)}, from);
}

/** A difference between entities and revisions, for programs and in one line. */
export interface Change {
  readonly kind: Operation['kind'];
  /** As a person writes it; absent for what belongs to no table. */
  readonly table: string | undefined;
  readonly text: string;
}

/** Whether the entities ask for anything that the revisions do not make. Connects to nothing. */
export async function check(
  project: Compared,
  input: AutogenerateInput = {},
): Promise<{readonly changes: readonly Change[]}> {
  const {items} = await autogenerate(project, input);
  return {
    changes: items.flatMap(({operations: [first], table, line}) =>
      first === undefined ? [] : [{kind: first.kind, table, text: line}],
    ),
  };
}

const ownDatabase = ({config: {environment}}: Pick<Compared, 'config'>): string | undefined =>
  environment.isOneOfSeveral ? environment.database : undefined;

async function dialectsOf(
  {config, dialect}: Compared,
  asked: DialectName | undefined,
): Promise<readonly DialectName[]> {
  if (asked !== undefined) return [asked];
  const [first, ...others] = config.dialects ?? [];
  if (first !== undefined) return [...new Set([first, ...others])];
  return [(await dialect()).name];
}

interface Comparison {
  readonly name: DialectName;
  readonly from: Schema;
  readonly model: ModelSchema;
  readonly stored: Dialect['stored'];
  readonly difference: Difference;
}

/** PostgreSQL first: it says more of a type than SQLite, so its words serve for both. */
async function comparisons(
  project: Compared,
  names: readonly DialectName[],
): Promise<readonly Comparison[]> {
  const heads = [...project.graph.heads];
  const compared: Comparison[] = [];
  for (const name of names.toSorted()) {
    const {stored} = await project.dialect(name);
    const model = await project.model(name);
    const from = await project.schemaAt(heads, name);
    const words = compared[0]?.model;
    const to = words === undefined ? model : inWordsOf(model, words, stored);
    compared.push({name, from, model, stored, difference: compare(from, to, {stored})});
  }
  return compared;
}

/** Each once, though two databases may have told it. */
const distinct = <T>(values: readonly T[]): readonly T[] => [
  ...new Map(values.map((value) => [JSON.stringify(value), value])).values(),
];

function generated(
  source: GeneratedFrom,
  {hints, leftOut}: Pick<Generated, 'hints' | 'leftOut'>,
): Generated {
  const {entries, before, onDatabase} = source;
  const render = (written: readonly Operation[]) =>
    onDatabase === undefined ? renderStatements(written) : renderOnDatabase(written, onDatabase);
  const operations = operationsOf(entries);
  const back = new Map(
    [...before].map(([name, from]) => [name, downgradeOf(listFor(entries, name), from, name)]),
  );
  return {
    operations,
    upgrade: render(operations),
    downgrade: render(operationsOf(merged(back))),
    items: itemsOf(entries, before),
    hints,
    leftOut,
    source,
  };
}
