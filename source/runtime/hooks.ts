import {AthanorError, asAthanorError} from '../errors.ts';
import type {RevisionId} from '../graph/revision.ts';
import type {Db} from '../operations/db.ts';
import {lentDb} from './lent-db.ts';
import type {Plan, PlannedStep} from './plan.ts';
import type {Session} from './session.ts';
import type {StrayErrors} from './stray-errors.ts';

/** Code of the project's own around a run and its steps, on the run's own connection. */
export interface RunHooks {
  /** Before the first step, outside any transaction. */
  readonly beforeRun?: ((plan: Plan, db: Db) => unknown) | undefined;
  /** In the transaction of a step, before its first statement. */
  readonly beforeStep?: ((place: StepPlace, db: Db) => unknown) | undefined;
  /** In the transaction of a step, behind its last statement and the version rows. */
  readonly afterStep?: ((place: StepPlace, db: Db) => unknown) | undefined;
  /** When the run is over, however it ended, outside any transaction; the lock is still held. */
  readonly afterRun?: ((outcome: RunOutcome, db: Db) => unknown) | undefined;
}

/** A step of a run, and which one of them, from 0. */
interface StepPlace {
  readonly index: number;
  readonly step: PlannedStep;
}

/** How a run ended. `rows` are the version rows then, as far as they are known. */
export type RunOutcome =
  | {readonly kind: 'finished'; readonly rows: readonly RevisionId[]; readonly steps: number}
  | {readonly kind: 'failed'; readonly error: AthanorError}
  /** Whoever carried it out has left. */
  | {readonly kind: 'left'};

/** What the code of a hook is called with: a connection that is lent to it for its own time. */
export interface HookSurroundings {
  readonly session: Session;
  readonly stray: StrayErrors;
}

/** Calls a hook, if there is one, and waits for all that it began. Throws `hook_failed`. */
export async function callHook(
  {session, stray}: HookSurroundings,
  {name, revision}: {readonly name: keyof RunHooks; readonly revision?: RevisionId},
  perform: ((db: Db) => unknown) | undefined,
): Promise<void> {
  if (perform === undefined) return;
  const {db, end} = lentDb(session.db, name);
  try {
    try {
      await stray.during(name, async () => perform(db));
    } catch (error) {
      // That it failed is what counts, and its statements may have failed for the same reason.
      await end().catch(() => undefined);
      throw error;
    }
    await end();
    await stray.settled();
  } catch (error) {
    throw hookFailed(name, revision, error);
  }
}

function hookFailed(
  hook: keyof RunHooks,
  revision: RevisionId | undefined,
  error: unknown,
): AthanorError {
  const {message, hint} = asAthanorError(error);
  const at = revision === undefined ? '' : ` at revision ${revision}`;
  return new AthanorError('hook_failed', `the hook ${hook} failed${at}: ${message}`, {
    hint: hint ?? `${stays[hook]}; the hook stands under "hooks" in the configuration`,
    details: {hook, ...(revision !== undefined && {revision})},
    cause: error,
  });
}

const stays: Readonly<Record<keyof RunHooks, string>> = {
  beforeRun: 'nothing was changed',
  beforeStep: 'the step was rolled back',
  afterStep: 'the step was rolled back',
  afterRun: 'the steps of the run stay done: "athanor current" tells where the database stands',
};
