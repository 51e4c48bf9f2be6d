import {copyFileSync, mkdirSync, symlinkSync} from 'node:fs';
import Database from 'better-sqlite3';
import {describe, expect, test} from 'vitest';
import {databaseFiles, ProjectDirectory, projectFiles} from '../support/project-directory.ts';
import {typed} from './typed.ts';

const one = {aaaa: {message: 'first', upgrade: "  op.execute('select 1');", downgrade: ''}};

const withOptions = (options: string) => ({
  ...databaseFiles(one),
  'mikro-orm.config.ts': `import {defineConfig} from '@mikro-orm/sqlite';\nexport default defineConfig({dbName: 'test.db', entities: []${options}});\n`,
});

describe('files that cannot be read', () => {
  test('a directory that is called like a revision, and a link to nothing, are told with the others', async () => {
    using project = new ProjectDirectory(projectFiles(one));
    mkdirSync(`${project.path}/revisions/bbbb.ts`);
    symlinkSync(`${project.path}/nowhere`, `${project.path}/revisions/cccc.ts`);
    expect(await typed(project.path, ['heads'])).toEqual({
      code: 1,
      out: '',
      err: `error: 2 problems with the revision files:
  revisions/bbbb.ts: is a directory, and called like a revision file
  revisions/cccc.ts: is a link to a file that is not there
hint: mend it, or move it out of the directory of revisions; nothing was run
`,
    });
  });

  test('a configuration that is a directory', async () => {
    using project = new ProjectDirectory({'athanor.config.ts/x': ''});
    const {code, err} = await typed(project.path, ['heads']);
    expect(code).toBe(1);
    expect(err).toMatch(/^error: athanor\.config\.ts cannot be loaded: EISDIR.*\nhint: /);
  });
});

describe('a database that cannot be written', () => {
  test('with a lock beside it, and without: said, and looked at all the same', async () => {
    using made = new ProjectDirectory(withOptions('')).withMikroOrm();
    await typed(made.path, ['upgrade', 'heads']);
    using project = new ProjectDirectory(
      withOptions(', driverOptions: {readonly: true}'),
    ).withMikroOrm();
    const {path} = project;
    copyFileSync(`${made.path}/test.db`, `${path}/test.db`);
    const refused = {
      code: 1,
      out: '',
      err: expect.stringMatching(/^error: .* cannot be written.*\nhint: .*right to write/),
    };
    expect(await typed(path, ['downgrade', 'base'])).toEqual(refused);
    copyFileSync(`${made.path}/test.db-athanor-lock`, `${path}/test.db-athanor-lock`);
    expect(await typed(path, ['downgrade', 'base'])).toEqual(refused);
    expect((await typed(path, ['current'])).out).toBe('aaaa (head) first\n');
  });

  test('a directory where the database should be', async () => {
    using project = new ProjectDirectory({...databaseFiles(one), 'test.db/x': ''}).withMikroOrm();
    const {code, err} = await typed(project.path, ['current']);
    expect({code, err}).toEqual({
      code: 1,
      err: expect.stringMatching(/cannot be opened.*\nhint: /),
    });
  });
});

