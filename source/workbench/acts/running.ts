import type {Loss} from '../../analysis/losses.ts';
import {agreedTo} from '../../commands/consent.ts';
import {asAthanorError} from '../../errors.ts';
import type {RevisionId} from '../../graph/revision.ts';
import type {RunEvent} from '../../runtime/events.ts';
import {admit} from '../dialogs/arming.ts';
import {confirmation, type Demand} from '../dialogs/confirmation.ts';
import {lossLines, totalLoss} from '../screens/plan/loss-lines.ts';
import {standingOf} from '../screens/explore/standing.ts';
import {planOnScreen} from '../screens/plan/plan-reducer.ts';
import {tablesTouched} from '../screens/plan/tables-touched.ts';
import {stepsDone, type PlanScreen} from '../screens/plan/plan-state.ts';
import type {EnvironmentView, RunHow} from '../ports.ts';
import {span, type Line} from '../text/spans.ts';
import {topScreen} from '../store/state.ts';
import type {ActiveRun, Clock, Context} from './context.ts';
import {log, notice} from './notices.ts';
import {openFailure} from './planning.ts';
import {inOwnKeys, isRefusal} from './own-hints.ts';
import {readStanding} from './reading.ts';

/** How much a key asks to be run. */
export type Amount = 'runStep' | 'runRest';

/** Another Ctrl-C within so many milliseconds does not ask again. */
const insistence = 2000;

/** Runs the next step, or all that are left, once the key counts and what was demanded has been typed. */
export function askToRun(context: Context, amount: Amount): void {
  const {store, press, clock} = context;
  const plan = planOnScreen(store.state());
  // From the palette, Enter would confirm; so only the key itself runs anything.
  if (plan === undefined || press === undefined) return;
  store.dispatch({kind: 'planPressed', press});
  if (!admit(plan.arming, press).counts) {
    notice(context, `${press.name} came too soon to count: let go, then press it again`, 'warning');
    return;
  }
  const {environment} = store.state();
  const demand = demandOf(plan.shown.losses, environment);
  if (plan.agreed || demand.kind === 'yes') {
    void carryOut(context, amount);
    return;
  }
  store.dispatch({
    kind: 'screenOpened',
    screen: {
      kind: 'confirm',
      purpose: amount,
      title: plan.title,
      lines: reasons(plan.shown.losses, environment),
      top: 0,
      confirmation: confirmation(demand, press, clock.now()),
    },
  });
}

/** What a plan demands: more, the more it loses. */
function demandOf(losses: readonly Loss[], environment: EnvironmentView): Demand {
  if (environment.protected) return {kind: 'name', name: environment.name};
  if (losses.length === 0) return {kind: 'yes'};
  const total = totalLoss(losses);
  return total === undefined
    ? {kind: 'name', name: environment.name}
    : {kind: 'number', number: total};
}

/** What was demanded has been typed. */
export function confirmRun(context: Context, amount: Amount): void {
  context.store.dispatch({kind: 'planAgreed'});
  void carryOut(context, amount);
}

/** Whether a run is going on; then it is asked to stop, and at the second time in a row it is stopped. */
export function askToStop(context: Context): boolean {
  const {store, work, clock} = context;
  const {run} = work;
  if (run === undefined) return false;
  const now = clock.now();
  if (run.askedAt !== undefined && now - run.askedAt < insistence) {
    stopNow(context);
    return true;
  }
  run.askedAt = now;
  store.dispatch({
    kind: 'screenOpened',
    screen: {
      kind: 'choice',
      purpose: 'stopRun',
      title: 'A step is running',
      lines: [],
      items: [
        {label: 'go on', value: 'no'},
        {label: 'stop after this step', value: 'afterStep'},
        {label: 'stop now: cancel the statement and roll this step back', value: 'now'},
      ],
    },
  });
  return true;
}

/** Cancels the statement that is running; its step is rolled back. */
export function stopNow({store, work}: Context): void {
  store.dispatch({kind: 'runStopping', how: 'now'});
  work.run?.abort.abort('SIGINT');
}

async function carryOut(context: Context, amount: Amount): Promise<void> {
  const {work, store, clock} = context;
  const plan = planOnScreen(store.state());
  if (plan === undefined || work.run !== undefined) return;
  const ended = Promise.withResolvers<void>();
  const run: ActiveRun = {abort: new AbortController(), ended: ended.promise, askedAt: undefined};
  work.run = run;
  store.dispatch({kind: 'runBegan', now: clock.now()});
  const ticking = setInterval(() => store.dispatch({kind: 'runTicked', now: clock.now()}), 1000);
  let failure: unknown;
  let last: RunEvent | undefined;
  const touched = touchedBy(plan, amount);
  const before = await rowsIn(context, touched);
  try {
    last = await follow(context, plan, {amount, signal: run.abort.signal});
  } catch (error) {
    failure = error;
  }
  clearInterval(ticking);
  work.run = undefined;
  ended.resolve();
  // Read again, not assumed: what the run said it did is not what counts.
  await readStanding(context);
  const after = await rowsIn(context, touched);
  const counts = touched.map((table) => ({
    table,
    before: before.get(table),
    after: after.get(table),
  }));
  store.dispatch({kind: 'rowsCounted', counts});
  const isStopped = failure !== undefined && asAthanorError(failure).code === 'stopped';
  const ran = planOnScreen(store.state());
  store.dispatch({
    kind: 'runEnded',
    isFailed: failure !== undefined && !isStopped,
    rows: standingOf(store.state())?.rows,
    by: context.press,
    now: clock.now(),
  });
  tellUndone(context, ran);
  if (last?.kind === 'finished' && last.steps === 0) tellNothingLeft(context, last.rows);
  tell(context, failure);
}

