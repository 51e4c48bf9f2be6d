import {expect, test} from 'vitest';
import {ascii} from '../../../source/workbench/theme/glyphs.ts';
import {fakeBench, shopHistory} from '../support/fake-bench.ts';
import {narrow, Opened} from '../support/open-workbench.tsx';

const bench = fakeBench({revisions: shopHistory, rows: ['3f9c21']});

/** The rows of the left column between two headings, without frame and blanks at their ends. */
function pane(text: string, heading: string): readonly string[] {
  const rows = text.split('\n');
  const from = rows.findIndex((row) => row.includes(heading)) + 1;
  const to = rows.findIndex((row, at) => at >= from && row.startsWith('╰'));
  return rows
    .slice(from, to)
    .map((row) => row.slice(1, row.indexOf('│', 40)).trimEnd())
    .filter((row) => row !== '');
}

test('draws the graph before the database has answered', async () => {
  await using workbench = new Opened(bench);
  const text = await workbench.text();
  expect(text).toContain('DEV   database: connecting');
  expect(text).toContain('the database has not answered yet');
  expect(pane(text, '[1] History')).toEqual([
    '❯○     5d1f00 reports: daily totals [reports]        head',
    ' │ ◎─╮ c41d7e merge billing into main                head',
    ' │ ○ │ 9ab01c add invoices.paid_at [billing]',
    ' │ │ ○ 77e0d2 index users(email)',
    ' ○─┴─╯ 3f9c21 orders: split address',
    ' ○     e07b55 base shop schema',
    ' ○     000000 initial',
  ]);
});

test('shows where the database is once it answered, by sign, colour and word, and selects it', async () => {
  await using workbench = new Opened(bench);
  await workbench.connect();
  const text = await workbench.text();
  expect(text.split('\n')[0]).toBe(
    ' athanor   DEV   sqlite shop.db  at 3f9c21 orders: split address  2 heads  4 pending  drift: not checked',
  );
  expect(pane(text, '[1] History')).toEqual([
    ' ○     5d1f00 reports: daily totals [repor…  head pending',
    ' │ ◎─╮ c41d7e merge billing into main        head pending',
    ' │ ○ │ 9ab01c add invoices.paid_at [billing]      pending',
    ' │ │ ○ 77e0d2 index users(email)                  pending',
    '❯◉─┴─╯ 3f9c21 orders: split address               current',
    ' ●     e07b55 base shop schema                    applied',
    ' ●     000000 initial                             applied',
  ]);
  expect(pane(text, '[2]')).toEqual([
    '·○ 5d1f00 [reports] reports: daily totals         1 ahead',
    ' ◎ c41d7e [billing] merge billing into main       3 ahead',
  ]);
  expect(text).toContain('14:31:02 version rows: 3f9c21');
});

test('draws with letters where the terminal has no Unicode', async () => {
  await using workbench = new Opened(bench, {glyphs: ascii});
  await workbench.connect();
  const text = await workbench.text();
  expect(text).toMatch(/^\| \| M-\. c41d7e merge billing into main {8}head pending \|/m);
  // oxlint-disable-next-line no-control-regex -- this is what ASCII is
  expect(text.replaceAll('↓', '')).toMatch(/^[\u0000-\u007F]*$/);
});

test('keys that arrive together are keys each', async () => {
  await using workbench = new Opened(bench);
  await workbench.screen.send('jj\u001B[Bj');
  expect(pane(await workbench.text(), '[1] History')[4]).toContain('❯○─┴─╯ 3f9c21');
});

test('the detail follows the cursor, and its tabs turn', async () => {
  await using workbench = new Opened(bench);
  await workbench.press('j');
  expect(await workbench.screen.waitFor('create table t_c41d7e')).toContain('[0] c41d7e [Upgrade]');
  await workbench.press(']');
  expect(await workbench.screen.waitFor('drop table t_c41d7e')).toContain('[Downgrade]');
  await workbench.press(']');
  await workbench.screen.waitFor("1  export const revision = 'c41d7e';");
  const facts = await workbench.press(']');
  expect(facts).toContain('place         head, merge point');
  expect(facts).toContain('revises       9ab01c add invoices.paid_at');
  expect(facts).toContain('              77e0d2 index users(email)');
  expect(await workbench.press(']')).toContain('[Schema]');
  expect(await workbench.press(']')).toContain('[Upgrade]');
});

