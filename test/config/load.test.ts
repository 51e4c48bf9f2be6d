import {expect, test} from 'vitest';
import {loadConfig} from '../../source/config/load.ts';
import {ProjectDirectory} from '../support/project-directory.ts';

const load = (directory: string, environment?: string) => loadConfig({directory, environment});
const refused = (code: string, message: RegExp) =>
  expect.objectContaining({code, message: expect.stringMatching(message)});

test('what is not said has a default, and paths are absolute', async () => {
  using project = new ProjectDirectory({'athanor.config.ts': 'export default {};'});
  await expect(load(project.path)).resolves.toEqual({
    file: `${project.path}/athanor.config.ts`,
    directory: project.path,
    keys: {},
    environments: [],
    databases: ['default'],
    hooks: {},
    mikroOrm: undefined,
    revisions: [`${project.path}/revisions`],
    recursive: false,
    fileTemplate: '{rev}_{slug}',
    slugLength: 40,
    timezone: 'UTC',
    template: undefined,
    postWrite: [],
    dialects: undefined,
    target: {sqlite: '3.35', postgresql: '14'},
    versionTable: 'athanor_version',
    versionSchema: 'public',
    transaction: 'revision',
    environment: {
      name: 'default',
      database: 'default',
      isOneOfSeveral: false,
      contextName: undefined,
      urlVariable: undefined,
      isAlone: true,
      url: undefined,
      protected: false,
      readOnly: false,
    },
  });
});

test.for([
  [
    'a typed module in a package without a type',
    'athanor.config.ts',
    "import type {Config} from 'athanor';\nexport default {versionTable: 'v'} satisfies Config;",
    '{}',
  ],
  [
    'a typed module in a CommonJS package',
    'athanor.config.ts',
    "export default {versionTable: 'v'};",
    '{"type": "commonjs"}',
  ],
  [
    'a constant that is exported',
    'athanor.config.mts',
    "const table: string = 'v';\nconst config = {versionTable: table};\nexport default config;",
    '{}',
  ],
  ['JavaScript', 'athanor.config.mjs', "export default {versionTable: 'v'};", '{}'],
  [
    'CommonJS',
    'athanor.config.js',
    "module.exports = {versionTable: 'v'};",
    '{"type": "commonjs"}',
  ],
  [
    'compiled CommonJS',
    'athanor.config.js',
    "Object.defineProperty(exports, '__esModule', {value: true});\nexports.default = {versionTable: 'v'};",
    '{}',
  ],
  [
    'one that imports another file',
    'athanor.config.ts',
    "import {table} from './table.ts';\nexport default {versionTable: table};",
    '{"type": "module"}',
  ],
  [
    'one that only a compiler understands',
    'athanor.config.ts',
    "import {table} from './table';\nenum Names {Table = 'v'}\nexport default {versionTable: Names.Table === table ? 'v' : 'w'};",
    '{}',
  ],
] as const)('loads %s', async ([, name, text, manifest]) => {
  using project = new ProjectDirectory({
    [name]: text,
    'package.json': manifest,
    'table.ts': "export const table: string = 'v';",
  });
  await expect(load(project.path)).resolves.toMatchObject({versionTable: 'v'});
});

test('all faults of a configuration at once', async () => {
  using project = new ProjectDirectory({
    'athanor.config.ts':
      "export default {revision: 'x', transaction: 'step', target: {sqlite: 3}, environments: {live: {protect: true}}, dialects: ['mysql']};",
  });
  const error: unknown = await load(project.path).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({
    code: 'bad_config',
    details: {
      faults: [
        'revision is no key; did you mean revisions?',
        "transaction must be 'revision' or 'run', not \"step\"",
        "target.sqlite must be a version such as '3.35' or '14', not 3",
        'environments.live.protect is no key; did you mean environments.live.protected?',
        "dialects must be a list of 'postgresql' and 'sqlite', not [\"mysql\"]",
      ],
    },
  });
});

test('the environment is the one that is named, declared, or alone', async () => {
  const environments = "environments: {dev: {}, live: {protected: true, urlVariable: 'LIVE'}}";
  using project = new ProjectDirectory({
    'athanor.config.ts': `export default {environment: 'dev', ${environments}};`,
    'two/athanor.config.ts': `export default {${environments}};`,
    'one/athanor.config.ts': 'export default {environments: {only: {readOnly: true}}};',
  });
  const {path} = project;
  await expect(load(path)).resolves.toMatchObject({environment: {name: 'dev', protected: false}});
  await expect(load(path, 'live')).resolves.toMatchObject({
    environment: {name: 'live', protected: true, urlVariable: 'LIVE'},
  });
  await expect(load(`${path}/one`)).resolves.toMatchObject({
    environment: {name: 'only', readOnly: true},
  });
  await expect(load(path, 'lve')).rejects.toEqual(refused('bad_config', /no environment "lve"/));
  await expect(load(path, 'constructor')).rejects.toEqual(refused('bad_config', /no environment/));
  await expect(load(`${path}/two`)).rejects.toEqual(
    refused('bad_config', /no environment "default"/),
  );
});

