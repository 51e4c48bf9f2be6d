import {expect, test} from 'vitest';
import {AthanorError} from '../../../source/errors.ts';
import {fakeLoss} from '../support/fake-plan.ts';
import {down, failure, openWithPlan} from '../support/open-plan.ts';
import {narrow} from '../support/open-workbench.tsx';

const many = Array.from({length: 11}, (_, at) => fakeLoss(`table_${at + 1}`, at + 1));

test('steps that share a transaction wait again once it was rolled back', async () => {
  const {workbench, runs} = await openWithPlan();
  await using _ = workbench;
  runs.isOneTransaction = true;
  runs.failsAt = {revision: 'c41d7e', error: failure};
  await workbench.press('A');
  await workbench.screen.waitFor('The step failed');
  const text = await workbench.press('esc');
  expect(text).toContain('○  1 up   9ab01c');
  expect(text).toContain('○  2 up   77e0d2');
  expect(text).toContain('✗  3 up   c41d7e');
  expect(text).not.toContain('the database is at');
  const log = await workbench.press('esc');
  expect(log).toContain('9ab01c, 77e0d2: rolled back with');
});

test('steps that were committed before one failed stay done', async () => {
  const {workbench, runs} = await openWithPlan();
  await using _ = workbench;
  runs.failsAt = {revision: 'c41d7e', error: failure};
  await workbench.press('A');
  await workbench.screen.waitFor('The step failed');
  const text = await workbench.press('esc');
  expect(text).toContain('●  2 up   77e0d2');
  expect(text).toContain('the database is at 77e0d2, it was at 9ab01c');
});

test('a way that somebody else has gone is said to be gone', async () => {
  const {workbench} = await openWithPlan({
    answers: {
      run: async function* () {
        yield {kind: 'finished', rows: ['c41d7e'], steps: 0};
      },
    },
  });
  await using _ = workbench;
  await workbench.press('y');
  const text = await workbench.screen.waitFor('there is nothing left to do');
  expect(text).toContain('the database is at c41d7e already');
  expect(text).not.toContain('Where it leads');
});

test.for([
  ['loss', 'r makes the plan again, with what would be lost now'],
  ['plan_changed', 'r makes the plan again, from where the database stands now'],
] as const)('%s is a refusal, and says which key goes on', async ([code, hint]) => {
  const {workbench, runs} = await openWithPlan();
  await using _ = workbench;
  runs.failure = new AthanorError(code, 'no', {hint: 'to go on: --yes for all of it'});
  await workbench.press('y');
  const text = await workbench.screen.waitFor(' Refused ');
  expect(text).toContain(hint);
  expect(text).not.toContain('--yes');
  expect(text).not.toContain('nothing will be lost');
});

test('every second y of a hand that presses twice a second runs a step, and the others are told of', async () => {
  const {workbench, runs} = await openWithPlan();
  await using _ = workbench;
  await workbench.press('y');
  await workbench.screen.waitFor('done in 120 ms');
  expect(await workbench.pressAfter(500, 'y')).toContain('y came too soon to count');
  expect(runs.asked).toHaveLength(1);
  await workbench.pressAfter(500, 'y');
  await workbench.screen.waitFor(/● {2}2 up/);
  expect(runs.asked).toHaveLength(2);
});

test.for([
  [narrow, 5],
  [{columns: 60, rows: 15}, 5],
] as const)(
  'at %j the total, the keys and a statement are seen, and every loss can be',
  async ([size, pages]) => {
    const {workbench} = await openWithPlan({plan: {...down, losses: many}, size});
    await using _ = workbench;
    const first = await workbench.text();
    expect(first).toContain('will be lost, 66 in all:');
    expect(first).toContain('y run step 1');
    expect(first).toMatch(/… \d+ more lines {2}} goes on/);
    expect(first).toContain('drop table a_3f9c21');
    let seen = first;
    for (let at = 0; at < pages * 4; at++) seen += await workbench.press('}');
    for (const {object} of many) expect(seen).toContain(object);
    expect(await workbench.text()).not.toContain('goes on');
  },
);

test('a question with more losses than rows can be scrolled', async () => {
  const {workbench} = await openWithPlan({
    plan: {...down, losses: many},
    size: {columns: 60, rows: 15},
  });
  await using _ = workbench;
  const question = await workbench.press('y');
  expect(question).toMatch(/… \d+ more lines {2}up down scroll/);
  expect(question).toContain('Type the number that will be lost, 66, then y:');
  let seen = question;
  for (let at = 0; at < 30; at++) seen += await workbench.press('down');
  for (const {object} of many) expect(seen).toContain(object);
  expect(await workbench.text()).toContain('the end');
});

test('a plan by name says where it leads', async () => {
  const plan = {...down, wish: {direction: 'downgrade', target: 'base'}} as const;
  const {workbench} = await openWithPlan({plan});
  await using _ = workbench;
  expect(await workbench.text()).toContain('Downgrade to base: 2 steps');
});

test('a long name of an environment leaves room for what matters', async () => {
  const name = 'a-really-long-environment-name-for-the-european-region-production';
  const {workbench} = await openWithPlan({
    environment: {name, protected: true},
    size: {columns: 60, rows: 15},
  });
  await using _ = workbench;
  const [header] = (await workbench.text()).split('\n');
  expect(header).toContain('A-REALLY-LONG-… PROTECTED');
  expect(header).toContain('sqlite shop.db  at 3f9c21');
});

test('on a screen that is too small no key runs anything, and q leaves', async () => {
  const {workbench, runs} = await openWithPlan();
  await using _ = workbench;
  workbench.context.store.dispatch({kind: 'resized', size: {columns: 59, rows: 15}});
  await workbench.press('y', 'A', 'esc');
  expect(runs.asked).toEqual([]);
  await workbench.press('q');
  expect(workbench.left).toBe(0);
});

test('a plan made once the database answers again stands under where that is', async () => {
  const {workbench, runs} = await openWithPlan();
  await using _ = workbench;
  runs.failure = failure;
  await workbench.press('y');
  await workbench.screen.waitFor('The step failed');
  const standing = {kind: 'failed', message: 'no answer', hint: undefined} as const;
  workbench.context.store.dispatch({kind: 'standingChanged', standing});
  await workbench.press('r');
  const text = await workbench.screen.waitFor('Where it leads');
  expect(text.split('\n')[0]).toContain('at 3f9c21');
});