describe('a revision that does not load', () => {
  test.for([
    [
      "op.creatIndex('a', 'b', ['c']);",
      ':14 cannot be loaded: op.creatIndex is not',
      'createIndex',
    ],
    ["op.createTable('a', (t) => ({b: t.strng()}));", ':14 cannot be loaded: t.strng', 'string'],
    ["op.createTable('a', (t) => ({b: t.text().nulable()}));", ':14 cannot be loaded', 'nullable'],
  ] as const)('%s: what was meant', async ([upgrade, message, meant]) => {
    using project = new ProjectDirectory(databaseFiles({aaaa: {upgrade}})).withMikroOrm();
    const {err} = await typed(project.path, ['upgrade', 'heads', '--plan']);
    expect(err).toContain(`error: revisions/aaaa_x.ts${message}`);
    expect(err).toContain(`\nhint: did you mean ${meant}?\n`);
  });

  test('the causes are printed, each once', async () => {
    const upgrade = "  throw new Error('outer', {cause: new Error('inner', {cause: 'core'})});";
    using project = new ProjectDirectory(databaseFiles({aaaa: {upgrade}})).withMikroOrm();
    const {err} = await typed(project.path, ['upgrade', 'heads', '--plan']);
    expect(err).toBe(`error: revisions/aaaa_x.ts:14 cannot be loaded: outer
  caused by: inner
  caused by: core
hint: mend the file and run the command again
`);
  });

  test('thrown in a file that it imports: that one is named too', async () => {
    using project = new ProjectDirectory({
      ...databaseFiles({}),
      'words.ts': '\nexport const words = 1;\nthrow new Error("no words");\n',
      'revisions/aaaa.ts':
        "import {words} from '../words.ts';\nexport const revision = 'aaaa';\nexport const downRevision = null;\nexport function upgrade() { words; }\n",
    }).withMikroOrm();
    const {err} = await typed(project.path, ['upgrade', 'heads', '--plan']);
    expect(err).toContain('error: revisions/aaaa.ts cannot be loaded: no words (words.ts:3)\n');
  });

  test('an operation that cannot be meant has its line', async () => {
    using project = new ProjectDirectory(
      databaseFiles({aaaa: {upgrade: "\n  op.dropTable('');"}}),
    ).withMikroOrm();
    const {err} = await typed(project.path, ['upgrade', 'heads', '--plan']);
    expect(err).toMatch(/^error: revisions\/aaaa_x\.ts:15, upgrade: /);
  });
});

test('paths are as one would type them where one stands', async () => {
  using project = new ProjectDirectory({...databaseFiles(one), 'deep/x': ''}).withMikroOrm();
  const deep = `${project.path}/deep`;
  const loading = "throw new Error('no');";
  for (const words of [[], ['-C', '.'], ['-C', '..', '-C', 'deep']]) {
    expect((await typed(deep, [...words, 'show', 'heads'])).out).toContain(
      'Path: ../revisions/aaaa_x.ts\n',
    );
    expect((await typed(deep, [...words, 'status'])).out).toContain(' ../athanor.config.ts\n');
  }
  expect((await typed(deep, ['-C', '..', 'show', 'heads'])).out).toContain('Path: revisions/');
  const {out} = await typed(deep, ['show', 'heads', '--json']);
  expect(JSON.parse(out)).toMatchObject({
    revisions: [{path: `${project.path}/revisions/aaaa_x.ts`}],
  });
  project.write('revisions/bbbb.ts', 'export const revision = 1;');
  expect((await typed(deep, ['heads'])).err).toContain('error: ../revisions/bbbb.ts:1: ');
  project.write(
    'revisions/bbbb.ts',
    `export const revision = 'bbbb';\nexport const downRevision = 'aaaa';\n${loading}\nexport function upgrade() {}`,
  );
  expect((await typed(deep, ['upgrade', 'heads'])).err).toContain('error: ../revisions/bbbb.ts:3 ');
  expect((await typed(deep, ['upgrade', 'heads', '--json'])).out).toContain(
    '"../revisions/bbbb.ts:3 ',
  );
});

describe('wrong usage', () => {
  test.for([
    [['upgrade'], 'athanor upgrade --help'],
    [['revision', '--rev-id'], 'athanor revision --help'],
    [['show'], 'athanor show --help'],
    [['--config'], 'athanor --help'],
  ] as const)('%j points to %s', async ([words, help]) => {
    const {code, err} = await typed('/', words);
    expect(code).toBe(2);
    expect(err).toContain(`\nhint: ${help} `);
  });

  test('an environment where there are none', async () => {
    using project = new ProjectDirectory(projectFiles(one));
    expect((await typed(project.path, ['-n', '3', 'heads'])).err)
      .toBe(`error: there is no environment "3"
hint: the configuration declares no environments: leave out -n and ATHANOR_ENVIRONMENT
`);
  });
});