test('says what going to the selected revision would do', async () => {
  await using workbench = new Opened(bench);
  await workbench.connect();
  expect(await workbench.text()).toContain('the database is here');
  expect(await workbench.press('g')).toContain('u 1 step up to here');
  expect(await workbench.press('j')).toContain('u 3 steps up to here');
  expect(await workbench.press('G')).toContain('d 2 steps down to here');
});

test('a search dims what it does not find, and n and N go through what it found', async () => {
  await using workbench = new Opened(bench);
  const text = await workbench.press('/', 'b', 'i', 'l', 'l');
  expect(text).toContain('[1] History /bill 2 found');
  expect(pane(text, '[1] History')[1]).toContain('❯');
  await workbench.press('enter', 'n');
  expect(pane(await workbench.text(), '[1] History')[2]).toMatch(/^❯/);
  await workbench.press('n');
  expect(pane(await workbench.text(), '[1] History')[1]).toMatch(/^❯/);
  await workbench.press('N');
  expect(pane(await workbench.text(), '[1] History')[2]).toMatch(/^❯/);
  expect(await workbench.press('esc')).not.toContain('found');
});

test('p and P go along the edges, and coming back the next of several', async () => {
  await using workbench = new Opened(bench);
  const selected = (): string => {
    const {history, explore} = workbench.context.store.state();
    return history.order[explore.history.cursor] ?? '';
  };
  await workbench.press('j', 'p');
  expect(selected()).toBe('9ab01c');
  await workbench.press('P');
  expect(selected()).toBe('c41d7e');
  await workbench.press('p');
  expect(selected()).toBe('77e0d2');
  await workbench.press('p', 'p');
  expect(selected()).toBe('e07b55');
});

test('@ goes to where the database is', async () => {
  await using workbench = new Opened(bench);
  expect(await workbench.press('@')).toContain('current: the database has not answered yet');
  await workbench.connect();
  await workbench.press('G', '@');
  expect(pane(await workbench.text(), '[1] History')[4]).toMatch(/^❯◉/);
});

test('the branch tree shows where lines begin, part, meet and end', async () => {
  await using workbench = new Opened(bench);
  await workbench.press('2', ']');
  expect(pane(await workbench.text(), '[2]')).toEqual([
    '❯○ 000000 initial                                    base',
    ' ╰─○ 3f9c21 orders: split addre…  1 between, branch point',
    '   ├─○ 5d1f00 [reports] reports: daily totals        head',
    '   ├─◎ merged into c41d7e                       1 between',
    '   ╰─◎ c41d7e [billing] merge bi…  1 between, merge point',
  ]);
  await workbench.press('j', 'j', 'enter');
  expect(pane(await workbench.text(), '[1] History')[0]).toMatch(/^❯/);
});

test('80x24 shows one pane at a time, with the environment above', async () => {
  await using workbench = new Opened(bench, {size: narrow});
  await workbench.connect();
  const text = await workbench.text();
  expect(text.split('\n').slice(0, 4)).toEqual([
    '  DEV   sqlite shop.db  at 3f9c21  2 heads  4 pending',
    ' [1 History]│ 2 Heads │ 3 Log │ 0 Detail',
    '─'.repeat(80),
    ' ○     5d1f00 reports: daily totals [reports]                      head pending',
  ]);
  expect(await workbench.press('0')).toContain('[0 Detail]');
  expect(await workbench.press('esc')).toContain('[1 History]');
  expect(await workbench.press('tab')).toContain('[2 Heads]');
});

test('a screen that is too small still says where one is', async () => {
  await using workbench = new Opened(bench);
  await workbench.screen.resize({columns: 40, rows: 5});
  expect(await workbench.text()).toContain('DEV');
  expect(await workbench.text()).toContain('40x5 is too small: 60x15 or more');
  await workbench.screen.resize({columns: 100, rows: 30});
  expect(await workbench.text()).toContain('[1] History');
  await workbench.press('q');
  expect(workbench.left).toBe(0);
});

test('a database that does not answer leaves the graph usable', async () => {
  const {AthanorError} = await import('../../../source/errors.ts');
  const answers = {
    standing: async () => {
      throw new AthanorError('unreachable', 'no server at localhost:5432', {hint: 'start it'});
    },
  };
  await using workbench = new Opened(fakeBench({revisions: shopHistory, answers}));
  await workbench.connect();
  const text = await workbench.text();
  expect(text).toContain('database: no answer');
  expect(text).toContain('error: no server at localhost:5432');
  expect(text).toContain('hint: start it');
  expect(text).toContain('❯○     5d1f00');
});
