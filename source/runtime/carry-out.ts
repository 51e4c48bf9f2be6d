import {randomUUID} from 'node:crypto';
import {hostname, userInfo} from 'node:os';
import {AthanorError, asAthanorError} from '../errors.ts';
import type {RevisionId} from '../graph/revision.ts';
import type {RunEvent} from './events.ts';
import {stepFailed} from './failure.ts';
import {callHook, type RunHooks, type RunOutcome} from './hooks.ts';
import {ensureOwnTables, Journal} from './journal.ts';
import {agreeToLosses, type AskConsent} from './losses.ts';
import {ownQueries} from './own-queries.ts';
import type {Plan, PlannedStep} from './plan.ts';
import {findInterruption, resume, type Doubt, type Resumption} from './recovery.ts';
import type {Session} from './session.ts';
import {
  beforeStep,
  carryOutStep,
  finishStep,
  needsForeignKeysOff,
  performAll,
  startStep,
  type Progress,
  type Run,
} from './step.ts';
import {StrayErrors} from './stray-errors.ts';
import {Transaction} from './transaction.ts';
import {readRows} from './version-rows.ts';
import type {VersionTables} from './version-tables.ts';
import {waitForLock} from './wait-for-lock.ts';

/** What a run has to be told. */
export interface RunInput {
  /** The plan as it was shown. */
  readonly plan: Plan;
  /** The plan from these rows, made again when the lock is held. */
  readonly replan: (rows: readonly RevisionId[]) => Promise<Plan>;
  readonly tables: VersionTables;
  /** By revision, each step commits by itself; by run, all steps or none. */
  readonly transaction: 'revision' | 'run';
  /** Asked at each step, and only about what it would lose. */
  readonly consent: AskConsent;
  /** How many steps to carry out; all, when absent. */
  readonly steps?: number | undefined;
  /** How long to wait for the lock, in milliseconds; a minute, when absent. */
  readonly patience?: number | undefined;
  /** What a statement outside any transaction did, in which a former run was killed. */
  readonly interrupted?: Doubt | undefined;
  /** Code of the project's own; called where there is a step to carry out. */
  readonly hooks?: RunHooks | undefined;
}

/**
 * Carries out a plan that was shown, or nothing. Takes the lock, reads the rows again, plans again.
 *
 * Leaving it, by `return()` too, rolls back the transaction that is open and frees the lock. The session
 * stays open. Throws `locked`, `pooled_connection`, `plan_changed`, `interrupted`, `loss`, `drifted`,
 * `statement_failed`, `version_table`, `hook_failed`.
 */
export async function* carryOut(session: Session, input: RunInput): AsyncGenerator<RunEvent, void> {
  yield* waitForLock(ownQueries(session), input.patience ?? 60_000);
  try {
    yield {kind: 'locked'};
    yield* locked(session, input);
  } finally {
    await attempt(() => session.unlock());
  }
}

async function* locked(session: Session, input: RunInput): AsyncGenerator<RunEvent, void> {
  const {tables} = input;
  const own = ownQueries(session);
  const rows = await readRows(own, tables);
  const plan = await input.replan(rows);
  if (plan.steps.length > 0 && plan.id !== input.plan.id) throw planChanged(input.plan, plan);
  yield {kind: 'planned', plan};
  const steps = plan.steps.slice(0, input.steps ?? plan.steps.length);
  if (steps.length === 0) {
    yield {kind: 'finished', rows, steps: 0};
    return;
  }
  if (input.transaction === 'run') refuseOutsideTransaction(steps);
  await ensureOwnTables(own, tables);
  const journal = new Journal(own, tables, author());
  const {consent, hooks = {}} = input;
  await using stray = new StrayErrors();
  const transaction = new Transaction(session);
  const run = {session, tables, journal, transaction, consent, stray, hooks};
  const resumption = yield* recovered(run, {...plan, steps}, input.interrupted);
  if (resumption === undefined) await journal.abandonBatches();
  const done = {rows: steps.at(-1)?.rowsAfter ?? rows, steps: steps.length};
  yield* between(run, {...plan, steps}, done, () =>
    input.transaction === 'run'
      ? inOneTransaction({run, resumption}, {...plan, steps})
      : oneByOne({run, resumption}, {...plan, steps}),
  );
  yield {kind: 'finished', ...done};
}

