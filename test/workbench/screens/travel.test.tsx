import {expect, test} from 'vitest';
import {emptySchema} from '../../../source/schema/schema.ts';
import {fakeBench, shopHistory} from '../support/fake-bench.ts';
import {Opened} from '../support/open-workbench.tsx';

const bench = fakeBench({
  revisions: shopHistory,
  rows: ['3f9c21'],
  answers: {
    searchText: async (id) =>
      ({c41d7e: '', '9ab01c': 'add column paid_at to invoices'})[id] ?? `create table t_${id}`,
    authors: async () => new Map([['77e0d2', 'Ana Quispe']]),
    schema: async () => ({
      shown: {dialect: 'sqlite', revisions: [], tree: [], unknowns: [], schema: emptySchema},
      changes: [],
    }),
    compare: async (from, to) => ({
      diff: {
        dialect: 'sqlite',
        from: {target: from, kind: 'revisions', revisions: [from], unknowns: []},
        to: {target: to, kind: 'revisions', revisions: [to], unknowns: []},
        changes: [
          {
            change: 'added',
            id: `table t_${to}`,
            kind: 'table',
            name: `t_${to}`,
            table: `t_${to}`,
            line: `create table t_${to}`,
            destructive: false,
          },
        ],
        hints: [],
        operations: [],
        before: emptySchema,
        after: emptySchema,
      },
      sql: {kind: 'ready', statements: [`create table t_${to} (id integer)`]},
    }),
  },
});

const keys = (text: string): readonly string[] =>
  text.split('').map((key) => (key === ' ' ? 'space' : key));

const rows = (text: string): readonly string[] =>
  text
    .split('\n')
    .slice(2)
    .map((row) => row.slice(1, row.indexOf('│', 40)).trimEnd())
    .filter((row) => /[0-9a-f]{6} /.test(row))
    .map((row) => row.replace(/(?<=\S.*[0-9a-f]{6}.*) {2,}.*$/, ''));

const selected = (workbench: Opened): string => {
  const {history, explore} = workbench.context.store.state();
  return history.order[explore.history.cursor] ?? '';
};

test.for([
  ['paid_at', '9ab01c'],
  ['T_e07b55', 'e07b55'],
  ['quispe', '77e0d2'],
  ['reports', '5d1f00'],
] as const)(
  'a search for %s finds %s by what it does, by its author or by its label',
  async ([text, id]) => {
    await using workbench = new Opened(bench);
    await workbench.connect();
    await workbench.press('/', ...keys(text), 'enter');
    await workbench.screen.waitFor('1 found');
    await expect.poll(async () => (await workbench.press('n'), selected(workbench))).toBe(id);
  },
);

test('what was searched for before the files were read is found once they are', async () => {
  const gate = Promise.withResolvers<void>();
  await using workbench = new Opened({
    ...bench,
    searchText: async (id) => {
      await gate.promise;
      return `create table t_${id}`;
    },
  });
  await workbench.press('/', ...keys('t_e07b55'));
  expect(await workbench.text()).toContain('0 found');
  gate.resolve();
  await workbench.screen.waitFor('1 found');
});

test('merge points that change nothing are folded, with dotted edges, and going there shows them', async () => {
  await using workbench = new Opened(
    fakeBench({
      revisions: [...shopHistory, 'dddddd after: c41d7e'],
      rows: ['3f9c21'],
      answers: {searchText: async (id) => (id === 'c41d7e' ? '' : `create table t_${id}`)},
    }),
  );
  await workbench.connect();
  await workbench.press('f', 'down', 'enter');
  const text = await workbench.screen.waitFor('empty merges folded: 7 of 8');
  expect(rows(text).slice(0, 4)).toEqual([
    ' ○     5d1f00 reports: daily totals [repor…',
    ' │ ○┄╮ dddddd after',
    ' │ ○ ┊ 9ab01c add invoices.paid_at [billing]',
    ' │ │ ○ 77e0d2 index users(email)',
  ]);
  await workbench.press('f', '1');
  expect(await workbench.text()).not.toContain('folded');
});

test('what is pending, and the line of one, are shown alone', async () => {
  await using workbench = new Opened(bench);
  await workbench.connect();
  await workbench.press('f', '3');
  expect(await workbench.screen.waitFor('pending: 4 of 7')).not.toContain('base shop schema');
  await workbench.press('g', 'f', '4');
  const line = await workbench.screen.waitFor('line of 5d1f00: 4 of 7');
  expect(line).not.toContain('index users');
  // Going to what is hidden shows everything again.
  workbench.context.store.dispatch({kind: 'wentTo', revision: '77e0d2'});
  expect(await workbench.text()).toContain('index users');
  expect(selected(workbench)).toBe('77e0d2');
});

test('jumps to head and merge base lead there, and - back again, one by one', async () => {
  await using workbench = new Opened(bench);
  await workbench.connect();
  await workbench.press(':', ...keys('head'), 'enter');
  expect(['5d1f00', 'c41d7e']).toContain(selected(workbench));
  await workbench.press('g', 'space', 'j', 'space', ':', ...keys('merge base'), 'enter');
  expect(selected(workbench)).toBe('3f9c21');
  await workbench.press('-');
  expect(selected(workbench)).toBe('c41d7e');
  await workbench.press('-');
  expect(selected(workbench)).toBe('3f9c21');
  expect(await workbench.press('-')).toContain('you have jumped nowhere yet');
});

test('two marked revisions are compared, in schema and SQL, either way round', async () => {
  await using workbench = new Opened(bench);
  await workbench.connect();
  expect(await workbench.press('c')).toContain('mark a revision with space');
  await workbench.press('g', 'space', 'j');
  expect(await workbench.text()).toContain('marked head pending');
  await workbench.press('c');
  const schema = await workbench.screen.waitFor('+ create table t_c41d7e');
  expect(schema).toContain('from 5d1f00');
  expect(schema).toContain('on different lines: 1 revision only on the one, 3 only on the other');
  expect(await workbench.press(']')).toMatch(/create table t_c41d7e \([\s│]+id integer[\s│]+\);/);
  await workbench.press('s');
  await workbench.screen.waitFor('create table t_5d1f00 (');
  await workbench.press('esc');
  expect(await workbench.text()).toContain('[1] History');
});
