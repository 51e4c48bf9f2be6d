import {readFileSync} from 'node:fs';
import {afterEach, expect, test, vi} from 'vitest';
import {typed} from '../../cli/typed.ts';
import {dialectNames, freshDatabase} from '../../support/databases.ts';
import {ProjectDirectory, projectFiles} from '../../support/project-directory.ts';

afterEach(() => vi.unstubAllEnvs());

const mikroOrm = `${import.meta.dirname}/../../support/orm/mikro-orm.config.ts`;

const files = (more = '') => ({
  ...projectFiles({
    aaaa: {upgrade: "  op.createTable('a', (t) => ({id: t.integer().primary()}));"},
    bbbb: {down: 'aaaa', upgrade: "  op.addColumn('a', 'b', (t) => t.text().nullable());"},
    cccc: {down: 'aaaa', upgrade: "  op.addColumn('a', 'c', (t) => t.text().nullable());"},
    dddd: {down: 'cccc', upgrade: "  op.addColumn('a', 'd', (t) => t.text().nullable());"},
  }),
  'athanor.config.ts': `export default {
    mikroOrm: ${JSON.stringify(mikroOrm)},
    environment: 'dev',
    environments: {
      dev: {urlVariable: 'REBASE_DEV'},
      live: {urlVariable: 'REBASE_LIVE', readOnly: true},
      other: {urlVariable: 'REBASE_OTHER', revisions: 'elsewhere'},
      ${more}
    },
  };\n`,
});

test.for(dialectNames)(
  'where an environment on %s has one of them applied it is refused; else headers change and the graph follows',
  async (dialect) => {
    const live = await freshDatabase(dialect);
    const dev = await freshDatabase('sqlite');
    vi.stubEnv('REBASE_DEV', dev.address);
    vi.stubEnv('REBASE_LIVE', live.address);
    using project = new ProjectDirectory(files());
    const {path} = project;
    const text = () => readFileSync(`${path}/revisions/cccc_x.ts`, 'utf8');
    const before = text();
    expect((await typed(path, ['--database', 'live', 'status'])).code).toBe(0);
    const writable = ['--database', live.address.replace(/:[^:/@]*@/, '@')];
    vi.stubEnv('PGPASSWORD', new URL(live.address).password);
    expect((await typed(path, [...writable, 'upgrade', 'dddd'])).err).toBe('');

    const refused = await typed(path, ['rebase', 'cccc', '--onto', 'bbbb', '--json']);
    expect(JSON.parse(refused.out)).toMatchObject({
      error: {
        code: 'already_applied',
        message: expect.stringContaining('cccc, dddd are applied in the environment live'),
      },
    });
    expect(text()).toBe(before);

    // What is above the others may still move, and what is applied elsewhere stays.
    expect((await typed(path, [...writable, 'downgrade', 'aaaa'])).err).toBe('');
    const planned = await typed(path, ['rebase', 'cccc', '--onto', 'bbbb', '--plan']);
    expect(planned).toMatchObject({code: 0, out: expect.stringContaining('would move cccc')});
    expect(text()).toBe(before);
    const moved = await typed(path, ['rebase', 'cccc', '--onto', 'bbbb']);
    expect(moved.out).toBe(
      'moved cccc revision cccc from aaaa to bbbb: revisions/cccc_x.ts\nwith what stands on them, 2 revisions are elsewhere\n',
    );
    expect(text()).toBe(
      before
        .replace('Revises: aaaa', 'Revises: bbbb')
        .replace("downRevision = 'aaaa'", "downRevision = 'bbbb'"),
    );
    expect((await typed(path, ['heads'])).out).toBe('dddd (head) revision dddd\n');
    expect((await typed(path, ['upgrade', 'heads'])).out).toContain('stands at dddd');
  },
);

test('an environment that cannot be asked is named, and has to be waved through by that name', async () => {
  const dev = await freshDatabase('sqlite');
  vi.stubEnv('REBASE_DEV', dev.address);
  vi.stubEnv('REBASE_LIVE', 'postgresql://localhost:1/nowhere');
  using project = new ProjectDirectory(files("old: {urlVariable: 'REBASE_UNSET'},"));
  const {path} = project;
  const words = ['rebase', 'cccc', '--onto', 'bbbb'];
  const refused = await typed(path, words);
  expect(refused.err).toMatch(
    /cannot be known whether cccc, dddd are applied in live \(.*ECONNREFUSED.*\) and old \(.*REBASE_UNSET is not set\)/,
  );
  expect(refused.err).toContain('--unreachable live --unreachable old');
  const half = await typed(path, [...words, '--unreachable', 'live']);
  expect(half.err).toContain('applied in old (');
  expect((await typed(path, [...words, '--unreachable', 'lve'])).code).toBe(2);
  const done = await typed(path, [...words, '--unreachable', 'live', '--unreachable', 'old']);
  expect(done.out).toContain('live was not asked\nold was not asked');
  expect((await typed(path, ['heads'])).out).toContain('dddd (head)');

  // The address of the one that was chosen is not taken for that of the others.
  vi.stubEnv('ATHANOR_DATABASE_URL', dev.address);
  vi.stubEnv('REBASE_LIVE', undefined);
  const chosen = await typed(path, ['-n', 'dev', 'rebase', 'cccc', '--onto', 'aaaa']);
  expect(chosen.err).toMatch(/applied in live \(.*REBASE_LIVE is not set\) and old \(/);
  vi.stubEnv('ATHANOR_DATABASE_URL', undefined);

  // Naming one that answers does not make it unseen.
  vi.stubEnv('REBASE_LIVE', dev.address);
  await typed(path, ['upgrade', 'heads']);
  const waved = ['--unreachable', 'live', '--unreachable', 'dev', '--unreachable', 'old'];
  const back = await typed(path, ['rebase', 'cccc', '--onto', 'aaaa', ...waved]);
  expect(back.err).toContain('applied in the environment dev');
});