/** The steps of a run between its first hook and its last, which is called however they end. */
async function* between(
  run: Run,
  plan: Plan,
  done: Pick<Extract<RunOutcome, {kind: 'finished'}>, 'rows' | 'steps'>,
  perform: () => AsyncGenerator<RunEvent, void>,
): AsyncGenerator<RunEvent, void> {
  const {beforeRun, afterRun} = run.hooks;
  await callHook(run, {name: 'beforeRun'}, beforeRun && ((db) => beforeRun(plan, db)));
  const over = (outcome: RunOutcome) =>
    callHook(run, {name: 'afterRun'}, afterRun && ((db) => afterRun(outcome, db)));
  let isOver = false;
  try {
    yield* perform();
    isOver = true;
  } catch (error) {
    isOver = true;
    // The run has failed already, and that is what is told.
    await attempt(() => over({kind: 'failed', error: asAthanorError(error)}));
    throw error;
  } finally {
    if (!isOver) await over({kind: 'left'});
  }
  await over({kind: 'finished', ...done});
}

/** A run that has begun. */
interface Begun {
  readonly run: Run;
  readonly resumption: Resumption | undefined;
}

/** Deals with what a former run left unfinished, and tells of it. */
async function* recovered(
  run: Run,
  plan: Plan,
  doubt: Doubt | undefined,
): AsyncGenerator<RunEvent, Resumption | undefined> {
  const interruption = await findInterruption(ownQueries(run.session), run.tables);
  if (interruption === undefined) return undefined;
  const {step} = interruption;
  const resumption = resume(interruption, plan, doubt);
  if (step.outcome === 'started') {
    await run.journal.end(step.id, 'killed');
    const message = resumption?.message ?? `a run that was killed left nothing of ${step.revision}`;
    yield {kind: 'recovered', revision: step.revision, message};
  } else if (resumption !== undefined) {
    yield {kind: 'recovered', revision: step.revision, message: resumption.message};
  }
  if (resumption?.settled !== undefined) await run.journal.end(resumption.settled, 'killed');
  if (resumption?.restart) await run.session.execute(resumption.restart);
  return resumption;
}

async function* oneByOne({run, resumption}: Begun, plan: Plan): AsyncGenerator<RunEvent, void> {
  let from = plan.from;
  let begun: number | undefined;
  try {
    for (const [index, step] of plan.steps.entries()) {
      const done = index === 0 ? (resumption?.done ?? 0) : 0;
      const entry = begun ?? (await startStep(run.journal, step, done));
      begun = undefined;
      const batch = index === 0 ? resumption?.batch : undefined;
      const progress = progressOf({index, step, done, batch, entry, next: plan.steps[index + 1]});
      const start = performance.now();
      yield* guarded(run, [progress], async function* () {
        progress.begun = true;
        yield {kind: 'stepStarted', index, step};
        yield* carryOutStep(run, progress, from);
      });
      begun = progress.nextEntry;
      from = step.rowsAfter;
      const milliseconds = performance.now() - start;
      const ran = step.statements.length - done;
      yield {kind: 'stepFinished', index, step, ran, rows: from, milliseconds};
    }
  } finally {
    // Left or refused between two steps: the second was noted with the end of the first.
    if (begun !== undefined) await run.journal.end(begun, 'abandoned');
  }
}

async function* inOneTransaction({run}: Begun, plan: Plan): AsyncGenerator<RunEvent, void> {
  const all: Progress[] = [];
  for (const [index, step] of plan.steps.entries()) {
    const entry = await startStep(run.journal, step, 0);
    all.push(progressOf({index, step, done: 0, batch: undefined, entry, next: undefined}));
  }
  yield* guarded(run, all, async function* () {
    await run.transaction.begin(plan.steps.some(needsForeignKeysOff));
    let from = plan.from;
    for (const progress of all) {
      const {index, step} = progress;
      const start = performance.now();
      progress.begun = true;
      yield {kind: 'stepStarted', index, step};
      await agreeToLosses(run, step, step.statements);
      await beforeStep(run, progress);
      yield* performAll(run, progress, {from: 0, statements: step.statements});
      await finishStep(run, progress, from);
      from = step.rowsAfter;
      const milliseconds = performance.now() - start;
      const ran = step.statements.length;
      yield {kind: 'stepFinished', index, step, ran, rows: from, milliseconds};
    }
    await run.transaction.commit();
  });
}