test('what an environment says goes before what holds for all', async () => {
  using project = new ProjectDirectory({
    'athanor.config.ts': `export default {
      revisions: 'shop', versionTable: 'shop_version', slugLength: 20, environment: 'dev',
      environments: {
        dev: {},
        reports: {revisions: ['reports', 'shared'], versionTable: 'reports_version', contextName: 'reports'},
        live: {urlVariable: 'LIVE', protected: true},
      },
    };`,
  });
  const {path} = project;
  await expect(load(path)).resolves.toMatchObject({
    revisions: [`${path}/shop`],
    versionTable: 'shop_version',
    environments: ['dev', 'reports', 'live'],
  });
  await expect(load(path, 'reports')).resolves.toMatchObject({
    revisions: [`${path}/reports`, `${path}/shared`],
    versionTable: 'reports_version',
    slugLength: 20,
    environment: {name: 'reports', contextName: 'reports'},
  });
  // The history of one over the database of the other, which keeps its protection.
  await expect(
    loadConfig({directory: path, environment: 'reports', database: 'live'}),
  ).resolves.toMatchObject({
    versionTable: 'reports_version',
    environment: {name: 'live', urlVariable: 'LIVE', protected: true},
  });
  await expect(
    loadConfig({directory: path, environment: 'live', database: 'sqlite:x.db'}),
  ).resolves.toMatchObject({environment: {name: 'live', url: 'sqlite:x.db', protected: true}});
  const wrong = loadConfig({directory: path, database: 'liv'});
  await expect(wrong).rejects.toMatchObject({
    code: 'bad_config',
    hint: expect.stringContaining('did you mean live?'),
  });
});

test('the key athanor in package.json, and not beside a file', async () => {
  const manifest = JSON.stringify({name: 'x', athanor: {versionTable: 'v'}});
  using project = new ProjectDirectory({
    'package.json': manifest,
    'below/package.json': '{"dependencies": {"athanor": "1.0.0"}}',
    'wrong/package.json': '{"athanor": {"versionTabel": "v"}}',
    'both/package.json': manifest,
    'both/athanor.config.ts': 'export default {};',
  });
  const {path} = project;
  const found = {file: `${path}/package.json`, directory: path, versionTable: 'v'};
  await expect(load(path)).resolves.toMatchObject(found);
  await expect(load(`${path}/below`)).resolves.toMatchObject(found);
  await expect(load(`${path}/wrong`)).rejects.toEqual(
    refused('bad_config', /did you mean versionTable/),
  );
  await expect(load(`${path}/both`)).rejects.toEqual(refused('bad_config', /are two/));
  await expect(
    loadConfig({directory: `${path}/both`, file: 'package.json'}),
  ).resolves.toMatchObject({versionTable: 'v'});
});

test.for([
  ["fileTemplate: '{rev}_{slg}'", /fileTemplate knows no \{slg\}; did you mean \{slug\}\?/],
  ["fileTemplate: '%(rev)s'", /writes its words as \{rev\}/],
  ["fileTemplate: '{year}'", /same name/],
  ["fileTemplate: '../{rev}'", /must stay in the directory/],
  ["fileTemplate: '{year}/{rev}'", /directories below/],
  ["timezone: 'Mars/Olympus'", /timezone must be the name of a time zone/],
  ['slugLength: 0', /slugLength must be a whole number/],
  ["postWrite: ['prettier']", /postWrite must be a list/],
  ["postWrite: [{command: ['x'], cwd: '.'}]", /postWrite\[0\]\.cwd is no key/],
  [
    "environments: {live: {revision: 'x'}}",
    /environments\.live\.revision is no key; did you mean environments\.live\.revisions/,
  ],
] as const)('%s is refused', async ([text, message]) => {
  using project = new ProjectDirectory({'athanor.config.ts': `export default {${text}};`});
  await expect(load(project.path)).rejects.toEqual(refused('bad_config', message));
});

test.for([
  ['export default 3;', /exports no configuration/],
  ['export const revisions = 3;', /revisions must be a directory/],
  ['export default {', /cannot be loaded/],
  ['throw new Error("no luck");\nexport default {};', /no luck/],
] as const)('refuses %j', async ([text, message]) => {
  using project = new ProjectDirectory({'athanor.config.ts': text});
  await expect(load(project.path)).rejects.toMatchObject({
    message: expect.stringMatching(message),
  });
});

test('no configuration says what it looked for', async () => {
  using project = new ProjectDirectory();
  await expect(load(project.path)).rejects.toMatchObject({
    code: 'no_config',
    hint: expect.stringMatching(/athanor\.config\.ts.*athanor init/),
  });
});
