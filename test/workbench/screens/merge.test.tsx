import {expect, test, vi} from 'vitest';
import type {Bench, FilesView} from '../../../source/workbench/ports.ts';
import {fakeBench, filesOf, readRevision, shopHistory} from '../support/fake-bench.ts';
import {Opened} from '../support/open-workbench.tsx';

const statements: Bench['statements'] = async (revision) => {
  const table = revision === '5d1f00' || revision === '9ab01c' ? 'invoices' : `t_${revision}`;
  const sql = `alter table ${table} add column x text`;
  return [{kind: 'sql', sql, transactional: true, hazards: []}];
};

test('heads are joined in the order in which they are chosen, and the graph is shown as it would be', async () => {
  await using workbench = new Opened(fakeBench({revisions: shopHistory}));
  await workbench.press('m');
  const text = await workbench.screen.waitFor('the lines touch no table in common');
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

test('tables that more than one line touches are named', async () => {
  await using workbench = new Opened(fakeBench({revisions: shopHistory, answers: {statements}}));
  await workbench.press('m');
  const text = await workbench.screen.waitFor('! invoices is touched by');
  expect(text).toMatch(/invoices is touched by (?:5d1f00, 9ab01c|9ab01c, 5d1f00)/);
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
