import {randomUUID} from 'node:crypto';
import {Client} from 'pg';
import {afterEach, expect, inject, test, vi} from 'vitest';
import {consentFrom} from '../../../source/commands/consent.ts';
import {openProject} from '../../../source/commands/open-project.ts';
import {standing} from '../../../source/commands/standing.ts';
import {upgrade} from '../../../source/commands/upgrade.ts';
import {typed} from '../../cli/typed.ts';
import {databaseFiles, ProjectDirectory} from '../../support/project-directory.ts';

const files = {
  ...databaseFiles({
    aaaa: {
      message: 'accounts',
      upgrade:
        "  op.createTable('account', (t) => ({id: t.integer().primary(), note: t.text().nullable()}));",
      downgrade: "  op.dropTable('account');",
    },
    bbbb: {
      down: 'aaaa',
      message: 'by name',
      upgrade:
        "  op.execute(\"insert into account (id, note) values (1, 'x'), (2, null)\");\n  op.createIndex('account_note', 'account', ['note'], {concurrently: true});",
      downgrade: "  op.dropIndex('account_note', 'account');",
    },
    cccc: {
      down: 'bbbb',
      message: 'broken',
      upgrade:
        "  op.execute('insert into account (id) values (3)');\n  op.execute('insert into acount values (1)');",
    },
    dddd: {down: 'bbbb', message: 'slow', upgrade: "  op.execute('select pg_sleep(600)');"},
  }),
  'mikro-orm.config.ts':
    "import {defineConfig} from '@mikro-orm/postgresql';\nexport default defineConfig({clientUrl: process.env.ATHANOR_DATABASE_URL, entities: []});\n",
};

/** A database of its own, gone when the test is. */
async function freshDatabase(): Promise<{url: string} & AsyncDisposable> {
  const name = `athanor_${randomUUID().replaceAll('-', '')}`;
  const server = inject('postgresql');
  await asked(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    [Symbol.asyncDispose]: async () =>
      void (await asked(server, `drop database ${name} with (force)`)),
  };
}

async function asked(url: string, sql: string): Promise<readonly unknown[]> {
  const client = new Client({connectionString: url});
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

afterEach(() => vi.unstubAllEnvs());

test('up, a look, down again on PostgreSQL', async () => {
  await using database = await freshDatabase();
  using project = new ProjectDirectory(files).withMikroOrm();
  vi.stubEnv('ATHANOR_DATABASE_URL', database.url);
  const {path} = project;

  const plan: {planId: string} = JSON.parse(
    (await typed(path, ['upgrade', 'bbbb', '--plan', '--json'])).out,
  );
  expect(plan).toMatchObject({
    steps: [
      {revision: 'aaaa'},
      {
        revision: 'bbbb',
        statements: [
          {transactional: true},
          {transactional: false, sql: expect.stringContaining('concurrently')},
        ],
      },
    ],
  });
  expect(await asked(database.url, "select 1 from pg_tables where schemaname = 'public'")).toEqual(
    [],
  );
  expect(await typed(path, ['upgrade', 'bbbb', '--expect', plan.planId])).toMatchObject({
    code: 0,
    err: '',
  });
  expect((await typed(path, ['current'])).out).toBe('bbbb by name\n');

  const broken = await typed(path, ['upgrade', 'cccc']);
  expect(broken.err).toMatch(/^error: .*cccc.*statement 2 of 2.*relation "acount" does not exist/);
  expect(broken.err).toMatch(/stands at bbbb/);
  expect(await asked(database.url, 'select id from account order by id')).toEqual([
    {id: 1},
    {id: 2},
  ]);

  const loss = await typed(path, ['downgrade', 'base', '--json']);
  expect(JSON.parse(loss.out)).toMatchObject({
    error: {code: 'loss', details: {losses: [{object: 'account', count: 2}]}},
  });
  expect((await typed(path, ['downgrade', 'base', '--yes'])).out).toContain('stands at base');
  expect(
    await asked(
      database.url,
      "select tablename from pg_tables where schemaname = 'public' order by 1",
    ),
  ).toEqual([{tablename: 'athanor_log'}, {tablename: 'athanor_version'}]);
});

test('a statement that is running is stopped, and the step rolled back', async () => {
  await using database = await freshDatabase();
  using directory = new ProjectDirectory(files).withMikroOrm();
  vi.stubEnv('ATHANOR_DATABASE_URL', database.url);
  await using project = await openProject({directory: directory.path});
  const controller = new AbortController();
  const consent = consentFrom({yes: false, allow: []});
  const run = upgrade(project, {target: 'dddd', consent, signal: controller.signal});
  const failing = (async () => {
    for await (const event of run) {
      // The statement has to be under way on the server before it can be stopped there.
      if (event.kind === 'statement' && event.index === 2)
        void sleeping(database.url).then(() => controller.abort('SIGINT'));
    }
  })();
  await expect(failing).rejects.toMatchObject({
    code: 'stopped',
    details: {signal: 'SIGINT', rows: ['bbbb']},
  });
  expect((await standing(project)).rows).toEqual(['bbbb']);
});

async function sleeping(url: string): Promise<void> {
  while (
    (await asked(url, "select 1 from pg_stat_activity where query = 'select pg_sleep(600)'"))
      .length === 0
  );
}
