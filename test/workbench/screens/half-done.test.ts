import {expect, test} from 'vitest';
import {standingAt} from '../../../source/commands/standing.ts';
import {fakeBench, shopHistory} from '../support/fake-bench.ts';
import {fakePlan} from '../support/fake-plan.ts';
import {Opened} from '../support/open-workbench.tsx';

const unfinished = {
  revision: '9ab01c',
  direction: 'upgrade',
  statements: 1,
  inDoubt: false,
} as const;

test('a step that stands half done is told on every screen, and its plan says where it goes on', async () => {
  const bench = fakeBench({
    revisions: shopHistory,
    rows: ['3f9c21'],
    answers: {
      standing: async () => ({
        ...standingAt(
          fakeBench({revisions: shopHistory}).files.graph,
          ['3f9c21'],
          'sqlite shop.db',
        ),
        unfinished,
      }),
      plan: async () => ({...fakePlan('upgrade', ['9ab01c', '77e0d2']), unfinished}),
    },
  });
  await using workbench = new Opened(bench);
  await workbench.connect();
  expect(await workbench.text()).toContain('upgrade of 9ab01c half done');
  await workbench.press('g', 'j', 'u');
  await workbench.screen.waitFor('Where it leads');
  const plan = await workbench.text();
  expect(plan.replaceAll(/[│\s]+/g, ' ')).toContain('statement 1 is done');
  expect(plan.replaceAll(/[│\s]+/g, ' ')).toContain('goes on with statement 2');
});