const progressOf = (
  begin: Pick<Progress, 'index' | 'step' | 'done' | 'batch' | 'entry' | 'next'>,
): Progress => ({
  ...begin,
  begun: false,
  part: undefined,
  running: undefined,
  nextEntry: undefined,
});

/** Does something with steps that have started; whatever ends it early is rolled back and journalled. */
async function* guarded(
  run: Run,
  all: readonly Progress[],
  perform: () => AsyncGenerator<RunEvent, void>,
): AsyncGenerator<RunEvent, void> {
  let outcome: 'abandoned' | 'failed' | 'done' = 'abandoned';
  try {
    yield* perform();
    outcome = 'done';
  } catch (error) {
    outcome = 'failed';
    const failure = await failed(run, all, error);
    yield {kind: 'failed', index: failingOf(all).index, message: failure.message};
    throw failure;
  } finally {
    // The person has left in the middle: what was not committed has not been.
    if (outcome === 'abandoned') await ended(run, all, {outcome});
  }
}

async function failed(run: Run, all: readonly Progress[], error: unknown): Promise<AthanorError> {
  const {step, running, done} = failingOf(all);
  const message = error instanceof Error ? error.message : String(error);
  // What was not agreed to was not begun with.
  const outcome = error instanceof AthanorError && error.code === 'loss' ? 'abandoned' : 'failed';
  const isAlive = await attempt(() => ended(run, all, {outcome, error: message}));
  if (error instanceof AthanorError && error.code !== 'statement_failed') return error;
  const rows = isAlive ? await readRows(run.session, run.tables) : undefined;
  const statement = running === undefined ? undefined : step.statements[running - 1];
  return stepFailed({step, number: running, statement, stays: done, rows, cause: error});
}

/** Rolls back and notes how the steps ended. */
async function ended(
  {transaction, journal}: Run,
  all: readonly Progress[],
  {outcome, error}: {readonly outcome: 'failed' | 'abandoned'; readonly error?: string},
): Promise<void> {
  await transaction.rollback();
  const failing = failingOf(all);
  for (const progress of all) {
    const {entry, part, done} = progress;
    const said = progress === failing && error !== undefined ? {error} : {};
    if (part !== undefined) await journal.end(part, outcome, said);
    const own = progress === failing ? outcome : 'abandoned';
    await journal.end(entry, own, {statementNo: done, ...said});
  }
}

/** The last one whose turn has come, or else the first. */
function failingOf(all: readonly Progress[]): Progress {
  const failing = all.findLast(({begun}) => begun) ?? all[0];
  if (failing === undefined)
    throw new AthanorError('unexpected', 'a run without a step cannot fail');
  return failing;
}

async function attempt(perform: () => Promise<void>): Promise<boolean> {
  try {
    await perform();
    return true;
  } catch {
    // The connection is lost, and the lock with it: the next run finds the steps as they were then.
    return false;
  }
}

function planChanged(shown: Plan, found: Plan): AthanorError {
  return new AthanorError(
    'plan_changed',
    `the plan is no longer the one that was shown: ${shown.id} is now ${found.id}, from ${stands(found)}`,
    {
      hint: 'look at the plan as it is now and run the command again',
      details: {shown: shown.id, found: found.id, shownFrom: shown.from, from: found.from},
    },
  );
}

const stands = ({from}: Plan): string => (from.length === 0 ? 'base' : from.join(', '));

function refuseOutsideTransaction(steps: readonly PlannedStep[]): void {
  const step = steps.find(({statements}) => statements.some(({transactional}) => !transactional));
  if (step === undefined) return;
  throw new AthanorError(
    'not_supported',
    `revision ${step.revision} has a statement that must run outside any transaction, so the steps cannot share one`,
    {
      hint: 'let each step commit by itself: --transaction revision',
      details: {revision: step.revision},
    },
  );
}

function author(): {run: string; actor: string; host: string} {
  return {run: randomUUID(), actor: actor(), host: hostname()};
}

function actor(): string {
  try {
    return userInfo().username;
  } catch {
    // An account without a name, as in some containers.
    return String(process.getuid?.() ?? 'unknown');
  }
}
