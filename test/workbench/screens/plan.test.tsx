import {expect, test, vi} from 'vitest';
import type {Wish} from '../../../source/commands/plan-for.ts';
import type {MeasuredPlan} from '../../../source/commands/plan-to.ts';
import {AthanorError} from '../../../source/errors.ts';
import type {Bench} from '../../../source/workbench/ports.ts';
import {fakeBench, shopHistory} from '../support/fake-bench.ts';
import {fakeLoss, FakeRuns} from '../support/fake-plan.ts';
import {down, failure, openWithPlan, up} from '../support/open-plan.ts';
import {narrow, Opened} from '../support/open-workbench.tsx';

test('a plan shows its steps, where it leads, and every statement', async () => {
  const {workbench} = await openWithPlan();
  await using _ = workbench;
  const text = await workbench.text();
  expect(text).toContain('╭ Upgrade to c41d7e (head): 3 steps ──');
  expect(text).toContain('│❯○  1 up   9ab01c what 9ab01c does           2 statements │');
  expect(text).toContain('│ ○  3 up   c41d7e what c41d7e does           2 statements │');
  expect(text).toContain('from 3f9c21 to c41d7e   plan 0123456789abcdef');
  expect(text).toContain('nothing will be lost');
  expect(text).toContain('1  create table a_9ab01c (');
  expect(text.split('\n')[0]).toContain('DEV');
  expect(await workbench.press('j')).toContain('1  create table a_77e0d2 (');
});

test('a plan names the code of the project that a run calls beside its statements', async () => {
  const {workbench} = await openWithPlan({plan: {...up, hooks: ['beforeRun', 'afterStep']}});
  await using _ = workbench;
  const text = (await workbench.text()).replaceAll(/[│\s]+/g, ' ');
  expect(text).toContain('calls the hooks beforeRun, afterStep of the configuration');
});

test('a plan that is ready when another screen is open takes none of its keys', async () => {
  const runs = new FakeRuns();
  const ready = Promise.withResolvers<MeasuredPlan>();
  const answers = {plan: async () => ready.promise, run: runs.run};
  const bench = fakeBench({revisions: shopHistory, rows: ['3f9c21'], answers});
  await using workbench = new Opened(bench, {});
  await workbench.connect();
  await workbench.press('g', 'j', 'u', '/', 'b');
  ready.resolve(up);
  await workbench.screen.waitFor('put aside');
  const text = await workbench.press('y');
  expect(text).not.toContain('Where it leads');
  expect(text).toContain('by');
  expect(runs.asked).toEqual([]);
});

test('y runs one step and no more, and says where the database stands and how many rows there are then', async () => {
  let counted = 0;
  const countRows = async (tables: readonly string[]) => {
    counted++;
    return new Map(tables.map((table) => [table, counted > 1 ? 7 : undefined]));
  };
  const {workbench, runs} = await openWithPlan({answers: {countRows}});
  await using _ = workbench;
  await workbench.press('y');
  const text = await workbench.screen.waitFor('done in 120 ms');
  expect(runs.asked.map(({steps, consent}) => [steps, consent])).toEqual([
    [1, {all: false, allowed: []}],
  ]);
  expect(text).toContain('│ ●  1 up   9ab01c');
  expect(text).toContain('│❯○  2 up   77e0d2');
  expect(text).toContain('the database is at 9ab01c, it was at 3f9c21');
  const left = text.split('\n').map((row) => row.slice(1, 59));
  expect(left.join('\n')).toContain('rows: a_9ab01c none → 7, b_9ab01c none → 7');
  expect(text).toContain('y run step 2   A the 2 that are left   esc stop here');
});

test('the last step is taken back by a plan of its own', async () => {
  const wishes: Wish[] = [];
  const {workbench, runs} = await openWithPlan({
    answers: {
      plan: async (wish) => {
        wishes.push(wish);
        return wish.direction === 'steps' ? down : up;
      },
    },
  });
  await using _ = workbench;
  expect(await workbench.press('t')).toContain('take back: no step was done yet');
  await workbench.press('y');
  await workbench.screen.waitFor('t take that back');
  await workbench.press('t');
  await workbench.screen.waitFor('Downgrade');
  expect(wishes.at(-1)).toEqual({
    direction: 'steps',
    steps: [{revision: '9ab01c', direction: 'downgrade'}],
  });
  expect(runs.asked).toHaveLength(1);
});

