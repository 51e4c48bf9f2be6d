import {standingAt} from '../../../source/commands/standing.ts';
import type {MeasuredPlan} from '../../../source/commands/plan-to.ts';
import {AthanorError} from '../../../source/errors.ts';
import type {Bench} from '../../../source/workbench/ports.ts';
import {fakeBench, filesOf, readRevision, shopHistory} from './fake-bench.ts';
import {fakePlan, FakeRuns} from './fake-plan.ts';
import {Opened, type OpenOptions} from './open-workbench.tsx';

/** What lies behind a plan on the screen. */
export interface Case extends OpenOptions {
  readonly plan?: MeasuredPlan;
  readonly environment?: Partial<Bench['environment']>;
  readonly answers?: Partial<Bench>;
}

/** Three steps up from 3f9c21. */
export const up = fakePlan('upgrade', ['9ab01c', '77e0d2', 'c41d7e']);
/** Two steps down from there. */
export const down = fakePlan('downgrade', ['3f9c21', 'e07b55']);

const left = (shown: MeasuredPlan, done: number): MeasuredPlan => ({
  ...shown,
  plan: {...shown.plan, steps: shown.plan.steps.slice(done)},
});

/** The workbench at 3f9c21 with the plan of a case on the screen, and the runs behind it. */
export async function openWithPlan({
  plan = up,
  environment = {},
  answers = {},
  ...options
}: Case = {}) {
  const runs = new FakeRuns();
  const bench = fakeBench({
    revisions: shopHistory,
    rows: ['3f9c21'],
    environment,
    answers: {
      plan: async () => plan,
      rest: async (shown, done) => left(shown, done),
      run: runs.run,
      standing: async () =>
        standingAt(filesOf(shopHistory.map(readRevision)).graph, runs.rows, 'sqlite shop.db'),
      ...answers,
    },
  });
  const workbench = new Opened(bench, options);
  await workbench.connect();
  const direction = plan.plan.steps[0]?.direction;
  await workbench.press(...(direction === 'downgrade' ? ['G', 'd'] : ['g', 'j', 'u']));
  await workbench.screen.waitFor('Where it leads');
  return {workbench, runs};
}

/** What a statement of 9ab01c fails with. */
export const failure = new AthanorError(
  'statement_failed',
  'upgrade of 9ab01c failed in statement 1 of 2: syntax error at or near "tabel"',
  {
    hint: 'mend 9ab01c and run "athanor upgrade 9ab01c" again',
    details: {
      revision: '9ab01c',
      sql: 'create tabel a_9ab01c (id integer)',
      sqlstate: '42601',
      rows: ['3f9c21'],
      statementsThatStay: 0,
      position: 8,
    },
  },
);
