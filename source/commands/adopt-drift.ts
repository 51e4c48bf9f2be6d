import {noConsent} from '../analysis/consent.ts';
import {downgradeOf} from '../autogenerate/downgrade.ts';
import {renderOnDatabase, renderStatements} from '../autogenerate/render.ts';
import type {Dialect} from '../dialects/dialect.ts';
import {AthanorError, asAthanorError} from '../errors.ts';
import type {Operation} from '../operations/operation.ts';
import {nameText} from '../schema/tables.ts';
import {carryOutSteps, type CarryOutInput} from './carry-out-steps.ts';
import {draftRevision, type NewRevisionInput, type RevisionDraft} from './draft-revision.ts';
import {drift, wayToLive, type Drift} from './drift.ts';
import {planTo} from './plan-to.ts';
import type {Project} from './project.ts';
import {refuseReadOnly} from './refuse-read-only.ts';
import type {WrittenRevision} from './revision.ts';
import {standing} from './standing.ts';
import {writeRevision} from './write-revision.ts';

export interface AdoptInput
  extends NewRevisionInput, Pick<CarryOutInput, 'confirmed' | 'patience' | 'signal'> {
  /** The ids of what is taken over; all that is not ignored, when absent. */
  readonly items?: readonly string[] | undefined;
}

/** What of the database a revision now says. */
export interface AdoptedDrift {
  /** `undefined` when nothing differs: then nothing was written. */
  readonly written: WrittenRevision | undefined;
  /** What the revision makes, a line each. */
  readonly changes: readonly {readonly id: string; readonly line: string}[];
  /** Whether the database now counts it as applied. */
  readonly stamped: boolean;
}

/** A revision that says what is there by hand, not written yet. */
interface DriftDraft extends RevisionDraft {
  readonly changes: AdoptedDrift['changes'];
}

/**
 * Writes a revision that makes what is in the database by hand, and stamps the database with it: there it never
 * runs, elsewhere it does. Its parents have to be applied there, or stamping would say too much.
 *
 * Throws `not_applied`, `protected`, `read_only`, what `draftRevision` throws, and what stamping throws: the
 * file stays then, and the message says so.
 */
export async function adoptDrift(project: Project, input: AdoptInput): Promise<AdoptedDrift> {
  refuseUnconfirmed(project, input);
  const found = await drift(project);
  const draft = await draftOfDrift(project, found, input);
  if (draft === undefined) return {written: undefined, changes: [], stamped: false};
  const {text, changes, ...written} = draft;
  await writeRevision(project, {path: draft.path, text});
  await stampWith(await project.reload(), written, input);
  return {written, changes, stamped: true};
}

/** The file that `adoptDrift` would write, for a look before; `undefined` when nothing differs. */
async function draftOfDrift(
  project: Project,
  found: Drift,
  {items = [], ...input}: Omit<AdoptInput, 'confirmed'>,
): Promise<DriftDraft | undefined> {
  const dialect = await project.dialect(found.dialect);
  const {operations, before, items: taken} = wayToLive(found, items, dialect);
  if (operations.length === 0) return undefined;
  for (const operation of operations) refuseNameless(operation);
  const render = rendering(project, dialect);
  const draft = draftRevision(
    project,
    {...input, message: input.message ?? 'adopt what was changed by hand'},
    {upgrade: render(operations), downgrade: render(downgradeOf(operations, before, dialect.name))},
  );
  await refuseBehind(project, draft);
  return {...draft, changes: taken.map(({id, line}) => ({id, line}))};
}

/** A table that stands takes constraints by name alone. */
function refuseNameless(operation: Operation): void {
  const [name, table] =
    operation.kind === 'createForeignKey'
      ? [operation.foreignKey.name, operation.table]
      : operation.kind === 'createCheck'
        ? [operation.check.name, operation.table]
        : operation.kind === 'createUnique'
          ? [operation.unique.name, operation.table]
          : [undefined, undefined];
  if (name !== '') return;
  throw new AthanorError(
    'not_supported',
    `a constraint without a name was added to the table ${nameText(table)}, and no revision can say that`,
    {hint: 'give it a name in the database, or adopt the other items and ignore this one'},
  );
}

/** For this database alone, where the history has several. */
function rendering({config}: Project, {name}: Dialect) {
  const {database, isOneOfSeveral} = config.environment;
  const isForSeveral = new Set(config.dialects).size > 1;
  return (operations: readonly Operation[]): readonly string[] => {
    if (operations.length === 0) return [];
    const own: readonly Operation[] = isForSeveral
      ? [{kind: 'only', dialect: name, operations}]
      : operations;
    return isOneOfSeveral ? renderOnDatabase(own, database) : renderStatements(own);
  };
}

async function refuseBehind(project: Project, {downRevisions}: RevisionDraft): Promise<void> {
  const {applied, label} = await standing(project);
  const missing = downRevisions.filter((id) => !applied.has(id));
  if (missing.length === 0) return;
  throw new AthanorError(
    'not_applied',
    `the revision would stand on ${missing.join(', ')}, which is not applied to ${label}`,
    {
      hint: 'bring the database up first with "athanor upgrade heads"; where what differs is in the way, say --head with the revision where it stands, and --splice',
      details: {missing},
    },
  );
}

/** Before anything is written: stamping is refused where these are. */
function refuseUnconfirmed(
  {config: {environment}}: Project,
  {confirmed}: Pick<AdoptInput, 'confirmed'>,
): void {
  refuseReadOnly(environment);
  if (!environment.protected || confirmed === environment.name) return;
  throw new AthanorError('protected', `the environment ${environment.name} is protected`, {
    hint: `say --confirm ${environment.name}`,
    details: {environment: environment.name},
  });
}

async function stampWith(
  project: Project,
  {revision, path}: WrittenRevision,
  input: AdoptInput,
): Promise<void> {
  try {
    const plan = await planTo(project, {direction: 'stamp', targets: [revision]});
    for await (const _ of carryOutSteps(project, plan, {...input, consent: noConsent}));
  } catch (error) {
    const {code, message, details} = asAthanorError(error);
    throw new AthanorError(code, `${path} was written, but not stamped: ${message}`, {
      hint: `"athanor stamp ${revision}" does it; until then an upgrade would run it where it is already so`,
      details,
      cause: error,
    });
  }
}
