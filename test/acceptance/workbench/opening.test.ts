import {existsSync} from 'node:fs';
import {expect, test} from 'vitest';
import {writeHistory} from '../../support/generated-history.ts';
import {databaseFiles, ProjectDirectory} from '../../support/project-directory.ts';
import {openWorkbench} from './open.ts';

const patience = 60_000;

const revisions = {
  aaaaaa: {
    message: 'first',
    upgrade: "  op.createTable('a', (t) => ({id: t.integer().primary()}));",
  },
  bbbbbb: {message: 'second', down: 'aaaaaa'},
};

/** A configuration that cannot be loaded, so that whatever needs MikroORM fails. */
const broken = {'mikro-orm.config.ts': "throw new Error('MikroORM was asked for');\n"};

test(
  'the graph stands before the database is asked, and stays when it cannot be',
  {timeout: patience},
  async () => {
    using project = new ProjectDirectory({...databaseFiles(revisions), ...broken});
    await using session = openWorkbench(project.path);
    const first = await session.waitFor('bbbbbb second');
    expect(first).toContain('[1] History');
    await session.waitFor('database: no answer');
    session.press('j');
    expect(await session.waitFor('[0] aaaaaa')).toContain('❯○ aaaaaa first');
    session.press('q');
    expect(await session.ended).toEqual({code: 0, signal: 0});
    expect(session.terminal.buffer.active.type).toBe('normal');
  },
);

test('looking around makes no database', {timeout: patience}, async () => {
  using project = new ProjectDirectory(databaseFiles(revisions)).withMikroOrm();
  await using session = openWorkbench(project.path, {columns: 80, rows: 24});
  await session.waitFor('empty  1 head  2 pending');
  session.press('G', ']', '0', 'tab', '?');
  await session.waitFor('Keys');
  session.press('esc', 'q');
  expect(await session.ended).toEqual({code: 0, signal: 0});
  expect(existsSync(`${project.path}/test.db`)).toBe(false);
});

test('ten thousand revisions are walked through key by key', {timeout: patience}, async () => {
  using project = new ProjectDirectory(databaseFiles({})).withMikroOrm();
  const ids = writeHistory(`${project.path}/revisions`, {revisions: 10_000, branchEvery: 7});
  await using session = openWorkbench(project.path);
  await session.waitFor('10000 pending');
  session.press('G');
  await session.waitFor(new RegExp(`❯.* ${ids[0]?.slice(0, 6) ?? ''} `));
  session.send('k'.repeat(50));
  await session.waitFor(new RegExp(`❯.* ${ids[50]?.slice(0, 6) ?? ''} `));
  session.press('/');
  session.send(ids[4321] ?? '');
  expect(await session.waitFor('1 found')).toContain('add table 4321');
});

test.for([
  [{NO_COLOR: '1'}, false],
  [{NO_COLOR: undefined}, true],
] as const)(
  'with %j colours are drawn: %s',
  {timeout: patience},
  async ([environment, colours]) => {
    using project = new ProjectDirectory({...databaseFiles(revisions), ...broken});
    await using session = openWorkbench(project.path, {environment});
    await session.waitFor('database: no answer');
    const cells = Array.from({length: 120 * 35}, (_, at) =>
      session.terminal.buffer.active.getLine(Math.floor(at / 120))?.getCell(at % 120),
    );
    expect(cells.some((cell) => cell?.isFgDefault() === false)).toBe(colours);
  },
);

test('where the locale knows no Unicode, none is drawn', {timeout: patience}, async () => {
  using project = new ProjectDirectory({...databaseFiles(revisions), ...broken});
  await using session = openWorkbench(project.path, {environment: {LANG: 'C', LC_ALL: 'C'}});
  await session.waitFor('database: no answer');
  // oxlint-disable-next-line no-control-regex -- this is what ASCII is
  expect(await session.text()).toMatch(/^[\u0000-\u007F]*$/);
});

test(
  'what is wrong with the revisions is said by the command line, not on a screen of its own',
  {timeout: patience},
  async () => {
    using project = new ProjectDirectory({
      ...databaseFiles({...revisions, cccccc: {down: 'nowhere'}}),
      ...broken,
    });
    await using session = openWorkbench(project.path);
    expect(await session.ended).toEqual({code: 1, signal: 0});
    expect(session.terminal.buffer.active.type).toBe('normal');
    expect(await session.text()).toContain('nowhere');
  },
);
