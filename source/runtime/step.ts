import {setImmediate as breath} from 'node:timers/promises';
import type {RunStatement, Statement} from '../dialects/statement.ts';
import type {RevisionId} from '../graph/revision.ts';
import {checkGuard} from './drift.ts';
import type {RunEvent} from './events.ts';
import {callHook, type RunHooks} from './hooks.ts';
import type {Journal} from './journal.ts';
import {agreeToLosses, type AskConsent} from './losses.ts';
import {ownQueries} from './own-queries.ts';
import {statementsHash, type PlannedStep} from './plan.ts';
import {lentDb} from './lent-db.ts';
import type {Session} from './session.ts';
import {inBatches} from './batches.ts';
import type {BatchEntry} from './recovery.ts';
import type {StrayErrors} from './stray-errors.ts';
import type {Transaction} from './transaction.ts';
import {putRows} from './version-rows.ts';
import type {VersionTables} from './version-tables.ts';

/** What every step of a run works with. */
export interface Run {
  readonly session: Session;
  readonly tables: VersionTables;
  readonly journal: Journal;
  readonly transaction: Transaction;
  readonly consent: AskConsent;
  readonly stray: StrayErrors;
  readonly hooks: RunHooks;
}

/** How far a step has come; kept up to date while it runs, for whoever has to deal with its failure. */
export interface Progress {
  readonly index: number;
  readonly step: PlannedStep;
  /** Whether its turn has come. */
  begun: boolean;
  /** The step's entry in the journal. */
  entry: number;
  /** The part's entry, while a statement outside any transaction runs. */
  part: number | undefined;
  /** How many statements have taken effect for good. */
  done: number;
  /** How far a former run has come with the first statement that is left, if that is carried out in batches. */
  readonly batch: BatchEntry | undefined;
  /** The statement that is running, from 1. */
  running: number | undefined;
  /** The step that follows at once: its `started` is committed with the end of this one. */
  readonly next: PlannedStep | undefined;
  /** The entry of the step that follows, when it has one. */
  nextEntry: number | undefined;
}

/** Consecutive statements that share a transaction, or one that stands outside any. */
interface Part {
  readonly transactional: boolean;
  /** Where it begins within the step, from 0. */
  readonly from: number;
  readonly statements: readonly Statement[];
}

/**
 * Carries out a step whose `started` is committed, in a transaction of its own, with the version rows
 * and its `done`. What has to stand outside a transaction cuts the step into parts, each journalled
 * with its own effect; the version rows come with the last.
 */
export async function* carryOutStep(
  run: Run,
  progress: Progress,
  from: readonly RevisionId[],
): AsyncGenerator<RunEvent, void> {
  const {step} = progress;
  const parts = partsOf(step.statements, progress.done);
  // What would be refused in the middle is refused before its beginning.
  if (parts.length > 1) await agreeToLosses(run, step, step.statements.slice(progress.done));
  // What is resumed behind a part that is done for good has had its hook in the transaction of that.
  let isOpening = progress.done === 0;
  for (const [at, part] of parts.entries()) {
    if (!part.transactional) {
      if (isOpening) await beforeStepAlone(run, progress);
      isOpening = false;
      await agreeToLosses(run, step, part.statements);
      yield* outsideTransaction(run, progress, part);
      continue;
    }
    await run.transaction.begin(needsForeignKeysOff(step));
    await agreeToLosses(run, step, part.statements);
    if (isOpening) await beforeStep(run, progress);
    isOpening = false;
    yield* performAll(run, progress, part);
    if (at === parts.length - 1) await finishStep(run, progress, from);
    else await finishPart(run, progress, part);
    await run.transaction.commit();
    progress.done = part.from + part.statements.length;
  }
}

/** Calls the hook before a step, in the transaction that is open. */
export async function beforeStep(run: Run, {index, step}: Progress): Promise<void> {
  const {beforeStep: hook} = run.hooks;
  if (hook === undefined) return;
  await run.transaction.rowsChange();
  await callHook(run, {name: 'beforeStep', revision: step.revision}, (db) =>
    hook({index, step}, db),
  );
}

/** The same for a step that begins outside any transaction: one of its own. */
async function beforeStepAlone(run: Run, progress: Progress): Promise<void> {
  if (run.hooks.beforeStep === undefined) return;
  await run.transaction.begin();
  await beforeStep(run, progress);
  await run.transaction.commit();
}

async function afterStep(run: Run, {index, step}: Progress): Promise<void> {
  const {afterStep: hook} = run.hooks;
  if (hook === undefined) return;
  await run.transaction.rowsChange();
  await callHook(run, {name: 'afterStep', revision: step.revision}, (db) =>
    hook({index, step}, db),
  );
  await run.transaction.rowsChanged();
}

/** Runs the statements of a part, in the transaction that is open. */
export async function* performAll(
  run: Run,
  progress: Progress,
  {from, statements}: Pick<Part, 'from' | 'statements'>,
): AsyncGenerator<RunEvent, void> {
  for (const [at, statement] of statements.entries()) {
    yield* perform(run, progress, {statement, number: from + at + 1});
  }
}

