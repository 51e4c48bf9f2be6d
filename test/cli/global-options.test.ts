import {expect, test} from 'vitest';
import {databaseFiles, ProjectDirectory} from '../support/project-directory.ts';
import {typed} from './typed.ts';

const files = databaseFiles(
  {aaaa: {upgrade: "  op.createTable('t', (t) => ({id: t.integer().primary()}));"}},
  `{
    environments: {dev: {}, live: {urlVariable: 'LIVE_DATABASE', protected: true}},
    environment: 'dev',
    hooks: {
      beforeRun({arguments: given, tag, environment, database}) {
        throw new Error(JSON.stringify({given, tag, environment, database}));
      },
    },
  }`,
);

test('-x and --tag reach the hooks, and a plan names these', async () => {
  using project = new ProjectDirectory(files).withMikroOrm();
  const words = ['-x', 'tenant=a=b', '-x', 'fast', '--tag', 'v7', 'upgrade', 'heads'];
  const plan = await typed(project.path, [...words, '--plan']);
  expect(plan.out).toContain('calls the hooks beforeRun of the configuration');
  const {code, err} = await typed(project.path, words);
  expect(code).toBe(1);
  expect(err).toContain(
    'the hook beforeRun failed: {"given":{"tenant":"a=b","fast":""},"tag":"v7","environment":"dev","database":"sqlite test.db"}',
  );
});

const at = (database: string) => ['--database', database, 'status'];

test('--database takes an address, or the database of another environment with its protection', async () => {
  using project = new ProjectDirectory(files).withMikroOrm();
  const other = await typed(project.path, at('sqlite:other.db'));
  expect(other.out).toMatch(/^database +sqlite other\.db$/m);
  process.env['LIVE_DATABASE'] = 'sqlite:live.db';
  try {
    const live = await typed(project.path, at('live'));
    expect(live.out).toMatch(/^database +sqlite live\.db$/m);
    const refused = await typed(project.path, ['--database', 'live', 'upgrade', 'heads']);
    expect(refused.err).toContain('the environment live is protected');
  } finally {
    delete process.env['LIVE_DATABASE'];
  }
  const unknown = await typed(project.path, at('lve'));
  expect(unknown.err).toContain('did you mean live?');
});

test.for(['postgresql://ana:hush@localhost/shop', 'postgres://localhost/shop?password=hush'])(
  'an address with a password is refused and not repeated: %s',
  async (address) => {
    using project = new ProjectDirectory(files);
    const {code, err, out} = await typed(project.path, ['--database', address, 'status']);
    expect(code).toBe(2);
    expect(err).toMatch(/hint: .*ATHANOR_DATABASE_URL/);
    expect(err + out).not.toContain('hush');
  },
);

test('--raise-error tells where an error was thrown', async () => {
  using project = new ProjectDirectory(files);
  const words = ['show', 'zzzz'];
  expect((await typed(project.path, words)).err).not.toContain('    at ');
  const {code, err} = await typed(project.path, ['--raise-error', ...words]);
  expect(code).toBe(1);
  expect(err).toMatch(/^error: .*zzzz[\s\S]*AthanorError: .*zzzz.*\n {4}at /);
});
