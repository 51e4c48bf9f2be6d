import {requireConsent, unconsented, type Consent} from '../analysis/consent.ts';
import {possibleLosses, type Loss, type LossyStep} from '../analysis/losses.ts';
import {AthanorError} from '../errors.ts';
import type {RevisionId} from '../graph/revision.ts';
import {carryOut, type RunInput} from '../runtime/carry-out.ts';
import type {RunEvent} from '../runtime/events.ts';
import type {Plan} from '../runtime/plan.ts';
import type {Session} from '../runtime/session.ts';
import {versionTables} from '../runtime/version-tables.ts';
import {heard, runHooks} from './hooks.ts';
import {planFor, type Wish} from './plan-for.ts';
import {refuseReadOnly} from './refuse-read-only.ts';
import type {MeasuredPlan} from './plan-to.ts';
import type {Project} from './project.ts';

export interface CarryOutInput {
  readonly consent: Consent;
  /** How many steps; all, when absent. */
  readonly steps?: number | undefined;
  /** The id of the plan that is meant. A protected environment wants it, or its own name in `confirmed`. */
  readonly expect?: string | undefined;
  /** The name of the environment, typed by a person. */
  readonly confirmed?: string | undefined;
  /** Milliseconds to wait for the lock. */
  readonly patience?: number | undefined;
  readonly transaction?: 'revision' | 'run' | undefined;
  /** What became of a statement in which a former run was killed, where nobody but a person can tell. */
  readonly interrupted?: 'done' | 'again' | undefined;
  /** Stops the statement that is running; the step is rolled back. Its reason may name a signal. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Carries out the first steps of a plan that was shown, or nothing. Leaving it, by `return()` too, rolls
 * back the step that is open and frees the lock.
 *
 * Throws `read_only`, `protected`, `plan_changed`, `loss`, `stopped`, and what `carryOut` throws.
 */
export async function* carryOutSteps(
  project: Project,
  shown: MeasuredPlan,
  input: CarryOutInput,
): AsyncGenerator<RunEvent, void> {
  const {plan, wish} = shown;
  refuseUnconfirmed(project, shown, input);
  requireConsent(lossesOfFirst(shown, input.steps), input.consent);
  if (plan.steps.length === 0) {
    yield {kind: 'planned', plan};
    yield {kind: 'finished', rows: plan.from, steps: 0};
    return;
  }
  const database = await project.database();
  await using session = await database.open('write');
  const hooks = runHooks(project, database);
  const run = carryOut(session, {...runInput(project, {plan, wish, input}, session), hooks});
  yield* heard(project, database, stoppable(session, run, input.signal));
  await project.saveRecordings();
}

/** Passes the events of a run on until somebody stops it; then the run is left, which rolls back. */
async function* stoppable(
  session: Session,
  run: AsyncGenerator<RunEvent, void>,
  signal: AbortSignal | undefined,
): AsyncGenerator<RunEvent, void> {
  const stop = () => void session.cancel().catch(() => undefined);
  const isStopped = () => signal?.aborted === true;
  signal?.addEventListener('abort', stop, {once: true});
  let rows: readonly RevisionId[] | undefined;
  try {
    for await (const event of run) {
      if (event.kind === 'stepFinished') ({rows} = event);
      if (isStopped() && event.kind !== 'finished') throw stopped(signal, rows);
      yield event;
    }
  } catch (error) {
    throw isStopped() ? stopped(signal, rows, error) : error;
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

/** What is left to wish for when the first steps of a plan are done: the others, and nothing else. */
export function wishForRest({plan, wish}: MeasuredPlan, done: number): Wish {
  if (wish.direction === 'stamp' || wish.direction === 'revert') return wish;
  const steps = plan.steps.slice(done).flatMap(({revision, direction}) => {
    return direction === 'stamp' || direction === 'revert' ? [] : [{revision, direction}];
  });
  return {direction: 'steps', steps};
}

function runInput(
  project: Project,
  {plan, wish, input}: {plan: Plan; wish: Wish; input: CarryOutInput},
  session: Session,
): RunInput {
  let made: readonly LossyStep[] = [];
  return {
    plan,
    async replan(rows) {
      const found = await planFor(project, rows, wish);
      made = found.steps;
      return found.plan;
    },
    tables: versionTables(project.config, session.dialect),
    transaction: input.transaction ?? project.config.transaction,
    // What the plan itself has made was not there to be lost when consent was given.
    consent: (losses) => requireConsent(withoutOwn(losses, made), input.consent),
    steps: input.steps,
    patience: input.patience,
    interrupted: input.interrupted,
  };
}

function withoutOwn(losses: readonly Loss[], made: readonly LossyStep[]): readonly Loss[] {
  const own = new Set(
    possibleLosses(made)
      .filter(({extent}) => extent.kind === 'nothing')
      .map(keyOf),
  );
  return losses.filter((loss) => !own.has(keyOf(loss)));
}

const keyOf = ({kind, object, revision}: Pick<Loss, 'kind' | 'object' | 'revision'>) =>
  JSON.stringify([kind, object, revision]);

function lossesOfFirst({plan, losses}: MeasuredPlan, steps = plan.steps.length): readonly Loss[] {
  const first = new Set(plan.steps.slice(0, steps).map(({revision}) => revision));
  return losses.filter(({revision}) => first.has(revision));
}

function refuseUnconfirmed(
  {config: {environment}}: Project,
  shown: MeasuredPlan,
  {expect, confirmed, consent, steps}: CarryOutInput,
): void {
  const {name} = environment;
  const {plan} = shown;
  refuseReadOnly(environment);
  if (expect !== undefined && expect !== plan.id && plan.steps.length > 0) {
    throw new AthanorError('plan_changed', `the plan is ${plan.id}, and ${expect} was expected`, {
      hint: 'look at it with --plan, and expect what you have seen',
      details: {shown: expect, found: plan.id, from: plan.from},
    });
  }
  if (!environment.protected || plan.steps.length === 0 || expect === plan.id || confirmed === name)
    return;
  throw new AthanorError('protected', `the environment ${name} is protected`, {
    hint: `look at the plan with --plan, then say --expect ${plan.id}`,
    details: {
      environment: name,
      planId: plan.id,
      losses: unconsented(lossesOfFirst(shown, steps), consent),
    },
  });
}

function stopped(
  signal: AbortSignal | undefined,
  rows: readonly RevisionId[] | undefined,
  cause?: unknown,
): AthanorError {
  if (cause instanceof AthanorError && cause.code === 'stopped') return cause;
  const reason: unknown = signal?.reason;
  const stands =
    rows === undefined
      ? 'nothing was changed'
      : `the database stands at ${rows.join(', ') || 'base'}`;
  return new AthanorError(
    'stopped',
    `stopped; the step that was running was rolled back, ${stands}`,
    {
      hint: 'run the command again to go on',
      details: {rows: rows ?? null, signal: typeof reason === 'string' ? reason : 'SIGINT'},
      cause,
    },
  );
}