test('a y that is held runs nothing more', async () => {
  const {workbench, runs} = await openWithPlan();
  await using _ = workbench;
  await workbench.press('y');
  await workbench.screen.waitFor('done in 120 ms');
  for (let at = 0; at < 40; at++) await workbench.pressAfter(33, 'y');
  expect(runs.asked).toHaveLength(1);
  await workbench.pressAfter(701, 'y');
  await workbench.screen.waitFor(/● {2}2 up/);
  expect(runs.asked).toHaveLength(2);
});

test('a y that came with the key before it runs nothing', async () => {
  const {workbench, runs} = await openWithPlan();
  await using _ = workbench;
  await workbench.press('esc', 'u');
  await workbench.screen.waitFor('Where it leads');
  await workbench.pressAfter(100, 'y');
  await workbench.pressAfter(100, 'enter');
  expect(runs.asked).toEqual([]);
});

test('A runs what is left, and esc goes back to the history', async () => {
  const {workbench, runs} = await openWithPlan();
  await using _ = workbench;
  await workbench.press('A');
  const text = await workbench.screen.waitFor('all steps are done');
  expect(text).toContain('│❯●  3 up   c41d7e');
  expect(runs.asked.map(({steps}) => steps)).toEqual([undefined]);
  expect(await workbench.press('y')).toContain('run the next step: all steps are done');
  const log = await workbench.press('esc');
  expect(log).toContain('[1] History');
  expect(log).toContain('upgrade of c41d7e done in 120 ms; at c41d7e');
  expect(runs.asked).toHaveLength(1);
});

test('what would be lost is counted, and its number is typed', async () => {
  const losses = [fakeLoss('orders', 12), fakeLoss('customers', 3)];
  const {workbench, runs} = await openWithPlan({plan: {...down, losses}});
  await using _ = workbench;
  const shown = await workbench.text();
  expect(shown).toContain('will be lost, 15 in all:');
  expect(shown).toContain('! 12 rows      drops the table orders and its rows');
  const question = await workbench.press('y');
  expect(question).toContain('This will be lost for good:');
  expect(question).toContain('Type the number that will be lost, 15, then y:');
  await workbench.press('y', 'enter', '1', '4', 'y', 'enter');
  expect(runs.asked).toEqual([]);
  await workbench.press('ctrl+u', '1', '5', 'enter');
  expect(runs.asked).toEqual([]);
  await workbench.press('y');
  await workbench.screen.waitFor('done in 120 ms');
  const allowed = [
    {kind: 'drop-table', object: 'orders', atMost: 12},
    {kind: 'drop-table', object: 'customers', atMost: 3},
  ];
  expect(runs.asked.map(({consent}) => consent)).toEqual([{all: false, allowed}]);
  await workbench.press('j', 'y');
  await workbench.screen.waitFor('all steps are done');
  expect(runs.asked).toHaveLength(2);
});

test('what cannot be counted wants the name of the environment', async () => {
  const {workbench} = await openWithPlan({
    plan: {...down, losses: [fakeLoss('orders', undefined)]},
  });
  await using _ = workbench;
  expect(await workbench.press('y')).toContain("Type the environment's name, dev, then y:");
});

test('a protected environment wants its name, and one step at a time', async () => {
  const {workbench, runs} = await openWithPlan({environment: {name: 'prod', protected: true}});
  await using _ = workbench;
  expect(await workbench.press('A')).toContain('prod is protected: one step at a time');
  expect(await workbench.press('y')).toContain("Type the environment's name, prod, then y:");
  await workbench.press('p', 'r', 'o', 'd', 'y');
  await workbench.screen.waitFor('done in 120 ms');
  expect(runs.asked.map(({confirmed}) => confirmed)).toEqual(['prod']);
});

test('nothing runs in a read-only environment, and it says why', async () => {
  const {workbench, runs} = await openWithPlan({environment: {name: 'prod', readOnly: true}});
  await using _ = workbench;
  expect(await workbench.text()).toContain('PROD READ-ONLY');
  expect(await workbench.text()).toContain('prod is read-only: nothing can be run from here');
  expect(await workbench.press('y')).toContain('run the next step: prod is read-only');
  expect(runs.asked).toEqual([]);
});

