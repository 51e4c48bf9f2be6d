import {existsSync} from 'node:fs';
import {expect, test} from 'vitest';
import {readScriptFile} from '../../source/script/read-directories.ts';
import {recordScript} from '../../source/script/record-script.ts';
import {recordingCache} from '../../source/script/recording-cache.ts';
import {ProjectDirectory, revisionText} from '../support/project-directory.ts';

const upgrade = "  op.createTable('account', (t) => ({id: t.integer().primary()}));";
const downgrade = "  op.dropTable('account');";
const usual = revisionText('aaaa', {upgrade, downgrade});
const compiled = `"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.downRevision = exports.revision = void 0;
exports.upgrade = upgrade;
exports.downgrade = downgrade;
exports.revision = 'aaaa';
exports.downRevision = null;
function upgrade(op) {
${upgrade}
}
function downgrade(op) {
${downgrade}
}
`;
const plain = usual
  .replace("import type {Operations} from 'athanor';\n", '')
  .replaceAll(': Operations', '');

const read = (project: ProjectDirectory, file: string) =>
  recordScript(readScriptFile(`${project.path}/${file}`), recordingCache(`${project.path}/cache`));

test.for([
  ['TypeScript in a package without a type', 'r/aaaa_x.ts', usual, '{}'],
  ['TypeScript in a CommonJS package', 'r/aaaa_x.ts', usual, '{"type": "commonjs"}'],
  ['TypeScript in a module package', 'r/aaaa_x.ts', usual, '{"type": "module"}'],
  ['.mts', 'r/aaaa_x.mts', usual, '{"type": "commonjs"}'],
  ['an ES module compiled', 'r/aaaa_x.js', plain, '{"type": "module"}'],
  ['.mjs', 'r/aaaa_x.mjs', plain, '{}'],
  ['CommonJS compiled', 'r/aaaa_x.js', compiled, '{}'],
  ['.cjs', 'r/aaaa_x.cjs', compiled, '{"type": "module"}'],
  [
    'one that imports a file',
    'r/aaaa_x.ts',
    `import {name} from '../name.ts';\n${usual.replaceAll("'account'", 'name')}`,
    '{"type": "module"}',
  ],
  [
    'one that imports without an extension',
    'r/aaaa_x.ts',
    `import {name} from '../name';\n${usual.replaceAll("'account'", 'name')}`,
    '{}',
  ],
  [
    'one with an enum',
    'r/aaaa_x.ts',
    usual
      .replaceAll("'account'", 'Names.Account')
      .replace('export const revision', "enum Names {Account = 'account'}\nexport const revision"),
    '{}',
  ],
  [
    'exports below',
    'r/aaaa_x.ts',
    `${usual.replaceAll('export function', 'function')}\nexport {upgrade, downgrade};`,
    '{"type": "module"}',
  ],
] as const)('records %s', async ([, file, text, manifest]) => {
  using project = new ProjectDirectory({
    [file]: text,
    'package.json': manifest,
    'name.ts': "export const name: string = 'account';",
  });
  const recorded = await read(project, file);
  expect(recorded.upgrade).toMatchObject([{kind: 'createTable', table: {name: 'account'}}]);
  expect(recorded.downgrade).toMatchObject([{kind: 'dropTable', table: {name: 'account'}}]);
  // It means the same however it is written.
  expect(recorded.checksum).toBe('b79783a3f126e302136b06429d052c23');
});

test('cold and warm are equal, and warm does not run the file', async () => {
  using project = new ProjectDirectory({'r/aaaa_x.ts': usual});
  const script = readScriptFile(`${project.path}/r/aaaa_x.ts`);
  const cache = recordingCache(`${project.path}/cache`);
  const cold = await recordScript(script, cache);
  expect(existsSync(`${project.path}/cache`)).toBe(false);
  cache.save();
  const other = recordingCache(`${project.path}/cache`);
  const keys: string[] = [];
  const added: string[] = [];
  const warm = await recordScript(script, {
    ...other,
    find: (key) => {
      keys.push(key);
      return other.find(key);
    },
    add: (key) => added.push(key),
  });
  expect(warm).toEqual(cold);
  expect(keys).toHaveLength(1);
  expect(added).toEqual([]);
});