/** Puts the version rows of the step in place and notes its end, in the transaction that is open. */
export async function finishStep(
  run: Run,
  progress: Progress,
  from: readonly RevisionId[],
): Promise<void> {
  const {session, tables, journal, transaction, stray} = run;
  const {step, entry, next} = progress;
  await transaction.rowsChanged();
  stray.check();
  await putRows(ownQueries(session), tables, {from, to: step.rowsAfter});
  await afterStep(run, progress);
  await journal.end(entry, 'done', {statementNo: step.statements.length});
  if (next !== undefined) progress.nextEntry = await startStep(journal, next, 0);
}

/** Notes that a step begins when so many of its statements are done. */
export async function startStep(
  journal: Journal,
  step: PlannedStep,
  done: number,
): Promise<number> {
  const checksum = done === 0 ? step.checksum : statementsHash(step.statements.slice(0, done));
  return journal.start(step, {kind: 'step', statementNo: done, checksum});
}

async function finishPart(
  {journal}: Run,
  {step}: Progress,
  {from, statements}: Part,
): Promise<void> {
  const statementNo = from + statements.length;
  const checksum = statementsHash(step.statements.slice(0, statementNo));
  const entry = await journal.start(step, {kind: 'part', statementNo, checksum});
  await journal.end(entry, 'done');
}

/** The entry before and the one after stand in transactions of their own, so a kill between them is seen. */
async function* outsideTransaction(
  run: Run,
  progress: Progress,
  {from, statements}: Part,
): AsyncGenerator<RunEvent, void> {
  const {journal} = run;
  const number = from + 1;
  const checksum = statementsHash(progress.step.statements.slice(0, number));
  const entry = await journal.start(progress.step, {kind: 'part', statementNo: number, checksum});
  progress.part = entry;
  for (const statement of statements) {
    yield* perform(run, progress, {statement, number, noted: () => journal.end(entry, 'done')});
  }
}

/** One statement, by its number from 1. */
interface Numbered {
  readonly statement: Statement;
  readonly number: number;
  /** Notes that it took effect, before anybody hears of it and may leave. */
  readonly noted?: () => Promise<void>;
}

async function* perform(
  run: Run,
  progress: Progress,
  {statement, number, noted}: Numbered,
): AsyncGenerator<RunEvent, void> {
  const {index} = progress;
  const {session, transaction, stray} = run;
  stray.check();
  if (needsNoForeignKeys(statement)) await transaction.rowsChanged();
  else if (changesRows(statement)) await transaction.rowsChange();
  progress.running = number;
  yield {kind: 'statement', index, number, statement};
  // A driver that answers at once, as SQLite's does, would keep keys and signals waiting until the run is over.
  await breath();
  const start = performance.now();
  let note = noted;
  if (statement.kind === 'run') await performOwn({session, stray}, statement);
  else if (statement.batches !== undefined) {
    const {batches} = statement;
    const {step, done, batch} = progress;
    const resumed = done === number - 1 ? batch : undefined;
    yield* inBatches(run, {batches, step, index, number, resumed}, noted ?? nothing);
    note = noted && nothing;
  } else {
    if (statement.guard !== undefined) await checkGuard(session, statement.guard);
    await session.execute(statement.sql);
  }
  const milliseconds = performance.now() - start;
  if (note !== undefined) {
    await note();
    progress.part = undefined;
    progress.done = number;
  }
  yield {kind: 'statementFinished', index, number, milliseconds};
  progress.running = undefined;
}

/** What has been noted already. */
const nothing = (): Promise<void> => Promise.resolve();

/** Runs the user's own code, which has the database until it ends. */
async function performOwn(
  {session, stray}: Pick<Run, 'session' | 'stray'>,
  {name, perform: own}: RunStatement,
): Promise<void> {
  const {db, end} = lentDb(session.db, name);
  try {
    await stray.during(name, async () => own(db));
  } catch (error) {
    // That it failed is what counts, and its statements may have failed for the same reason.
    await end().catch(() => undefined);
    throw error;
  }
  await end();
  await stray.settled();
}

/** The parts from a statement on; the last is one with a transaction, for the version rows. */
function partsOf(statements: readonly Statement[], done: number): readonly Part[] {
  const parts: Part[] = [];
  let from = done;
  while (from < statements.length) {
    const part = partFrom(statements, from);
    parts.push(part);
    from += part.statements.length;
  }
  const last = parts.at(-1);
  return last?.transactional === true
    ? parts
    : [...parts, {transactional: true, from, statements: []}];
}

function partFrom(statements: readonly Statement[], from: number): Part {
  const rest = statements.slice(from);
  if (rest[0]?.transactional === false) {
    return {transactional: false, from, statements: rest.slice(0, 1)};
  }
  const end = rest.findIndex(({transactional}) => !transactional);
  return {transactional: true, from, statements: end < 0 ? rest : rest.slice(0, end)};
}

/** Whether SQLite has to leave foreign keys alone during a step. */
export const needsForeignKeysOff = ({statements}: PlannedStep): boolean =>
  statements.some(needsNoForeignKeys);

/** Whether a statement is one of those for which SQLite has to leave foreign keys alone. */
export const needsNoForeignKeys = (statement: Statement): boolean =>
  statement.kind === 'sql' && statement.foreignKeysOff === true;

/** Whether a statement may change rows that others refer to: the user's own words, as far as can be told. */
export const changesRows = (statement: Statement): boolean =>
  statement.kind === 'run' ||
  !/^\s*(create|alter|pragma|select|drop\s+(index|trigger|view))\b/i.test(statement.sql);
