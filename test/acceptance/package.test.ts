import {spawnSync} from 'node:child_process';
import {mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import Database from 'better-sqlite3';
import {afterAll, beforeAll, expect, test} from 'vitest';

/** An empty project that installs the packed Athanor beside a MikroORM of its own. */
const project = mkdtempSync(join(tmpdir(), 'athanor-package-'));
const root = fileURLToPath(new URL('../..', import.meta.url));
const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

beforeAll(() => {
  npm(['pack', '--ignore-scripts', '--loglevel=error', '--pack-destination', project], root);
  const tarball = readdirSync(project).find((name) => name.endsWith('.tgz'));
  write('package.json', '{"name": "consumer", "private": true, "type": "module"}\n');
  write(
    'mikro-orm.config.ts',
    `import {defineEntity, p} from '@mikro-orm/core';
import {SqliteDriver} from '@mikro-orm/sqlite';

const Account = defineEntity({
  name: 'Account',
  properties: {id: p.integer().primary(), email: p.string().unique()},
});

export default {
  driver: SqliteDriver,
  dbName: new URL('app.db', import.meta.url).pathname,
  entities: [Account],
};
`,
  );
  npm([
    'install',
    '--prefer-offline',
    ...quiet,
    '@mikro-orm/core@7.2.1',
    '@mikro-orm/sqlite@7.2.1',
    `./${String(tarball)}`,
  ]);
  npm(['install', '--prefer-offline', ...quiet, '--save-dev', 'typescript@6.0.3']);
}, 180_000);

afterAll(() => rmSync(project, {recursive: true, force: true}));

test('a consumer initialises, generates, upgrades, and upgrades again in production', () => {
  athanor('init');
  athanor('revision', '-m', 'first tables', '--autogenerate');
  athanor('upgrade', 'heads', '--yes');
  expect(tables()).toContain('account');

  athanor('revision', '-m', 'by hand');
  npm(['prune', '--omit=dev', ...quiet]);
  expect(readdirSync(join(project, 'node_modules'))).not.toContain('typescript');

  athanor('upgrade', 'heads', '--yes');
  const {revisions} = JSON.parse(athanor('history', '--json'));
  const {current} = JSON.parse(athanor('current', '--json'));
  expect(revisions).toHaveLength(2);
  expect(current.map((row: {revision: string}) => row.revision)).toEqual([revisions[0].revision]);
}, 120_000);

test('the public API and its types are in the package', () => {
  write('api.mjs', "import {openProject} from 'athanor';\nconsole.log(typeof openProject);\n");
  expect(run(process.execPath, ['api.mjs']).trim()).toBe('function');
  expect(readdirSync(join(project, 'node_modules/athanor/dist/types/source'))).toContain(
    'index.d.ts',
  );
});

function write(name: string, text: string): void {
  writeFileSync(join(project, name), text);
}

function tables(): readonly string[] {
  const db = new Database(join(project, 'app.db'), {readonly: true});
  const names = db
    .prepare<[], {name: string}>("select name from sqlite_master where type = 'table'")
    .all();
  db.close();
  return names.map(({name}) => name);
}

function athanor(...words: readonly string[]): string {
  return run(process.execPath, [join(project, 'node_modules/.bin/athanor'), ...words]);
}

function npm(words: readonly string[], cwd = project): string {
  return run('npm', words, cwd);
}

function run(command: string, words: readonly string[], cwd = project): string {
  const {status, stdout, stderr} = spawnSync(command, words, {cwd, encoding: 'utf8'});
  if (status !== 0) {
    throw new Error(
      `${command} ${words.join(' ')} ended with ${String(status)}:\n${stdout}${stderr}`,
    );
  }
  return stdout;
}
