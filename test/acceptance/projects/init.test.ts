import {existsSync} from 'node:fs';
import {expect, test} from 'vitest';
import {configText, json, moduleType, native, requiring} from '../../support/user-sources.ts';
import {UserProject} from '../../support/user-project.ts';

const timeout = 60_000;
const config = 'mikro-orm.config.ts';
const skipTables = "schemaGenerator: {skipTables: ['athanor_version', 'athanor_log']},";
const bare = configText('', 'entities: []');

test.concurrent(
  'writes what is missing, says what to type next, and the second time nothing',
  {timeout},
  async () => {
    using project = new UserProject({...moduleType, [config]: bare, 'deep/below/x': ''});
    const out = await project.done(['init'], {below: 'deep/below'});
    expect(out).toBe(`found   ../../mikro-orm.config.ts
wrote   ../../athanor.config.ts
wrote   ../../revisions
edited  ../../mikro-orm.config.ts: MikroORM's schema generator skips Athanor's tables

next:
  athanor revision --autogenerate -m "first tables"
  athanor upgrade heads
  athanor
`);
    const files = project.files();
    expect(files).toEqual({
      ...moduleType,
      'deep/below/x': '',
      'athanor.config.ts': `import type {Config} from 'athanor';

export default {
  mikroOrm: './mikro-orm.config.ts',
  revisions: './revisions',
} satisfies Config;
`,
      [config]: bare.replace('  dbName:', `  ${skipTables}\n  dbName:`),
    });
    expect(existsSync(`${project.path}/revisions`)).toBe(true);
    for (const below of ['.', 'deep/below']) {
      const {code, out: printed, err} = await project.athanor(['init'], {below});
      expect({code, printed}).toEqual({code: 1, printed: ''});
      expect(err).toContain('athanor.config.ts is there already; nothing was changed');
    }
    expect(project.files()).toEqual(files);
  },
);

test.concurrent('connects to nothing, and needs no entity', {timeout}, async () => {
  const text = `import {defineConfig} from '@mikro-orm/postgresql';
export default defineConfig({
  clientUrl: 'postgresql://nobody:secret@127.0.0.1:1/nowhere',
});
`;
  using project = new UserProject({...moduleType, [config]: text});
  const {code, out, err} = await project.athanor(['init', '--json']);
  expect({code, err}).toEqual({code: 0, err: ''});
  expect(JSON.parse(out)).toMatchObject({skipTables: {kind: 'added'}});
  expect(out).not.toContain('secret');
});

test.concurrent('files that are there are kept', {timeout}, async () => {
  using project = new UserProject({...native, 'revisions/a.js': '// mine\n'});
  expect(JSON.parse(await project.done(['init', '--json'])).created).toEqual([
    `${project.path}/athanor.config.ts`,
  ]);
  expect(project.read('revisions/a.js')).toBe('// mine\n');
  using blocked = new UserProject({...native, revisions: 'mine\n'});
  expect(await blocked.athanor(['init'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('revisions is there already and is no directory'),
  });
  expect(existsSync(`${blocked.path}/athanor.config.ts`)).toBe(false);
});

test.concurrent('a key in package.json, and a directory of one’s own', {timeout}, async () => {
  using project = new UserProject({...moduleType, [config]: bare});
  const words = ['init', 'database/revisions', '--template', 'package-json'];
  await project.done(words);
  expect(JSON.parse(project.read('package.json'))).toEqual({
    type: 'module',
    athanor: {mikroOrm: './mikro-orm.config.ts', revisions: './database/revisions'},
  });
  expect(Object.keys(project.files())).toEqual([config, 'package.json']);
  await project.done(['revision', '-m', 'first', '--rev-id', 'aaaa']);
  expect(project.read('database/revisions/aaaa_first.ts')).toContain("revision = 'aaaa'");
  const before = project.files();
  expect(await project.athanor(['init'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('package.json is there already; nothing was changed'),
  });
  expect(project.files()).toEqual(before);
});

test.concurrent('environments, of which one is protected', {timeout}, async () => {
  using project = new UserProject({...moduleType, [config]: bare});
  await project.done(['init', '-t', 'environments']);
  await project.done(['revision', '-m', 'first', '--rev-id', 'aaaa']);
  await project.done(['upgrade', 'heads']);
  expect(await project.athanor(['-n', 'production', 'upgrade', 'heads'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('PRODUCTION_DATABASE_URL'),
  });
  expect(await project.athanor(['init', '-t', 'mako'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('generic, environments, package-json'),
  });
});

const own = (options: string) => bare.replace('entities: []', options);

test.concurrent.for([
  [
    'options in a variable',
    "import {SqliteDriver} from '@mikro-orm/sqlite';\nconst options = {driver: SqliteDriver, dbName: 'app.db'};\nexport default options;\n",
    /Add this to the options in mikro-orm\.config\.ts[^]* {2}schemaGenerator: \{skipTables: \['athanor_version', 'athanor_log'\]\},/,
  ],
  [
    'another schemaGenerator',
    own("schemaGenerator: {skipTables: ['spatial_ref_sys']}"),
    /Add this to schemaGenerator in the options[^]* {2}skipTables: \['spatial_ref_sys', 'athanor_version', 'athanor_log'\],/,
  ],
  [
    'several contexts',
    "export default [{contextName: 'a'}, {contextName: 'b'}];\n",
    /gives no configuration for default[^]* {2}schemaGenerator: \{skipTables: /,
  ],
  [
    'a configuration that does not load',
    "throw new Error('SECRET_KEY is not set');\n",
    /SECRET_KEY is not set[^]* {2}schemaGenerator: \{skipTables: /,
  ],
] as const)('what cannot be edited is said: %s', {timeout}, async ([, text, said]) => {
  using project = new UserProject({...moduleType, [config]: text});
  expect(await project.done(['init'])).toMatch(said);
  expect(project.read(config)).toBe(text);
  expect(Object.keys(project.files())).toEqual(['athanor.config.ts', config, 'package.json']);
});

test.concurrent('the schema generator then leaves Athanor’s tables alone', {timeout}, async () => {
  using project = new UserProject({
    'package.json': json({type: 'commonjs'}),
    'mikro-orm.config.js': requiring
      .replace(/const \{Author.*\n/, '')
      .replace('[Author, Book]', '[]'),
    'update.js': `const {MikroORM} = require('@mikro-orm/sqlite');
const options = {...require('./mikro-orm.config.js'), discovery: {warnWhenNoEntities: false}};
MikroORM.init(options).then(async (orm) => {
  console.log(JSON.stringify(await orm.schema.getUpdateSchemaSQL()));
  await orm.close();
});
`,
  });
  await project.done(['init']);
  await project.done(['revision', '-m', 'first', '--rev-id', 'aaaa']);
  await project.done(['upgrade', 'heads']);
  expect(project.database().rows).toEqual(['aaaa']);
  expect(JSON.parse(await project.node('update.js'))).toBe('');
});
