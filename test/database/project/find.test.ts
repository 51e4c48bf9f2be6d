import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join, relative} from 'node:path';
import {afterEach, expect, onTestFinished, test, vi} from 'vitest';
import {AthanorError} from '../../../source/errors.ts';
import {givenAddress, sqlitePath, withAddress} from '../../../source/database/project/address.ts';
import {optionsFor} from '../../../source/database/project/context.ts';
import {findOrmConfig} from '../../../source/database/project/find.ts';

afterEach(() => vi.unstubAllEnvs());

const all = [
  'named.ts',
  'src/mikro-orm.config.ts',
  'mikro-orm.config.ts',
  'dist/mikro-orm.config.js',
  'mikro-orm.config.js',
];
const settings = {configPaths: ['./absent.ts', './named.ts']};

test.for([
  [
    'MIKRO_ORM_CLI_CONFIG before all',
    all,
    'mikro-orm.config.js',
    {MIKRO_ORM_CLI_CONFIG: 'mikro-orm.config.js'},
  ],
  ['configPaths of package.json', all, 'named.ts', {}],
  ['src', all.slice(1), 'src/mikro-orm.config.ts', {}],
  ['the root', all.slice(2), 'mikro-orm.config.ts', {}],
  ['dist', all.slice(3), 'dist/mikro-orm.config.js', {}],
  [
    'no TypeScript where the project wants none',
    all.slice(1),
    'dist/mikro-orm.config.js',
    {MIKRO_ORM_CLI_PREFER_TS: 'false'},
  ],
  ['JavaScript at the root', all.slice(4), 'mikro-orm.config.js', {}],
] as const)('the configuration is found: %s', async ([, files, found, environment]) => {
  const root = await project(files);
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  await mkdir(join(root, 'deep/below'), {recursive: true});
  const {path} = findOrmConfig(join(root, 'deep/below'));
  expect(relative(root, path)).toBe(found);
});

test('without one every place that was looked at is named', async () => {
  const root = await project([]);
  const error = caught(() => findOrmConfig(root));
  expect(error).toMatchObject({code: 'no_mikro_orm', details: {directory: root}});
  for (const name of ['named.ts', 'src/mikro-orm.config.ts', 'src/mikro-orm.config.js']) {
    expect(error.hint).toContain(join(root, name));
  }
  expect(caught(() => findOrmConfig(root, 'gone.ts')).message).toContain(join(root, 'gone.ts'));
});

const object = {dbName: 'a'};
const named = {contextName: 'other', dbName: 'b'};

test.for([
  ['an object', object, 'default', object],
  ['an object of that name', named, 'other', named],
  ['an array', [object, named], 'other', named],
  ['a function', (name: string) => ({dbName: name}), 'third', {dbName: 'third'}],
  ['a promise of a function', async () => named, 'other', named],
  [
    'a function in an array',
    [object, async (name: string) => ({dbName: name})],
    'x',
    {dbName: 'x'},
  ],
] as const)('options are taken from %s', async ([, exported, context, options]) => {
  expect(await optionsFor(exported, context, 'file.ts')).toEqual(options);
});

test.for([
  ['an object of another name', named, 'default'],
  ['an array without that name', [object], 'other'],
  ['an array with that name twice', [object, object], 'default'],
  ['a function that gives another', () => named, 'default'],
  ['a number', 7, 'default'],
] as const)('options are not taken from %s', async ([, exported, context]) => {
  await expect(optionsFor(exported, context, 'file.ts')).rejects.toMatchObject({
    code: 'bad_config',
    message: expect.stringContaining('file.ts'),
  });
});

const environment = {
  name: 'default',
  contextName: undefined,
  database: 'default',
  isOneOfSeveral: false,
  urlVariable: undefined,
  isAlone: true,
  url: undefined,
  protected: false,
  readOnly: false,
};

test('the address of the environment goes before the general one', () => {
  const variables = {SHOP_URL: 'postgresql://one/a', ATHANOR_DATABASE_URL: 'sqlite:b.db'};
  const own = {...environment, urlVariable: 'SHOP_URL'};
  expect(givenAddress(own, variables)).toEqual({url: 'postgresql://one/a', dialect: 'postgresql'});
  expect(givenAddress(environment, variables)).toEqual({url: 'sqlite:b.db', dialect: 'sqlite'});
  expect(givenAddress(own, {})).toBeUndefined();
});

test('among several environments the general address is not taken for one that has a variable', () => {
  const variables = {ATHANOR_DATABASE_URL: 'sqlite:b.db'};
  const production = {...environment, name: 'production', urlVariable: 'PRODUCTION_URL'};
  expect(givenAddress(production, variables)).toEqual({url: 'sqlite:b.db', dialect: 'sqlite'});
  const among = {...production, isAlone: false};
  expect(caught(() => givenAddress(among, variables))).toMatchObject({code: 'bad_config'});
  expect(givenAddress({...environment, isAlone: false}, variables)?.url).toBe('sqlite:b.db');
});

test('another environment without its address is refused rather than taken for the usual one', () => {
  const production = {...environment, name: 'production', urlVariable: 'PRODUCTION_URL'};
  expect(caught(() => givenAddress(production, {}))).toMatchObject({code: 'bad_config'});
});

test('an address that cannot be read is not repeated', () => {
  const error = caught(() =>
    givenAddress(environment, {ATHANOR_DATABASE_URL: 'mysql://u:secret@h/d'}),
  );
  expect(error).toMatchObject({code: 'bad_config'});
  expect(JSON.stringify([error.message, error.hint])).not.toContain('secret');
});

test('an address replaces what the configuration says, with all that it says', () => {
  const url = 'postgresql://us%40er:p%3Aw@host:6543/data%20base?sslmode=require';
  const options = withAddress(
    {host: 'old', port: 1, dbName: 'old', driverOptions: {application_name: 'x'}},
    {url, dialect: 'postgresql'},
    '/srv',
  );
  expect(options).toMatchObject({
    clientUrl: url,
    host: 'host',
    port: 6543,
    user: 'us@er',
    password: 'p:w',
    dbName: 'data base',
    driverOptions: {application_name: 'x', connectionString: url},
  });
});

test.for([
  ['shop.db', '/srv/shop.db'],
  ['sqlite:shop.db', '/srv/shop.db'],
  ['sqlite:///var/shop.db', '/var/shop.db'],
  ['file:///var/my%20shop.db', '/var/my shop.db'],
  ['/var/shop.db', '/var/shop.db'],
  [':memory:', ':memory:'],
  ['sqlite::memory:', ':memory:'],
  ['', ''],
] as const)('the file of %j is %s', ([address, path]) => {
  expect(sqlitePath(address, '/srv')).toBe(path);
});

async function project(files: readonly string[]): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'athanor-project-'));
  onTestFinished(() => rm(root, {recursive: true, force: true}));
  await writeFile(join(root, 'package.json'), JSON.stringify({'mikro-orm': settings}));
  for (const file of files) {
    await mkdir(dirname(join(root, file)), {recursive: true});
    await writeFile(join(root, file), '');
  }
  return root;
}

function caught(perform: () => unknown): AthanorError {
  try {
    perform();
  } catch (error) {
    if (error instanceof AthanorError) return error;
  }
  throw new Error('nothing was refused');
}