/** So many tables are counted, and no more. */
const mostCounted = 12;

/** The tables that the steps which are about to run change. */
function touchedBy(plan: PlanScreen, amount: Amount): readonly string[] {
  const from = stepsDone(plan);
  const steps = plan.shown.plan.steps.slice(from, amount === 'runStep' ? from + 1 : undefined);
  return tablesTouched(steps.flatMap(({statements}) => statements)).slice(0, mostCounted);
}

/** How many rows they have; that they cannot be counted stops nothing. */
async function rowsIn(
  {bench}: Context,
  tables: readonly string[],
): Promise<ReadonlyMap<string, number | undefined>> {
  if (tables.length === 0) return new Map();
  return bench.countRows(tables).catch(() => new Map<string, number | undefined>());
}

/** Steps that the run told of as done, of which nothing stayed. */
function tellUndone(context: Context, before: PlanScreen | undefined): void {
  const after = planOnScreen(context.store.state());
  if (before === undefined || after === undefined) return;
  const undone = before.shown.plan.steps.slice(stepsDone(after), stepsDone(before));
  if (undone.length === 0) return;
  const names = undone.map(({revision}) => revision).join(', ');
  const text = `${names}: rolled back with the transaction that the steps of this run share`;
  log(context, text, 'danger');
  notice(context, text, 'warning');
}

/** Somebody else has gone all of the way: the plan is of no use any more. */
function tellNothingLeft(context: Context, rows: readonly RevisionId[]): void {
  const {store} = context;
  if (topScreen(store.state())?.kind === 'plan') store.dispatch({kind: 'screenClosed'});
  const text = `there is nothing left to do: the database is at ${rows.join(', ') || 'base'} already`;
  log(context, text, 'plain');
  notice(context, text, 'warning');
}

async function follow(
  context: Context,
  plan: PlanScreen,
  {amount, signal}: {readonly amount: Amount; readonly signal: AbortSignal},
): Promise<RunEvent | undefined> {
  const {bench, store, clock} = context;
  let last: RunEvent | undefined;
  const rest = await bench.rest(plan.shown, stepsDone(plan));
  const how = howTo(plan, store.state().environment);
  const steps = amount === 'runStep' ? {steps: 1} : {};
  for await (const event of bench.run(rest, {...how, ...steps, signal})) {
    const told = timed(event, clock);
    store.dispatch({kind: 'runTold', event: told});
    logEvent(context, told);
    last = event;
    const isLast = planOnScreen(store.state())?.stopping === 'afterStep';
    if (event.kind === 'stepFinished' && isLast) break;
  }
  return last;
}

/** An event with its time as it is told. */
function timed(event: RunEvent, {took}: Clock): RunEvent {
  return event.kind === 'stepFinished' ? {...event, milliseconds: took(event.milliseconds)} : event;
}

function howTo({shown, agreed}: PlanScreen, environment: EnvironmentView): RunHow {
  return {
    consent: agreedTo(agreed ? shown.losses : []),
    ...(environment.protected && agreed ? {confirmed: environment.name} : {}),
  };
}

function tell(context: Context, failure: unknown): void {
  if (failure === undefined) return;
  const error = asAthanorError(failure);
  log(context, `error: ${error.message}`, 'danger');
  if (error.code === 'stopped') notice(context, error.message, 'warning');
  else
    openFailure(
      context,
      isRefusal(error) ? 'Refused' : 'The step failed',
      inOwnKeys(error, context.store.state().keys),
    );
}

function logEvent(context: Context, event: RunEvent): void {
  if (event.kind === 'statement') {
    const {statement} = event;
    log(context, statement.kind === 'sql' ? statement.sql : `run ${statement.name}`, 'sql');
  }
  if (event.kind === 'lockWaiting' && event.milliseconds === 0) {
    log(context, `waiting for the lock, held by ${event.holder.description}`, 'dim');
  }
  if (event.kind === 'recovered') log(context, event.message, 'dim');
  if (event.kind === 'stepFinished') {
    const {step, rows, milliseconds} = event;
    const place = rows.join(', ') || 'base';
    log(
      context,
      `${step.direction} of ${step.revision} done in ${milliseconds} ms; at ${place}`,
      'good',
    );
  }
}

function reasons(losses: readonly Loss[], environment: EnvironmentView): readonly Line[] {
  const guarded: readonly Line[] = environment.protected
    ? [[span(`${environment.name} is protected.`, 'warning')]]
    : [];
  if (losses.length === 0) return [...guarded, [span('Nothing will be lost.', 'good')]];
  return [...guarded, [span('This will be lost for good:')], ...lossLines(losses)];
}
