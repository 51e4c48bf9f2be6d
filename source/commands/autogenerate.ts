import {
  listFor,
  merged,
  operationsOf,
  type DialectLists,
  type Entry,
} from '../autogenerate/dialect-lists.ts';
import {compare} from '../autogenerate/compare.ts';
import {downgradeOf} from '../autogenerate/downgrade.ts';
import {withoutNeedlessGuards} from '../autogenerate/guards.ts';
import type {Hint} from '../autogenerate/hints.ts';
import type {Answers, Question} from '../autogenerate/questions.ts';
import {entriesWithout, itemsOf, type Item} from '../autogenerate/listing.ts';
import {inWordsOf} from '../autogenerate/portable-model.ts';
import {renderOnDatabase, renderStatements} from '../autogenerate/render.ts';
import type {LeftOut} from '../database/model/model-context.ts';
import type {DialectName} from '../dialects/dialect.ts';
import {dialectNamed} from '../dialects/find.ts';
import type {Operation} from '../operations/operation.ts';
import {emptySchema, type Schema} from '../schema/schema.ts';
import type {RevisionBody} from './draft-revision.ts';
import type {Project} from './project.ts';

/** What autogenerate compares and for which databases. */
export interface AutogenerateInput {
  /** One database alone; absent: those of the configuration, or else the one of the environment. */
  readonly dialect?: DialectName | undefined;
  /** Write it for this one of the databases that share the history; absent: as the configuration says. */
  readonly onDatabase?: string | undefined;
  /** Answers in advance. */
  readonly answers?: Answers | undefined;
}

/** What leads from the revisions to the entities: both functions of a new revision, and what to know of them. */
export interface Generated extends RevisionBody {
  /** What `upgrade` records; empty when nothing differs. */
  readonly operations: readonly Operation[];
  /** The changes one by one, each to be taken or left out: see `without`. */
  readonly items: readonly Item[];
  /** What only a person can know, such as that a column has just another name: see `answered`. */
  readonly questions: readonly Question[];
  /** The answers that were given and used, by the keys they were given under. */
  readonly answers: Answers;
  /** What could not be counted. */
  readonly hints: readonly Hint[];
  /** What of the entities has no place in a revision. */
  readonly leftOut: readonly LeftOut[];
  /** What the above was made from. */
  readonly source: GeneratedFrom;
}

/** The changes in order, and the schemas that were compared. */
interface GeneratedFrom {
  readonly entries: readonly Entry[];
  readonly before: ReadonlyMap<DialectName, Schema>;
  readonly wanted: ReadonlyMap<DialectName, Schema>;
  readonly leftOut: readonly LeftOut[];
  /** The one of several databases that it is for. */
  readonly onDatabase: string | undefined;
}

type Compared = Pick<Project, 'config' | 'graph' | 'dialect' | 'model' | 'schemaAt'>;

/**
 * Compares the entities with the schema that all revisions together make. Connects to nothing and writes
 * nothing. What is asked and not answered is in `questions`.
 *
 * Throws what loading the entities and replaying the revisions throw: `load_failed`, `bad_operation`; `usage` for an
 * answer that its question does not take, `stopped` for one that stops.
 */
export async function autogenerate(
  project: Compared,
  {dialect, onDatabase = ownDatabase(project), answers = {}}: AutogenerateInput = {},
): Promise<Generated> {
  const schemas = await schemasOf(project, await dialectsOf(project, dialect));
  return compared({...schemas, onDatabase}, answers);
}

/** The same with these answers, and no others. Throws `usage` and `stopped`, as `autogenerate`. */
export function answered({source}: Pick<Generated, 'source'>, answers: Answers): Generated {
  return compared(source, answers);
}

function compared(schemas: Omit<GeneratedFrom, 'entries'>, answers: Answers): Generated {
  const comparisons = [...schemas.wanted].map(([name, to]) => {
    const {stored} = dialectNamed(name);
    const from = schemas.before.get(name) ?? emptySchema;
    return {name, from, stored, difference: compare(from, to, {stored, dialect: name, answers})};
  });
  const lists: DialectLists = new Map(
    comparisons.map(({name, difference}) => [name, difference.operations]),
  );
  const entries = withoutNeedlessGuards(
    merged(lists),
    comparisons.map(({name, from, stored}) => ({dialect: name, before: from, stored})),
  );
  const used = new Set(comparisons.flatMap(({difference}) => difference.used));
  const questions = comparisons.flatMap(({difference}) => difference.questions);
  return generated(
    {...schemas, entries},
    {
      questions: [...new Map(questions.map((question) => [question.id, question])).values()],
      answers: Object.fromEntries(Object.entries(answers).filter(([key]) => used.has(key))),
      hints: distinct(comparisons.flatMap(({difference}) => difference.hints)),
    },
  );
}

/** The same without these items, by their ids, and without all that cannot be without them. */
export function without(from: Generated, left: ReadonlySet<string>): Generated {
  const {source} = from;
  return generated({...source, entries: entriesWithout(source.entries, from.items, left)}, from);
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

/** PostgreSQL first: it says more of a type than SQLite, so its words serve for both. */
async function schemasOf(
  project: Compared,
  names: readonly DialectName[],
): Promise<Pick<GeneratedFrom, 'before' | 'wanted' | 'leftOut'>> {
  const heads = [...project.graph.heads];
  const [before, wanted] = [new Map<DialectName, Schema>(), new Map<DialectName, Schema>()];
  const leftOut: LeftOut[] = [];
  let words: Schema | undefined;
  for (const name of names.toSorted()) {
    const {leftOut: its, ...model} = await project.model(name);
    before.set(name, await project.schemaAt(heads, name));
    wanted.set(name, words ? inWordsOf(model, words, dialectNamed(name).stored) : model);
    words ??= model;
    leftOut.push(...its);
  }
  return {before, wanted, leftOut: distinct(leftOut)};
}

/** Each once, though two databases may have told it. */
const distinct = <T>(values: readonly T[]): readonly T[] => [
  ...new Map(values.map((value) => [JSON.stringify(value), value])).values(),
];

function generated(
  source: GeneratedFrom,
  {questions, answers, hints}: Pick<Generated, 'questions' | 'answers' | 'hints'>,
): Generated {
  const {entries, before, leftOut, onDatabase} = source;
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
    questions,
    answers,
    hints,
    leftOut,
    source,
  };
}
