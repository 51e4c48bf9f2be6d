import {expect, test, vi} from 'vitest';
import type {Bench} from '../../../source/workbench/ports.ts';
import type {JournalEntry} from '../../../source/workbench/screens/journal/journal-state.ts';
import {fakeBench, filesOf, readRevision, shopHistory} from '../support/fake-bench.ts';
import {fakePlan} from '../support/fake-plan.ts';
import {narrow, Opened} from '../support/open-workbench.tsx';

const entry: JournalEntry = {
  id: 2,
  run: '3f2a',
  revision: '3f9c21',
  direction: 'upgrade',
  kind: 'step',
  statementNo: 1,
  checksum: '00ff',
  actor: 'ana',
  host: 'build-7',
  startedAt: '2026-11-23T14:05:09.000Z',
  finishedAt: '2026-11-23T14:05:09.120Z',
  outcome: 'failed',
  error: 'no such table: acount',
};

test.for([undefined, narrow])(
  'the journal tells what was ever run, and how it ended (%j)',
  async (size) => {
    const log = [entry, {...entry, id: 1, outcome: 'done' as const, error: undefined}];
    const bench = fakeBench({revisions: shopHistory, answers: {journal: async () => ({log})}});
    await using workbench = new Opened(bench, size === undefined ? {} : {size});
    await workbench.press('L');
    const text = await workbench.screen.waitFor('2026-11-23 14:05:09 upgrade');
    expect(text).toMatch(/❯2026-11-23 14:05:09 upgrade +3f9c21 .* failed/);
    expect(text).toContain('took        120 ms');
    expect(text).toContain('by          ana@build-7');
    expect(text).toContain('no such table: acount');
    expect(await workbench.press('j')).not.toContain('no such table: acount');
    expect(await workbench.press('esc')).toMatch(/1\]? History/);
  },
);

test('an empty journal says so', async () => {
  await using workbench = new Opened(fakeBench({revisions: shopHistory}));
  await workbench.press('L');
  expect(await workbench.screen.waitFor('nothing was ever run here')).toContain('Journal');
});

test('the palette finds a command by what is written, and does it', async () => {
  const plan = vi.fn<Bench['plan']>(async () => fakePlan('upgrade', ['9ab01c']));
  const bench = fakeBench({revisions: shopHistory, rows: ['3f9c21'], answers: {plan}});
  await using workbench = new Opened(bench);
  await workbench.connect();
  const text = await workbench.press(':', 't', 'o', 'space', 'h', 'e', 'a');
  expect(text).toContain('upgrade to heads');
  expect(text).not.toContain('go to the log');
  await workbench.press('enter');
  await workbench.screen.waitFor('Where it leads');
  expect(plan.mock.calls.at(-1)).toEqual([{direction: 'upgrade', target: 'heads'}]);
});

test('the palette says why something cannot be done, and stays', async () => {
  await using workbench = new Opened(fakeBench({revisions: shopHistory}));
  expect(await workbench.press(':', 's', 't', 'a', 'm', 'p')).toContain('not answered yet');
  expect(await workbench.press('enter')).toContain('stamp: the database has not answered yet');
  expect(await workbench.press('esc')).not.toContain('Commands');
});

test('the menu of a revision has what can be done with it', async () => {
  const plan = vi.fn<Bench['plan']>(async () => fakePlan('upgrade', ['9ab01c']));
  const bench = fakeBench({revisions: shopHistory, rows: ['3f9c21'], answers: {plan}});
  await using workbench = new Opened(bench);
  await workbench.connect();
  const text = await workbench.press('g', 'x');
  expect(text).toContain('With this revision');
  expect(text).not.toContain('Leave the workbench');
  await workbench.press('s', 't', 'a', 'm', 'p', 'enter');
  await workbench.screen.waitFor('Where it leads');
  expect(plan.mock.calls.at(-1)).toEqual([{direction: 'stamp', targets: ['5d1f00']}]);
});

test('an empty revision is written on top of the head that is chosen', async () => {
  let files = filesOf(shopHistory.map(readRevision));
  const write = vi.fn<Bench['write']>(async ({revision, message, downRevisions}) => {
    const line = `${revision} ${message}: ${downRevisions.join(' ')}`;
    files = filesOf([...shopHistory, line].map(readRevision));
  });
  const answers = {write, reload: async () => files};
  await using workbench = new Opened(fakeBench({revisions: shopHistory, answers}));
  await workbench.press(':', 'n', 'e', 'w', 'space', 'r', 'enter');
  await workbench.press('f', 'i', 'l', 'l', 'enter');
  await workbench.screen.waitFor('On top of which head?');
  await workbench.press('1');
  const text = await workbench.screen.waitFor('wrote revisions/facade_x.ts');
  expect(write.mock.calls.map(([draft]) => [draft.message, draft.downRevisions])).toEqual([
    ['fill', ['5d1f00']],
  ]);
  expect(text).toMatch(/❯│ │ ○ facade fill +head pending/);
});

test('help has every key that works here, and says why one does not', async () => {
  await using workbench = new Opened(fakeBench({revisions: shopHistory}));
  const text = await workbench.press('?');
  expect(text).toContain('Plan the way up to this revision');
  expect(text).toContain('not now, the');
  expect(text).toContain('Join heads; the graph is shown');
  const end = await workbench.press('G');
  expect(end).toMatch(/\^z +Go to the shell; fg comes back/);
  expect(await workbench.press('?')).toContain('[1] History');
});

test('an edited file is read again', async () => {
  const edit = vi.fn<(file: string) => Promise<void>>(async () => {});
  const reload = vi.fn<Bench['reload']>(async () => filesOf(shopHistory.map(readRevision)));
  const bench = fakeBench({revisions: shopHistory, answers: {reload}});
  await using workbench = new Opened(bench, {stage: {edit}});
  await workbench.press('e');
  await vi.waitFor(() => expect(reload).toHaveBeenCalled());
  expect(edit.mock.calls.map(([file]) => file)).toEqual(['/shop/revisions/5d1f00.ts']);
});
