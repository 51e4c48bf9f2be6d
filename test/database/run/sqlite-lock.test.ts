import {chmod, mkdir, mkdtemp, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {openDatabase} from '../../../source/database/open.ts';
import type {Session} from '../../../source/runtime/session.ts';
import {history, runUp} from '../../support/histories.ts';
import {configFor} from '../../support/orm/config-for.ts';
import {failure} from '../../support/refused.ts';

async function directory(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'athanor-lock-'));
  onTestFinished(() => rm(path, {recursive: true, force: true}));
  await mkdir(join(path, 'real'));
  return path;
}

async function opened(file: string): Promise<Session> {
  const database = await openDatabase(configFor(`sqlite:${file}`));
  const session = await database.open('write');
  onTestFinished(async () => {
    await session[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
  });
  return session;
}

test.for([
  {
    name: 'of the file',
    link: (root: string) => symlink('real/d.db', join(root, 'link.db')),
    through: 'link.db',
  },
  {
    name: 'of a link',
    async link(root: string) {
      await symlink('real/d.db', join(root, 'first.db'));
      await symlink(join(root, 'first.db'), join(root, 'link.db'));
    },
    through: 'link.db',
  },
  {
    name: 'of the directory',
    link: (root: string) => symlink('real', join(root, 'linked')),
    through: 'linked/d.db',
  },
])('the lock is one through a symbolic link $name', async ({link, through}) => {
  const root = await directory();
  await link(root);
  // Made through the link: it is not there yet.
  const other = await opened(join(root, through));
  expect(await other.tryLock()).toBeUndefined();
  const direct = await opened(join(root, 'real/d.db'));
  expect(await direct.tryLock()).toMatchObject({description: expect.stringContaining('process')});
  await other.unlock();
  expect(await direct.tryLock()).toBeUndefined();
  expect(await other.tryLock()).toMatchObject({description: expect.stringContaining('process')});
});

test.for([
  {name: 'garbage', make: (path: string) => writeFile(path, 'not a database, '.repeat(100))},
  {name: 'a directory', make: (path: string) => mkdir(path)},
])('$name in the place of the lock is named, with what to do', async ({make}) => {
  const file = join(await directory(), 'real/d.db');
  const session = await opened(file);
  await make(`${file}-athanor-lock`);
  const error = await failure(runUp(session, history('sqlite', [{id: 'aa', upgrade: () => {}}])));
  expect(error).toMatchObject({
    code: 'own_query_failed',
    message: `${file}-athanor-lock stands where Athanor keeps the lock of this database, and is none`,
    hint: expect.stringMatching(/^remove it/),
  });
});

test('where nothing can be written beside the database, the run says where it has to', async () => {
  const root = await directory();
  const file = join(root, 'real/d.db');
  const session = await opened(file);
  await chmod(root, 0o755);
  await chmod(join(root, 'real'), 0o555);
  const isRoot = process.getuid?.() === 0;
  if (isRoot) process.seteuid?.(65_534);
  try {
    const error = await failure(runUp(session, history('sqlite', [{id: 'aa', upgrade: () => {}}])));
    expect(error).toMatchObject({
      code: 'read_only',
      message: expect.stringContaining(`${file}-athanor-lock`),
      hint: expect.stringContaining(join(root, 'real')),
    });
  } finally {
    if (isRoot) process.seteuid?.(0);
    await chmod(join(root, 'real'), 0o755);
  }
});