test('who holds the lock is shown while it is waited for', async () => {
  const {workbench, runs} = await openWithPlan();
  await using _ = workbench;
  const gate = Promise.withResolvers<void>();
  runs.waiting = 2;
  runs.gate = gate.promise;
  await workbench.press('y');
  await workbench.screen.waitFor('waiting for the lock, held by ana@build-7');
  await workbench.screen.waitFor('statement 1 of 2');
  gate.resolve();
  expect(await workbench.screen.waitFor('done in 120 ms')).not.toContain('waiting for the lock');
});

test('a run that is asked to stop ends after its step', async () => {
  const {workbench, runs} = await openWithPlan();
  await using _ = workbench;
  const gate = Promise.withResolvers<void>();
  runs.gate = gate.promise;
  await workbench.press('A');
  await workbench.screen.waitFor('statement 1 of 2');
  expect(await workbench.press('esc')).toContain('❯ 1 go on');
  await workbench.press('2');
  await workbench.screen.waitFor('stops after this step');
  gate.resolve();
  const text = await workbench.screen.waitFor('done in 120 ms');
  await vi.waitFor(() => expect(runs.over).toBe(1));
  expect(text).toContain('│❯○  2 up   77e0d2');
});

test('a second Ctrl-C cancels the statement, and nothing of the step stays', async () => {
  const {workbench, runs} = await openWithPlan();
  await using _ = workbench;
  runs.gate = new Promise(() => {});
  await workbench.press('y');
  await workbench.screen.waitFor('statement 1 of 2');
  expect(await workbench.press('ctrl+c')).toContain('A step is running');
  expect(workbench.left).toBeUndefined();
  await workbench.press('ctrl+c');
  const text = await workbench.screen.waitFor('the step that was running was rolled back');
  expect(text).toContain('│❯○  1 up   9ab01c');
  expect(runs.over).toBe(1);
  await workbench.press('ctrl+c');
  expect(workbench.left).toBe(130);
});

test('a failure says what, where in it, and where the database stands', async () => {
  const {workbench, runs} = await openWithPlan();
  await using _ = workbench;
  runs.failure = failure;
  await workbench.press('y');
  const text = await workbench.screen.waitFor('The step failed');
  expect(text).toContain('syntax error at or near "tabel"');
  expect(text).toContain('code: 42601');
  expect(text).toMatch(/create tabel a_9ab01c \(id integer\).*\n.*│ {8}\^/);
  expect(text).toContain('the database stands at 3f9c21');
  expect(text).toContain('hint: e edits the revision and makes the plan again');
  expect(text).toContain('✗  1 up   9ab01c');
});

test('from a failure one can edit the revision and plan again, or go back', async () => {
  const edit = vi.fn<(file: string) => Promise<void>>(async () => {});
  const {workbench, runs} = await openWithPlan({stage: {edit}});
  await using _ = workbench;
  runs.failure = failure;
  await workbench.press('y');
  await workbench.screen.waitFor('The step failed');
  await workbench.press('e');
  await workbench.screen.waitFor('Where it leads');
  expect(edit.mock.calls.map(([file]) => file)).toEqual(['/shop/revisions/9ab01c.ts']);
  runs.failure = undefined;
  await workbench.press('y');
  await workbench.screen.waitFor('done in 120 ms');
});

test('a way that parts is asked for', async () => {
  const candidates = [
    {target: '9ab01c', revision: '9ab01c', message: 'add invoices.paid_at'},
    {target: '77e0d2', revision: '77e0d2', message: 'index users(email)'},
  ];
  const error = new AthanorError('ambiguous_walk', '3f9c21 has 2 ways up', {details: {candidates}});
  const plan = vi.fn<Bench['plan']>(async (wish) => {
    if (wish.direction === 'upgrade' && wish.target === '+1') throw error;
    return up;
  });
  const {workbench} = await openWithPlan({answers: {plan}});
  await using _ = workbench;
  await workbench.press('esc', 'U');
  await workbench.screen.waitFor('Which way up?');
  expect(await workbench.press('down')).toContain('❯ 2 77e0d2 index users(email)');
  await workbench.press('enter');
  await workbench.screen.waitFor('Where it leads');
  expect(plan.mock.calls.at(-1)).toEqual([{direction: 'upgrade', target: '77e0d2'}]);
});

test('80x24 has room for all of it', async () => {
  const {workbench} = await openWithPlan({size: narrow});
  await using _ = workbench;
  const text = await workbench.text();
  expect(text).toContain('❯○  1 up   9ab01c');
  expect(text).toContain('y run step 1');
  expect(text).toContain('1  create table a_9ab01c (');
  expect(text.split('\n')).toHaveLength(24);
});
