import {spawnSync} from 'node:child_process';
import {cpSync, existsSync, mkdtempSync, realpathSync, rmSync, symlinkSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, expect, test} from 'vitest';
import {Session} from '../support/terminal.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What `npm start` needs of a clone, copied, so that the example's database is not made in this one. */
const clone = realpathSync(mkdtempSync(join(tmpdir(), 'athanor-clone-')));
const parts = ['package.json', 'package-lock.json', 'cli.tsx', 'bin', 'source', 'tools', 'dist'];
for (const part of [...parts, 'examples/shop']) {
  cpSync(join(root, part), join(clone, part), {
    recursive: true,
    preserveTimestamps: true,
    filter: (path) => !/shop\.db|node_modules/.test(path),
  });
}
symlinkSync(join(root, 'node_modules'), join(clone, 'node_modules'), 'junction');
afterAll(() => rmSync(clone, {recursive: true, force: true}));

const environment = {
  ATHANOR_DATABASE_URL: undefined,
  ATHANOR_ENVIRONMENT: undefined,
  SHOP_DATABASE_URL: undefined,
};
const patience = 120_000;

test('npm start without a terminal prints where the shop stands', {timeout: patience}, () => {
  const {status, stdout} = spawnSync('npm', ['start', '--silent'], {
    cwd: clone,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    env: {...process.env, ...environment},
  });
  expect(status).toBe(0);
  expect(stdout).toMatch(/^database {7}sqlite shop\.db\n/m);
  expect(stdout).toMatch(/^stands at {6}af2d08c6e491 .*\npending {8}5 revisions\n/m);
  expect(stdout).toContain('To open the workbench, type athanor on a terminal.');
  expect(existsSync(join(clone, 'examples', 'shop', 'shop.db'))).toBe(true);
});

test('npm start on a terminal opens the workbench on it', {timeout: patience}, async () => {
  await using session = new Session('npm', ['start', '--silent'], {
    directory: clone,
    columns: 120,
    rows: 35,
    environment,
  });
  const screen = await session.waitFor(/\[1\] History[^]*5 pending|5 pending[^]*\[1\] History/);
  expect(screen).toContain('af2d08 move stock counts into movements');
  session.press('q');
  expect((await session.ended).code).toBe(0);
});
