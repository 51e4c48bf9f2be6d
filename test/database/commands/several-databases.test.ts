import {readFileSync} from 'node:fs';
import {afterEach, expect, test, vi} from 'vitest';
import {typed} from '../../cli/typed.ts';
import {freshDatabase, type TestDatabase} from '../../support/databases.ts';
import {ProjectDirectory, revisionText} from '../../support/project-directory.ts';

afterEach(() => vi.unstubAllEnvs());

const tablesOf = async ({open}: TestDatabase): Promise<readonly string[]> => {
  await using session = await open('read');
  return (await session.introspect()).tables.map(({name}) => name).toSorted();
};

const lines = (text: string): readonly unknown[] =>
  text
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line));

const entity = (name: string) =>
  `defineEntity({name: '${name}', tableName: '${name.toLowerCase()}', properties: {id: p.integer().primary()}})`;

/** One history for two databases, each with entities of its own. */
const multidb = (people: string, orders: string) => ({
  'package.json': '{"type": "module"}',
  'mikro-orm.config.ts': `import {defineConfig, defineEntity, p} from '@mikro-orm/sqlite';
const ${people} = ${entity(people)};
const ${orders} = ${entity(orders)};
const base = {dbName: 'unused.db', discovery: {warnWhenNoEntities: false}};
export default [
  defineConfig({...base, contextName: 'people', entities: [${people}]}),
  defineConfig({...base, contextName: 'orders', entities: [${orders}]}),
];\n`,
  'athanor.config.ts': `export default {
    environments: {
      people: {contextName: 'people', urlVariable: 'MULTI_PEOPLE'},
      orders: {contextName: 'orders', urlVariable: 'MULTI_ORDERS'},
      'orders-live': {contextName: 'orders', urlVariable: 'MULTI_LIVE', database: 'orders'},
    },
  };\n`,
});

async function databases(): Promise<readonly [TestDatabase, TestDatabase, TestDatabase]> {
  const people = await freshDatabase('sqlite');
  const orders = await freshDatabase('postgresql');
  const live = await freshDatabase('postgresql');
  vi.stubEnv('MULTI_PEOPLE', people.address);
  vi.stubEnv('MULTI_ORDERS', orders.address);
  vi.stubEnv('MULTI_LIVE', live.address);
  return [people, orders, live];
}

const both = ['-n', 'people', '-n', 'orders'];

/** What is generated for both. */
const bothFunctions = `export function upgrade(op: Operations) {
  op.onDatabase('people', (op) => {
    op.createTable('person', (t) => ({
      id: t.integer().autoincrement().primary(),
    }));
  });
  op.onDatabase('orders', (op) => {
    op.createTable('order', (t) => ({
      id: t.integer().autoincrement().primary(),
    }));
  });
}

export function downgrade(op: Operations) {
  op.onDatabase('orders', (op) => {
    op.dropTable('order');
  });
  op.onDatabase('people', (op) => {
    op.dropTable('person');
  });
}
`;

test('one history for several databases: written, carried out and taken back in all of them at once', async () => {
  const [people, orders, live] = await databases();
  using project = new ProjectDirectory(multidb('Person', 'Order')).withMikroOrm();
  const {path} = project;

  const written = await typed(path, [
    ...both,
    'revision',
    '--autogenerate',
    '-m',
    'first',
    '--rev-id',
    'aaaa',
  ]);
  expect(written.err).toBe('');
  const text = readFileSync(`${path}/revisions/aaaa_first.ts`, 'utf8');
  expect(text.slice(text.indexOf('export function upgrade'))).toBe(bothFunctions);
  const checked = await typed(path, [...both, 'check', '--json']);
  expect(checked.code).toBe(0);
  expect(lines(checked.out)).toMatchObject([
    {environment: 'people', changes: []},
    {environment: 'orders', changes: []},
  ]);

  const up = await typed(path, [...both, 'upgrade', 'heads']);
  expect(up.out.replaceAll(/\d+ ms/g, 'N ms')).toBe(`-- people
upgrade aaaa first  1 statement, N ms
the database stands at aaaa
-- orders
upgrade aaaa first  1 statement, N ms
the database stands at aaaa
`);
  expect([await tablesOf(people), await tablesOf(orders), await tablesOf(live)]).toEqual([
    ['person'],
    ['order'],
    [],
  ]);
  // A name of its own is the same database to the revisions.
  expect((await typed(path, ['-n', 'orders-live', 'upgrade', 'heads'])).code).toBe(0);
  expect(await tablesOf(live)).toEqual(['order']);

  const status = await typed(path, [...both, 'current', '--check-heads', '--json']);
  expect(lines(status.out)).toMatchObject([
    {environment: 'people', isAtHeads: true},
    {environment: 'orders', isAtHeads: true},
  ]);
  const down = await typed(path, [...both, 'downgrade', 'base', '--json']);
  const events = lines(down.out);
  expect(events.filter((event) => JSON.stringify(event).includes('"kind":"finished"'))).toEqual([
    {environment: 'people', kind: 'finished', rows: [], steps: 1},
    {environment: 'orders', kind: 'finished', rows: [], steps: 1},
  ]);
  expect([await tablesOf(people), await tablesOf(orders)]).toEqual([[], []]);
});

