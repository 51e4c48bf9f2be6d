import {readdirSync} from 'node:fs';
import {expect, test} from 'vitest';
import {configText, json, moduleType, native} from '../../support/user-sources.ts';
import {UserProject, type Ended} from '../../support/user-project.ts';

const timeout = 60_000;
const config = 'mikro-orm.config.ts';
const withAthanor = {...moduleType, 'athanor.config.ts': 'export default {};\n'};

/** A driver of MikroORM's for another database, as far as a command gets to see it. */
const mysql = {
  'node_modules/@mikro-orm/mysql/package.json': json({type: 'module', exports: './index.js'}),
  'node_modules/@mikro-orm/mysql/index.js': 'export class MySqlDriver {}\n',
};

function refused({code, out, err}: Ended): string {
  expect({code, out}).toEqual({code: 1, out: ''});
  expect(err).toMatch(/^error: /);
  expect(err).toContain('\nhint: ');
  // A stack says nothing to somebody who is to mend a file of theirs.
  expect(err).not.toMatch(/^ +at /m);
  return err;
}

test.concurrent.for([
  ['throws', "throw new Error('SECRET_KEY is not set');\n", 'SECRET_KEY is not set'],
  ['throws what is no error', "throw 'nothing works';\n", 'nothing works'],
  ['is not written well', 'export default {;\n', config],
  ['exports nothing', 'export const options = {};\n', 'No driver'],
  ['exports a number', 'export default 7;\n', 'gives no configuration for default'],
  ['is a promise that fails', "export default Promise.reject(new Error('no vault'));", 'no vault'],
  [
    'is a factory that fails',
    "export default () => {\n  throw new Error('no vault');\n};",
    'no vault',
  ],
  ['has no driver', "export default {dbName: 'app.db'};\n", 'driver'],
  [
    'wants a driver that is not installed',
    "import {defineConfig} from '@mikro-orm/libsql';\nexport default defineConfig({});\n",
    'npm install @mikro-orm/libsql',
  ],
  ['imports a file that is not there', "import './gone.ts';\nexport default {};\n", 'gone.ts'],
  [
    'has an entity that is wrong',
    configText(
      "import {defineEntity, p} from '@mikro-orm/core';",
      "entities: [defineEntity({name: 'Bare', properties: {note: p.string()}})]",
    ),
    'Bare',
  ],
] as const)(
  'a configuration that %s is named, without a stack',
  {timeout},
  async ([, text, said]) => {
    using project = new UserProject({...withAthanor, [config]: text});
    const err = refused(await project.athanor(['check']));
    expect(err).toContain(config);
    expect(err).toContain(said);
  },
);

test.concurrent(
  'another kind of database is refused before anything is written',
  {timeout},
  async () => {
    const text =
      "import {MySqlDriver} from '@mikro-orm/mysql';\nexport default {driver: MySqlDriver};\n";
    using project = new UserProject({...moduleType, [config]: text});
    for (const [path, content] of Object.entries(mysql)) project.write(path, content);
    const before = readdirSync(project.path);
    expect(refused(await project.athanor(['init']))).toContain('MySqlDriver');
    expect(readdirSync(project.path)).toEqual(before);
    project.write('athanor.config.ts', 'export default {};\n');
    const {code, out} = await project.athanor(['check', '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({error: {code: 'not_supported'}});
    const err = refused(await project.athanor(['upgrade', 'heads']));
    expect(err).toMatch(/MySqlDriver[^]*PostgreSQL and SQLite only/);
  },
);

test.concurrent('a project without MikroORM is told what to install', {timeout}, async () => {
  using project = new UserProject({
    ...withAthanor,
    [config]: 'export default {driver: class {}};\n',
  });
  project.remove('node_modules/@mikro-orm');
  expect(refused(await project.athanor(['current']))).toContain('npm install @mikro-orm/core');
});

test.concurrent(
  'without a configuration every place is named that was looked at',
  {timeout},
  async () => {
    using project = new UserProject({
      'package.json': json({'mikro-orm': {configPaths: ['./orm/own.ts']}}),
      'deep/below/x': '',
    });
    const err = refused(await project.athanor(['init'], {below: 'deep/below'}));
    for (const name of ['orm/own.ts', 'src/mikro-orm.config.ts', config, 'mikro-orm.config.js']) {
      expect(err).toContain(name);
    }
    expect(readdirSync(project.path).toSorted()).toEqual(['deep', 'node_modules', 'package.json']);
    expect(refused(await project.athanor(['current']))).toContain('athanor.config.ts');
  },
);

test.concurrent(
  'what files print while they load does not get among the answers',
  {timeout},
  async () => {
    const printing =
      "console.log('settings read');\nprocess.stdout.write('in a straight line\\n');\n";
    using project = new UserProject({
      ...native,
      [config]: printing + String(native[config]),
      'athanor.config.ts': `console.log('Athanor');\nexport default {};\n`,
      'revisions/a.ts': `export const revision = 'a';
export const downRevision = null;
console.log('a is loaded');
export function upgrade(op) {
  console.info('a is recorded');
  op.run('say', () => console.log('a runs'));
}
`,
    });
    const current = await project.athanor(['current', '--json']);
    expect(JSON.parse(current.out)).toEqual({current: [], isAtHeads: false});
    expect(current.err).toBe('Athanor\nsettings read\nin a straight line\n');
    const {out, err} = await project.athanor(['upgrade', 'heads', '--json']);
    const events = out.trimEnd().split('\n');
    expect(events.map((event) => typeof JSON.parse(event).kind)).toEqual(
      events.map(() => 'string'),
    );
    expect(err).toMatch(/a is loaded\na is recorded\n[^]*a runs\n/);
    expect(project.database().rows).toEqual(['a']);
  },
);

test.concurrent('a revision that does not parse is named with its line', {timeout}, async () => {
  using project = new UserProject({
    ...native,
    'athanor.config.ts': 'export default {};\n',
    'revisions/a.ts': `export const revision = 'a';
export const downRevision = null;
export function upgrade(op) {
  op.(
}
`,
  });
  expect(refused(await project.athanor(['upgrade', 'heads']))).toContain(
    'revisions/a.ts:4 cannot be loaded',
  );
});
