import type {Loss} from '../../../source/analysis/losses.ts';
import type {MeasuredPlan} from '../../../source/commands/plan-to.ts';
import type {RevisionId} from '../../../source/graph/revision.ts';
import type {RunEvent} from '../../../source/runtime/events.ts';
import type {PlannedStep} from '../../../source/runtime/plan.ts';
import type {RunHow} from '../../../source/workbench/ports.ts';

/** A plan over these revisions, two statements each. */
export function fakePlan(
  direction: 'upgrade' | 'downgrade',
  revisions: readonly RevisionId[],
  losses: readonly Loss[] = [],
): MeasuredPlan {
  const steps = revisions.map((revision): PlannedStep => {
    const statements = ['a', 'b'].map((name) => ({
      kind: 'sql' as const,
      sql:
        direction === 'upgrade'
          ? `create table ${name}_${revision} (id integer)`
          : `drop table ${name}_${revision}`,
      transactional: true,
      hazards: [],
    }));
    return {
      revision,
      direction,
      message: `what ${revision} does`,
      statements,
      checksum: revision,
      rowsAfter: [revision],
    };
  });
  const plan = {
    id: '0123456789abcdef',
    from: ['3f9c21'],
    steps,
    to: steps.at(-1)?.rowsAfter ?? [],
  };
  return {plan, losses, wish: {direction: 'goto', revision: revisions.at(-1) ?? ''}};
}

/** A loss of this many rows, or of an unknown number. */
export function fakeLoss(object: string, count: number | undefined): Loss {
  return {
    kind: 'drop-table',
    object,
    revision: '3f9c21',
    message: `drops the table ${object} and its rows`,
    count,
  };
}

/** Runs that go on when they are told to, and remember how they were asked for. */
export class FakeRuns {
  readonly asked: RunHow[] = [];
  /** What is thrown before the step of this revision. */
  failsAt: {readonly revision: RevisionId; readonly error: unknown} | undefined;
  /** What the next statement waits for. */
  gate: Promise<void> = Promise.resolve();
  /** What the next statement throws. */
  failure: unknown;
  /** Whether the steps of a run share one transaction. */
  isOneTransaction = false;
  /** Where the database stands. */
  rows: readonly RevisionId[] = ['3f9c21'];
  /** How many runs were left or finished. */
  over = 0;
  waiting = 0;

  readonly run = async function* (
    this: FakeRuns,
    shown: MeasuredPlan,
    how: RunHow,
  ): AsyncGenerator<RunEvent, void> {
    this.asked.push(how);
    try {
      for (let at = 0; at < this.waiting; at++) {
        yield {kind: 'lockWaiting', holder: {description: 'ana@build-7'}, milliseconds: at * 100};
      }
      const steps = shown.plan.steps.slice(0, how.steps);
      for (const [index, step] of steps.entries()) {
        yield {kind: 'stepStarted', index, step};
        if (this.failsAt?.revision === step.revision) throw this.failsAt.error;
        for (const [at, statement] of step.statements.entries()) {
          yield {kind: 'statement', index, number: at + 1, statement};
          await this.#statement(how.signal);
        }
        const ran = step.statements.length;
        if (!this.isOneTransaction) this.rows = step.rowsAfter;
        yield {kind: 'stepFinished', index, step, ran, rows: step.rowsAfter, milliseconds: 120};
      }
      this.rows = steps.at(-1)?.rowsAfter ?? this.rows;
      yield {kind: 'finished', rows: this.rows, steps: steps.length};
    } finally {
      this.over++;
    }
  }.bind(this);

  async #statement(signal: AbortSignal | undefined): Promise<void> {
    await Promise.race([this.gate, aborted(signal)]);
    if (this.failure !== undefined) throw this.failure;
  }
}

async function aborted(signal: AbortSignal | undefined): Promise<void> {
  const {AthanorError} = await import('../../../source/errors.ts');
  const {promise, reject} = Promise.withResolvers<void>();
  const stop = (): void =>
    reject(new AthanorError('stopped', 'stopped; the step that was running was rolled back'));
  if (signal?.aborted === true) stop();
  signal?.addEventListener('abort', stop);
  await promise;
}