test('the first database that fails ends it, is named, and the others stay as they are', async () => {
  const [people, orders] = await databases();
  using project = new ProjectDirectory({
    ...multidb('Person', 'Order'),
    'revisions/aaaa_x.ts': revisionText('aaaa', {
      upgrade:
        "  op.onDatabase('people', (op) => op.execute('insert into nowhere values (1)'));\n  op.onDatabase('orders', (op) => op.createTable('x', (t) => ({id: t.integer().primary()})));",
    }),
  }).withMikroOrm();
  const {path} = project;
  const failed = await typed(path, [...both, 'upgrade', 'heads', '--json']);
  expect(failed.code).toBe(1);
  expect(lines(failed.out).at(-1)).toMatchObject({
    error: {
      code: 'statement_failed',
      message: expect.stringMatching(/^in people: /),
      details: {environment: 'people'},
    },
  });
  expect([await tablesOf(people), await tablesOf(orders)]).toEqual([[], []]);
  expect((await typed(path, ['-n', 'orders', 'upgrade', 'heads'])).code).toBe(0);
  expect(await tablesOf(orders)).toEqual(['x']);
});

test('a database that no environment has is a mistake, whichever is chosen; and so is what works on one alone', async () => {
  await databases();
  using project = new ProjectDirectory({
    ...multidb('Person', 'Order'),
    'revisions/aaaa_x.ts': revisionText('aaaa', {
      upgrade: "  op.onDatabase('ordres', (op) => op.dropTable('x'));",
    }),
  }).withMikroOrm();
  const {path} = project;
  for (const name of ['people', 'orders']) {
    const {err} = await typed(path, ['-n', name, 'upgrade', 'heads', '--plan']);
    expect(err).toMatch(/no environment has a database "?'?ordres/);
    expect(err).toContain('did you mean orders?');
  }
  for (const words of [
    ['history'],
    ['merge', 'heads'],
    ['upgrade', 'heads', '--expect', 'x'],
    ['--database', 'people', 'status'],
  ]) {
    expect((await typed(path, [...both, ...words])).code).toBe(2);
  }
});

const table = (name: string) =>
  `  op.createTable('${name}', (t) => ({id: t.integer().primary()}));`;

test('several histories in one project, even in one database, do not know of each other', async () => {
  const {address, open} = await freshDatabase('postgresql');
  vi.stubEnv('ATHANOR_DATABASE_URL', address);
  using project = new ProjectDirectory({
    ...multidb('Person', 'Order'),
    'athanor.config.ts': `export default {
      environments: {
        shop: {contextName: 'people', revisions: 'history/shop'},
        reports: {contextName: 'orders', revisions: 'history/reports', versionTable: 'reports_version', versionSchema: 'public'},
      },
    };\n`,
    'history/shop/aaaa_x.ts': revisionText('aaaa', {
      upgrade: table('person'),
      downgrade: "  op.dropTable('person');",
    }),
    'history/reports/aaaa_x.ts': revisionText('aaaa', {upgrade: table('order')}),
    'history/reports/bbbb_x.ts': revisionText('bbbb', {down: 'aaaa', upgrade: table('more')}),
  }).withMikroOrm();
  const {path} = project;
  const all = ['-n', 'shop', '-n', 'reports'];
  expect((await typed(path, [...all, 'upgrade', 'heads'])).err).toBe('');
  const stands = await typed(path, [...all, 'current', '--json']);
  expect(lines(stands.out)).toMatchObject([
    {environment: 'shop', current: [{revision: 'aaaa'}], isAtHeads: true},
    {environment: 'reports', current: [{revision: 'bbbb'}], isAtHeads: true},
  ]);
  const logs = lines((await typed(path, [...all, 'log', '--json'])).out).map(
    (line) => JSON.stringify(line).split('"revision"').length - 1,
  );
  expect(logs).toEqual([1, 2]);
  expect((await typed(path, ['-n', 'shop', 'downgrade', 'base', '--yes'])).code).toBe(0);
  expect((await typed(path, ['-n', 'reports', 'current', '--check-heads'])).code).toBe(0);
  expect((await typed(path, ['heads'])).err).toContain('there is no environment "default"');
  await using session = await open('read');
  const {tables} = await session.introspect();
  expect(tables.map(({name}) => name)).toEqual(expect.arrayContaining(['more', 'order']));
});
