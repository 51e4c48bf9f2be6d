/** The screens of which pictures are kept: the workbench on a copy of the example, the same each time. */
import {cpSync, mkdtempSync, realpathSync, rmSync, symlinkSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {spawnSync} from 'node:child_process';
import Database from 'better-sqlite3';
import {svg} from './picture.ts';
import {Session} from './terminal.ts';

/** One screen as it stands when everything on it has arrived. */
export interface Scene {
  readonly name: string;
  readonly text: string;
  readonly svg: string;
}

/** What leads to a screen: keys, and what is on it when it stands. */
interface Step {
  readonly keys?: readonly string[];
  /** Something that happens to the database meanwhile. */
  readonly sql?: string;
  /** All of these are on the screen when it stands. */
  readonly until: readonly (string | RegExp)[];
  /** Under which name it is kept; absent for a step on the way. */
  readonly name?: string;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const command = join(root, 'bin', 'athanor.js');

/** Where the database stands when the scenes begin: a branch merged, two lines that go on. */
const start = '7ab35e10c9d4';

const environment = {
  ATHANOR_NOW: '2026-11-23T14:31:02Z',
  ATHANOR_DATABASE_URL: undefined,
  ATHANOR_ENVIRONMENT: undefined,
  SHOP_DATABASE_URL: undefined,
  LC_ALL: undefined,
  TZ: 'UTC',
};

const twoReviews = `pragma foreign_keys = off;
insert into review (product_id, customer_id, rating, body) values (1, 1, 5, 'good'), (1, 2, 4, 'well')`;

const wide: readonly Step[] = [
  {until: ['9 pending', 'the database is here']},
  {
    keys: ['g', 'j', 'j', 'j', 'j', 'j', 'j', 'j', 'j'],
    until: ['u 1 step up to here, loses nothing', 'create table `review`'],
    name: 'history',
  },
  {keys: ['['], until: ['What it changed', 'who last touched it'], name: 'schema'},
  {keys: ['c'], until: ['Compare', 'create table review'], name: 'compare'},
  {keys: ['esc', ']'], until: ['[1] History', 'create table `review`']},
  {keys: ['2', ']', '1', '[', '['], until: ['revised by', 'merged into'], name: 'branches'},
  {
    keys: [']', ']', '/', 's', 't', 'o', 'c', 'k'],
    until: ['/stock', /\d found/, 'loses nothing', ' 2  '],
    name: 'search',
  },
  {keys: ['esc', 'esc'], until: [/History ─/, 'loses nothing']},
  {keys: ['?'], until: ['Plan the way up'], name: 'help'},
  {keys: ['esc', ':', 'h', 'e', 'a', 'd'], until: ['upgrade to heads'], name: 'commands'},
  {keys: ['esc', 'g', 'j', 'j', 'u'], until: ['7 steps', 'y run step 1'], name: 'plan'},
  {keys: ['y'], until: ['the database is at 0e68fb', '8 pending', 'y run step 2'], name: 'step'},
  {keys: ['esc'], until: ['[1] History']},
  {sql: twoReviews, keys: ['D'], until: ['will be lost, 2 in all'], name: 'rollback'},
  {keys: ['y'], until: ['Type the number']},
  {keys: ['2'], until: ['then y:  2'], name: 'confirm'},
  {
    sql: 'alter table review add column by_hand text',
    keys: ['y'],
    until: ['The step failed', 'the database stands at'],
    name: 'failure',
  },
  {
    sql: 'alter table review drop column by_hand',
    keys: ['esc', 'esc', 'm'],
    until: ['to be written', /touched by|touch nothing/],
    name: 'merge',
  },
  {keys: ['esc', 'a'], until: ['On top of which head?']},
  {keys: ['2'], until: ['What the entities ask for', 'op.'], name: 'autogenerate'},
];

const narrow: readonly Step[] = [
  {until: ['8 pending', 'the database is here'], name: 'history-80x24'},
  {keys: ['k', '0'], until: ['loses nothing', ' 2  '], name: 'detail-80x24'},
  {keys: ['u'], until: ['y run step 1'], name: 'plan-80x24'},
];

/** Draws every scene, one after the other. */
export async function* drawScenes(): AsyncGenerator<Scene> {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'athanor-scenes-')));
  try {
    const shop = join(directory, 'shop');
    cpSync(join(root, 'examples', 'shop'), shop, {
      recursive: true,
      filter: (path) => !/shop\.db|node_modules/.test(path),
    });
    symlinkSync(join(root, 'node_modules'), join(directory, 'node_modules'), 'junction');
    athanor(shop, 'upgrade', start);
    yield* played(shop, wide, {columns: 120, rows: 35});
    yield* played(shop, narrow, {columns: 80, rows: 24});
  } finally {
    rmSync(directory, {recursive: true, force: true});
  }
}

async function* played(
  shop: string,
  steps: readonly Step[],
  size: {readonly columns: number; readonly rows: number},
): AsyncGenerator<Scene> {
  await using session = new Session(process.execPath, [command], {
    ...size,
    directory: shop,
    environment,
  });
  for (const {keys = [], sql, until, name} of steps) {
    if (sql !== undefined) change(shop, sql);
    const [first, ...others] = keys;
    if (first !== undefined) await session.pressWhenArmed(first);
    session.press(...others);
    for (const what of until) await session.waitFor(what);
    const text = await session.still();
    if (name !== undefined) yield {name, text: `${text}\n`, svg: svg(session.terminal)};
  }
}

function athanor(directory: string, ...words: readonly string[]): void {
  const {status, stderr} = spawnSync(process.execPath, [command, ...words], {
    cwd: directory,
    encoding: 'utf8',
    env: {...process.env, ...environment},
  });
  if (status !== 0) throw new Error(`athanor ${words.join(' ')} ended with ${status}:\n${stderr}`);
}

function change(shop: string, sql: string): void {
  const database = new Database(join(shop, 'shop.db'));
  try {
    database.exec(sql);
  } finally {
    database.close();
  }
}