test('a database at which nothing is applied', async () => {
  using project = new ProjectDirectory(databaseFiles(one)).withMikroOrm();
  const {path} = project;
  expect((await typed(path, ['current'])).out).toBe(
    'nothing is applied: the database stands at base\n',
  );
  expect((await typed(path, ['log'])).out).toBe(
    'the journal is empty: nothing was run on this database\n',
  );
  expect(JSON.parse((await typed(path, ['log', '--json'])).out)).toEqual({log: []});
  expect((await typed(path, ['downgrade', '-1'])).err).toContain(
    '\nhint: There is nothing to take back: the database stands at base.\n',
  );
});

test('a version row of which there is no file', async () => {
  using project = new ProjectDirectory(databaseFiles(one)).withMikroOrm();
  const {path} = project;
  await typed(path, ['upgrade', 'heads']);
  const database = new Database(`${path}/test.db`);
  database.exec("update athanor_version set revision = 'ffff'");
  database.close();
  expect((await typed(path, ['status'])).out).toMatch(`stands at      ffff (there is no file of it)
pending        not known
`);
  expect((await typed(path, ['status'])).out).toMatch(
    /^problem +the version table holds ffff, of which there is no revision file\n +→ .*athanor stamp --purge REVISION$/m,
  );
  const {out} = await typed(path, ['status', '--json']);
  expect(JSON.parse(out)).toMatchObject({database: {unknown: ['ffff'], pending: null}});
  expect((await typed(path, ['stamp', '--purge', 'aaaa'])).code).toBe(0);
  expect((await typed(path, ['status'])).out).toContain('pending        nothing\n');
});

test('-v is taken where Alembic takes it', async () => {
  using project = new ProjectDirectory(databaseFiles(one)).withMikroOrm();
  const {path} = project;
  await typed(path, ['upgrade', 'heads']);
  const shown = (await typed(path, ['show', 'heads', '-v'])).out;
  expect(shown).toContain('Revision: aaaa (head)\n');
  expect((await typed(path, ['current', '-v'])).out.replaceAll(/^Branch.*\n/gm, '')).toBe(shown);
});

test('a step that failed is one line of the log, and a part of a step is told from a step', async () => {
  const upgrade = "  op.execute('select 1');\n  op.execute('insert into\\nnowhere values (1)');";
  using project = new ProjectDirectory(databaseFiles({aaaa: {upgrade}})).withMikroOrm();
  const {path} = project;
  expect((await typed(path, ['upgrade', 'heads'])).code).toBe(1);
  const database = new Database(`${path}/test.db`);
  database.exec("update athanor_log set error = 'one' || char(10) || 'two'");
  database.exec(
    "insert into athanor_log select 7, run, revision, direction, 'part', 1, checksum, actor, host, started_at, finished_at, 'done', null, format from athanor_log",
  );
  database.close();
  const lines = (await typed(path, ['log'])).out.trimEnd().split('\n');
  expect(lines).toEqual([
    expect.stringMatching(/ upgrade aaaa, statements up to 1 {2}done {2}/),
    expect.stringMatching(/ upgrade aaaa {2}failed: one {2}/),
  ]);
});

test('who holds the lock is said once', async () => {
  using project = new ProjectDirectory(databaseFiles(one)).withMikroOrm();
  const {openProject} = await import('../../source/commands/open-project.ts');
  await using other = await openProject({directory: project.path});
  await using session = await (await other.database()).open('write');
  expect(await session.tryLock()).toBeUndefined();
  const {code, out, err} = await typed(project.path, ['upgrade', 'heads', '--wait', '0.4']);
  expect(code).toBe(1);
  expect(out).toMatch(/^waiting for .*\n$/);
  expect(err).toContain('another run holds the lock');
});
