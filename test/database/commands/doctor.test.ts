import {existsSync, readdirSync} from 'node:fs';
import {expect, test} from 'vitest';
import {doctor, type Diagnosis} from '../../../source/commands/doctor.ts';
import {openProject} from '../../../source/commands/open-project.ts';
import {status} from '../../../source/commands/status.ts';
import {upgrade} from '../../../source/commands/upgrade.ts';
import type {Config} from '../../../source/index.ts';
import {typed} from '../../cli/typed.ts';
import {dialectNames, freshDatabase} from '../../support/databases.ts';
import {
  databaseFiles,
  ProjectDirectory,
  projectFiles,
  revisionText,
} from '../../support/project-directory.ts';

const mikroOrm = `${import.meta.dirname}/../../support/orm/mikro-orm.config.ts`;
const one = {aaaa: {upgrade: "  op.createTable('a', (t) => ({id: t.integer().primary()}));"}};

const states = ({checks}: Diagnosis) =>
  Object.fromEntries(checks.map(({name, state}) => [name, state]));
const bad = ({checks}: Diagnosis) => checks.filter(({state}) => state === 'bad');

const well = {
  configuration: 'good',
  'revision files': 'good',
  MikroORM: 'good',
  history: 'good',
  entities: 'good',
  skipTables: 'bad',
  database: 'good',
  'version table': 'good',
  lock: 'good',
};

test.for(dialectNames)(
  'on %s all is looked at, nothing is made, and what is wrong with the rows is told with what mends it',
  async (dialect) => {
    const {address, open} = await freshDatabase(dialect);
    using directory = new ProjectDirectory(projectFiles(one));
    const at = (config: Config = {}) => ({
      directory: directory.path,
      config: {mikroOrm, ...config},
      database: address,
    });
    const before = await doctor(at());
    expect(states(before)).toEqual(well);
    expect(bad(before)[0]?.hint).toMatch(
      /skipTables: \['athanor_version', 'athanor_log'\].*mikro-orm\.config\.ts/,
    );
    expect(before.checks.find(({name}) => name === 'version table')?.message).toContain(
      'not there',
    );
    await using session = await open();
    expect((await session.introspect()).tables).toEqual([]);
    expect(existsSync(address.replace('sqlite:', '') + '-athanor-lock')).toBe(false);

    await using project = await openProject(at());
    for await (const event of upgrade(project, {target: 'heads'})) expect(event).toBeDefined();
    expect(states(await doctor(at()))).toEqual(well);

    expect(await session.tryLock()).toBeUndefined();
    const held = (await doctor(at())).checks.find(({name}) => name === 'lock');
    expect(held?.message).toMatch(/^held by /);
    await session.unlock();
    expect((await doctor(at())).checks.at(-1)?.message).toBe('free');

    await session.execute("insert into athanor_version values ('ffff')");
    expect(bad(await doctor(at()))).toContainEqual({
      name: 'version table',
      state: 'bad',
      message: 'the version table holds ffff, of which there is no revision file',
      hint: expect.stringContaining('athanor stamp --purge'),
    });
    expect((await status(project)).problems).toEqual([
      expect.objectContaining({code: 'revision_not_found'}),
    ]);
    const old = await doctor(at({target: {sqlite: '99.0', postgresql: '99'}}));
    expect(states(old)).toMatchObject({
      database: 'bad',
      'version table': 'skipped',
      lock: 'skipped',
    });
    await session.execute('drop table athanor_version');
    await session.execute('create table athanor_version (other integer)');
    expect(states(await doctor(at()))).toMatchObject({'version table': 'bad', lock: 'good'});
  },
);

test.for([
  [
    'no configuration',
    {},
    {configuration: 'bad', MikroORM: 'skipped', lock: 'skipped'},
    /athanor init/,
  ],
  [
    'a key that is not known',
    {'athanor.config.ts': 'export default {revision: 1};'},
    {configuration: 'bad', 'revision files': 'skipped'},
    /the keys are/,
  ],
  [
    'a file that is no revision',
    {...databaseFiles(one), 'revisions/x.ts': 'export const x = 1;'},
    {
      configuration: 'good',
      'revision files': 'bad',
      history: 'skipped',
      database: 'good',
      lock: 'good',
    },
    /a revision file begins with literals/,
  ],
  [
    'a revision that cannot be loaded',
    {
      ...databaseFiles(one),
      'revisions/b.ts': revisionText('bbbb', {down: 'aaaa', upgrade: '  nonsense();'}),
    },
    {'revision files': 'good', history: 'bad', database: 'good'},
    undefined,
  ],
  [
    'what a killed rebase has left',
    {...databaseFiles(one), 'revisions/aaaa_x.ts.athanor-before': ''},
    {'revision files': 'bad', database: 'good'},
    /rebase --abort/,
  ],
  [
    'no MikroORM configuration',
    projectFiles(one),
    {'revision files': 'good', MikroORM: 'bad', history: 'skipped', database: 'skipped'},
    /mikroOrm/,
  ],
] as const)('%s', async ([, files, expected, hint]) => {
  using directory = new ProjectDirectory(files).withMikroOrm();
  const before = readdirSync(directory.path);
  const diagnosis = await doctor({directory: directory.path});
  expect(states(diagnosis)).toMatchObject(expected);
  expect(diagnosis.isWell).toBe(false);
  const [first] = bad(diagnosis);
  expect(first?.hint ?? '').toMatch(hint ?? /./);
  expect(readdirSync(directory.path)).toEqual(before);
});

test('as text each has a tick or what mends it, and the exit code is 3 or 0', async () => {
  const skipping = `import {defineConfig} from '@mikro-orm/sqlite';
export default defineConfig({dbName: 'test.db', entities: [], discovery: {warnWhenNoEntities: false}, schemaGenerator: {skipTables: ['athanor_version', 'athanor_log']}});\n`;
  using directory = new ProjectDirectory(databaseFiles(one)).withMikroOrm();
  const {path} = directory;
  const sick = await typed(path, ['doctor']);
  expect(sick.code).toBe(3);
  expect(sick.out).toMatch(/^✗ skipTables +MikroORM's schema generator would drop/m);
  expect(sick.out).toMatch(/^ +→ write schemaGenerator: \{skipTables/m);
  using other = new ProjectDirectory({
    ...databaseFiles(one),
    'mikro-orm.config.ts': skipping,
  }).withMikroOrm();
  const healthy = await typed(other.path, ['doctor']);
  expect(healthy).toMatchObject({code: 0, err: ''});
  expect(healthy.out.match(/^✓/gm)).toHaveLength(9);
});

const heads = (labels: readonly string[]) =>
  databaseFiles({...one, bbbb: {down: 'aaaa'}, cccc: {down: 'aaaa', labels}});

test('heads that no label tells apart are a problem, and those with one are not', async () => {
  for (const [labels, count] of [
    [[], 1],
    [['reports'], 0],
  ] as const) {
    using directory = new ProjectDirectory(heads(labels)).withMikroOrm();
    await using project = await openProject({directory: directory.path});
    expect((await status(project)).problems).toHaveLength(count);
  }
  using directory = new ProjectDirectory(heads([])).withMikroOrm();
  const {out} = await typed(directory.path, ['status']);
  expect(out).toMatch(/^problem +bbbb, cccc are heads side by side/m);
  expect(out).toMatch(/→ athanor merge bbbb cccc, or athanor rebase cccc --onto bbbb/);
});