test.for([
  ['user code', "  op.run('fill', async (db) => { await db.execute('select 1'); });"],
  ['user code under only', "  op.only('sqlite', (op) => { op.run('fill', async () => {}); });"],
  ['what depends on the clock', '  op.dropTable(`t${Date.now()}`);'],
  ['what depends on the environment', "  op.dropTable(process.env.TABLE ?? 't');"],
] as const)('does not keep %s', async ([, body]) => {
  using project = new ProjectDirectory({'r/aaaa_x.ts': revisionText('aaaa', {upgrade: body})});
  const added: string[] = [];
  await recordScript(readScriptFile(`${project.path}/r/aaaa_x.ts`), {
    find: () => undefined,
    add: (key) => added.push(key),
    save: () => undefined,
  });
  expect(added).toEqual([]);
});

test('the checksum is over what the revision means', async () => {
  using project = new ProjectDirectory({
    'a/aaaa_x.ts': usual,
    'b/aaaa_x.ts': `// a comment\n${usual.replace("('account')", "( 'account' )")}`,
    'c/aaaa_x.ts': usual.replace('id:', 'no:'),
    'd/aaaa_x.ts': usual.replace('downRevision = null', "downRevision = 'bbbb'"),
    'e/aaaa_x.ts': usual.replace("  op.dropTable('account');", ''),
  });
  const sums = await Promise.all(
    ['a', 'b', 'c', 'd', 'e'].map((place) => read(project, `${place}/aaaa_x.ts`)),
  );
  const [first, same, ...others] = sums.map(({checksum}) => checksum);
  expect(same).toBe(first);
  expect(new Set([first, ...others]).size).toBe(4);
});

test('a revision without a downgrade cannot be taken back, one with an empty one can', async () => {
  using project = new ProjectDirectory({
    'a/aaaa_x.ts': usual.slice(0, usual.indexOf('export function downgrade')),
    'b/aaaa_x.ts': revisionText('aaaa'),
  });
  expect((await read(project, 'a/aaaa_x.ts')).downgrade).toBeUndefined();
  expect((await read(project, 'b/aaaa_x.ts')).downgrade).toEqual([]);
});

test.for([
  ['throws', "  throw new Error('no luck');", 'load_failed', /aaaa_x\.ts.*no luck/],
  [
    'asks for nonsense',
    "  op.createTable('', () => ({}));",
    'bad_operation',
    /aaaa_x\.ts:14, upgrade: /,
  ],
  // Its line is asked for in test/acceptance; here the test runner imports the file, and words the error.
  ['does not parse', '  op.(', 'load_failed', /aaaa_x\.ts(:14)? cannot be loaded/],
] as const)('a file that %s is named', async ([, body, code, message]) => {
  using project = new ProjectDirectory({'r/aaaa_x.ts': revisionText('aaaa', {upgrade: body})});
  await expect(read(project, 'r/aaaa_x.ts')).rejects.toMatchObject({
    code,
    message: expect.stringMatching(message),
  });
});

test('a file without upgrade is refused, and so is one that changed since the graph was read', async () => {
  using project = new ProjectDirectory({
    'r/aaaa_x.ts': "export const revision = 'aaaa';\nexport const downRevision = null;\n",
    'r/bbbb_x.ts': revisionText('bbbb'),
  });
  await expect(read(project, 'r/aaaa_x.ts')).rejects.toMatchObject({
    code: 'load_failed',
    message: expect.stringMatching('no function upgrade'),
  });
  const script = readScriptFile(`${project.path}/r/bbbb_x.ts`);
  project.write('r/bbbb_x.ts', revisionText('bbbb', {down: 'aaaa'}));
  await expect(recordScript(script, recordingCache(`${project.path}/cache`))).rejects.toMatchObject(
    {code: 'bad_script'},
  );
});
