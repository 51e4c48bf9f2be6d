import {expect, test, vi} from 'vitest';
import type {Bench, FilesView} from '../../../source/workbench/ports.ts';
import {fakeBench, filesOf, readRevision, shopHistory} from '../support/fake-bench.ts';
import {Opened} from '../support/open-workbench.tsx';

const shared = ['table invoices', 'column invoices.paid_at'];
const mergeSides: Bench['mergeSides'] = async (heads) => ({
  sides: heads.map((head) => ({
    head,
    revisions: [
      {
        revision: head,
        message: `what ${head} is for`,
        does: [
          {line: 'add column paid_at to invoices', shared},
          {line: `create table t_${head}`, shared: []},
        ],
      },
    ],
  })),
  shared: shared.map((thing) => ({thing, revisions: heads})),
});

test('heads are joined in the order in which they are chosen, and the graph is shown as it would be', async () => {
  await using workbench = new Opened(fakeBench({revisions: shopHistory}));
  await workbench.press('m');
  const text = await workbench.screen.waitFor('the lines touch nothing in common');
  expect(text).toContain('│ ◎─╮   facade merge 5d1f00 and c41d7e       to be written │');
  expect(text).toContain('│❯■ 1 5d1f00 reports: daily totals');
  expect(text).toContain('│ ■ 2 c41d7e merge billing into main');
  expect(text).toContain('revisions/facade_x.ts');
  expect(text).toContain("1  export const revision = 'facade';");
  await workbench.press('space');
  expect(await workbench.text()).toContain('there is nothing to join');
  expect(await workbench.press('y')).toContain('write it: there is nothing to join');
  await workbench.press('space');
  const turned = await workbench.screen.waitFor('merge c41d7e and 5d1f00');
  expect(turned).toContain('│❯■ 2 5d1f00');
});

test('what each side does stands side by side, with what both touch marked', async () => {
  const bench = fakeBench({revisions: shopHistory, rows: ['c41d7e'], answers: {mergeSides}});
  await using workbench = new Opened(bench);
  await workbench.connect();
  await workbench.press('m');
  const text = await workbench.screen.waitFor('! table invoices is touched by 5d1f00, c41d7e');
  expect(text).toContain('! column invoices.paid_at is touched by 5d1f00, c41d7e');
  expect(text).toMatch(/5d1f00 not applied here +\|c41d7e applied here/);
  expect(text).toMatch(/! add column paid_at to +\|! add column paid_at to/);
  expect(text).toMatch(/ {2}create table t_5d1f00 +\| {2}create table t_c41d7e/);
  expect(text).toContain("export const revision = 'facade';");
});

test('y writes the file that is shown, and it is selected then', async () => {
  let files: FilesView = filesOf(shopHistory.map(readRevision));
  const write = vi.fn<Bench['write']>(async ({revision, downRevisions}) => {
    const merged = `${revision} joined: ${downRevisions.join(' ')}`;
    files = filesOf([...shopHistory, merged].map(readRevision));
  });
  const answers = {write, reload: async () => files};
  await using workbench = new Opened(fakeBench({revisions: shopHistory, answers}));
  await workbench.press('m', 'i', 'ctrl+u', 'j', 'o', 'i', 'n', 'e', 'd', 'enter');
  expect(await workbench.text()).toContain('message: joined');
  await workbench.press('enter');
  expect(write).not.toHaveBeenCalled();
  await workbench.press('y');
  const text = await workbench.screen.waitFor('wrote revisions/facade_x.ts');
  expect(write.mock.calls.map(([draft]) => [draft.message, draft.downRevisions])).toEqual([
    ['joined', ['5d1f00', 'c41d7e']],
  ]);
  expect(text).toContain('│❯◎─╮   facade joined');
  expect(text).toContain('1 head');
});

test('esc writes nothing', async () => {
  const write = vi.fn<Bench['write']>(async () => {});
  await using workbench = new Opened(fakeBench({revisions: shopHistory, answers: {write}}));
  expect(await workbench.press('m', 'esc')).toContain('[1] History');
  expect(write).not.toHaveBeenCalled();
});

test('one head cannot be joined with anything', async () => {
  await using workbench = new Opened(
    fakeBench({revisions: ['aaaaaa first:', 'bbbbbb second: aaaaaa']}),
  );
  expect(await workbench.press('m')).toContain('merge: there are no two heads');
});
