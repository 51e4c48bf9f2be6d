import {expect, test} from 'vitest';
import {ProjectDirectory, projectFiles} from '../support/project-directory.ts';
import {typed} from './typed.ts';

const shop = projectFiles({
  aaaa: {message: 'first'},
  bbbb: {down: 'aaaa', labels: ['left']},
  cccc: {down: 'aaaa'},
  dddd: {down: ['bbbb', 'cccc']},
  eeee: {down: 'cccc', dependsOn: ['bbbb']},
});

test('heads, as text and as JSON', async () => {
  using project = new ProjectDirectory(shop);
  const text = await typed(project.path, ['heads']);
  expect(text).toEqual({
    code: 0,
    err: '',
    out: 'dddd (left) (head) revision dddd\neeee (head) revision eeee\n',
  });
  const {out} = await typed(project.path, ['heads', '--json']);
  expect(JSON.parse(out)).toEqual({
    heads: [
      {revision: 'dddd', message: 'revision dddd', branchLabels: ['left'], isEffective: true},
      {revision: 'eeee', message: 'revision eeee', branchLabels: [], isEffective: true},
    ],
  });
});

test('history is drawn, newest first', async () => {
  using project = new ProjectDirectory(shop);
  const {out} = await typed(project.path, ['history']);
  expect(
    out.split('\n').map((line) => line.replace(/ +\S*(?=eeee|dddd|cccc|bbbb|aaaa).*/, '')),
  ).toHaveLength(6);
  expect(out).toContain('(branchpoint)');
  const order = [...out.matchAll(/\b([a-e])\1{3}\b(?= .*revision|.*first)/g)].map(([id]) => id);
  expect(order.at(-1)).toBe('aaaa');
  expect(order).toHaveLength(5);
});

test('history --json has every fact of a revision', async () => {
  using project = new ProjectDirectory(shop);
  const {out} = await typed(project.path, ['history', '--json']);
  const {revisions}: {revisions: readonly Record<string, unknown>[]} = JSON.parse(out);
  expect(revisions.find(({revision}) => revision === 'eeee')).toEqual({
    revision: 'eeee',
    downRevisions: ['cccc'],
    dependsOn: ['bbbb'],
    branchLabels: [],
    message: 'revision eeee',
    created: '2026-11-23T14:05:00Z',
    path: `${project.path}/revisions/eeee_x.ts`,
    isHead: true,
    isBase: false,
    isBranchPoint: false,
    isMergePoint: false,
  });
  expect(revisions.at(-1)).toMatchObject({
    revision: 'aaaa',
    isBase: true,
    isBranchPoint: true,
    downRevisions: [],
  });
});

test('branches', async () => {
  using project = new ProjectDirectory(shop);
  const {out} = await typed(project.path, ['branches', '--json']);
  const answer: {
    branches: {revision: string; children: {revision: string}[]}[];
    labels: unknown;
  } = JSON.parse(out);
  expect(
    answer.branches.map(({revision, children}) => [
      revision,
      children.map((child) => child.revision),
    ]),
  ).toEqual([
    ['aaaa', ['bbbb', 'cccc']],
    ['cccc', ['dddd', 'eeee']],
  ]);
  expect(answer.labels).toEqual([{label: 'left', revision: 'bbbb', heads: ['dddd']}]);
});

test('show', async () => {
  using project = new ProjectDirectory(shop);
  const {out} = await typed(project.path, ['show', 'left', 'heads', '--json']);
  const answer: {revisions: Record<string, unknown>[]} = JSON.parse(out);
  expect(answer.revisions.map(({revision}) => revision)).toEqual(['bbbb', 'dddd', 'eeee']);
  expect(answer.revisions[0]).toMatchObject({
    description: 'revision bbbb',
    children: ['dddd'],
    dependents: ['eeee'],
  });
  const text = await typed(project.path, ['show', 'cccc']);
  expect(text.out).toBe(`Revision: cccc (branchpoint)
Revises: aaaa
Branches into: dddd, eeee
Created: 2026-11-23T14:05:00Z
Path: revisions/cccc_x.ts

    revision cccc
`);
  const none = await typed(project.path, ['show', 'nope', '--json']);
  expect(JSON.parse(none.out)).toMatchObject({error: {code: 'revision_not_found'}});
  expect(none.code).toBe(1);
});

test('-C works as in git, -c takes a file as it is', async () => {
  using project = new ProjectDirectory({
    ...shop,
    'deep/er/x': '',
    'other.ts': "export default {revisions: 'none'};",
  });
  expect((await typed(`${project.path}/deep/er`, ['heads'])).out).toContain('dddd');
  expect((await typed('/', ['-C', project.path, 'heads'])).out).toContain('dddd');
  expect((await typed('/', ['heads', '-C', `${project.path}/deep`])).out).toContain('dddd');
  expect((await typed(project.path, ['-c', 'other.ts', 'heads', '--json'])).out).toBe(
    '{\n  "heads": []\n}\n',
  );
});

test.for([
  [['hstory'], 'usage', 2, /unknown command 'hstory'/, /Did you mean history/],
  [['heads', '--jsn'], 'usage', 2, /unknown option '--jsn'/, /Did you mean --json/],
  [['heads', 'x'], 'usage', 2, /too many arguments/, /--help/],
  [['-C', '/does/not/exist', 'heads'], 'no_config', 1, /no directory/, /-C/],
  [['-n', 'live', 'heads'], 'bad_config', 1, /no environment "live"/, /-n/],
] as const)('%j is refused as %s', async ([words, code, exit, message, hint]) => {
  using project = new ProjectDirectory(shop);
  const text = await typed(project.path, words);
  expect(text.code).toBe(exit);
  expect(text.out).toBe('');
  expect(text.err).toMatch(/^error: /);
  expect(text.err).toMatch(message);
  expect(text.err).toMatch(/^hint: /m);
  const {out, err, code: jsonExit} = await typed(project.path, ['--json', ...words]);
  expect(jsonExit).toBe(exit);
  expect(err).toBe('');
  expect(JSON.parse(out)).toMatchObject({
    error: {
      code,
      message: expect.stringMatching(message),
      hint: expect.stringMatching(hint),
    },
  });
});

test('without a terminal and without words it prints the status and says how to open the workbench', async () => {
  using project = new ProjectDirectory(shop);
  const {code, out} = await typed(project.path, []);
  expect(code).toBe(0);
  expect(out).toMatch(/^revisions +5$/m);
  expect(out).toContain('To open the workbench, type athanor on a terminal.');
});

test('what files say cannot act upon the terminal', async () => {
  using project = new ProjectDirectory(
    projectFiles({aaaa: {message: 'red \u001B[31m\u0007 \u202Eeman'}}),
  );
  for (const words of [['history'], ['history', '-v'], ['heads'], []]) {
    const {out} = await typed(project.path, words);
    // oxlint-disable-next-line no-control-regex -- these are what must not be there
    expect(out).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E]/);
    expect(out).toContain(String.raw`\x1b[31m\x07 \u202e`);
  }
});

test('colours only where they are wanted', async () => {
  using project = new ProjectDirectory(shop);
  const escape = '\u001B[';
  expect((await typed(project.path, ['heads'], {FORCE_COLOR: '1'})).out).toContain(escape);
  for (const [words, variables] of [
    [['heads'], {}],
    [['heads', '--no-color'], {FORCE_COLOR: '1'}],
    [['heads'], {FORCE_COLOR: '1', NO_COLOR: '1'}],
    [['heads', '--json'], {FORCE_COLOR: '1'}],
  ] as const) {
    expect((await typed(project.path, words, variables)).out).not.toContain(escape);
  }
});

test('every problem of the files at once, with their names', async () => {
  using project = new ProjectDirectory({
    ...projectFiles({aaaa: {}, bbbb: {down: 'zzzz'}}),
    'revisions/copy.ts': 'export const revision = "aaaa";\nexport const downRevision = null;\n',
    'revisions/computed.ts':
      'export const revision = "c" + 1;\nexport const downRevision = null;\n',
    'revisions/empty.ts': '',
  });
  const {code, err} = await typed(project.path, ['heads']);
  expect(code).toBe(1);
  expect(err).toContain('4 problems with the revision files');
  expect(err).toMatch(/revisions\/computed\.ts:1: revision is not a literal/);
  expect(err).toMatch(/revisions\/empty\.ts:1: declares no revision/);
  expect(err).toMatch(/aaaa.*\(revisions\/aaaa_x\.ts, revisions\/copy\.ts\)/);
  expect(err).toMatch(/zzzz.*\(revisions\/bbbb_x\.ts\)/);
});

test('a revision that is missing: the file that wants it, what it could be, and where to look for it', async () => {
  using project = new ProjectDirectory(
    projectFiles({aaaa: {labels: ['left']}, bbbb: {down: 'aaaa', dependsOn: ['lefd']}}),
  );
  expect((await typed(project.path, ['heads'])).err).toBe(
    `error: Revision bbbb depends on lefd: not there; did you mean left? (revisions/bbbb_x.ts)
hint: mend the files that are named, or get the one that is missing: its file may be on another branch, where
  git log --all --oneline -- '*lefd*'
finds it, or in a directory that "revisions" of the configuration does not name; nothing was run
`,
  );
});

test('heads and branches with --verbose tell what the files say', async () => {
  using project = new ProjectDirectory(shop);
  const heads = (await typed(project.path, ['heads', '-v'])).out;
  expect(heads).toMatch(/^Revision: dddd \(head\) \(mergepoint\)\nMerges: bbbb, cccc\n/);
  expect(heads).toContain('Path: revisions/eeee_x.ts');
  expect((await typed(project.path, ['branches', '--verbose'])).out).toContain(
    'Revision: aaaa (branchpoint)\nRevises: base\n',
  );
});

test('edit names the files for programs, and opens nothing where nobody looks', async () => {
  using project = new ProjectDirectory(shop);
  const {path} = project;
  const {out} = await typed(path, ['edit', 'heads', '--json']);
  expect(JSON.parse(out)).toEqual({
    files: [`${path}/revisions/dddd_x.ts`, `${path}/revisions/eeee_x.ts`],
  });
  const refused = await typed(path, ['edit', 'bbbb']);
  expect(refused).toMatchObject({code: 1, out: ''});
  expect(refused.err).toContain('hint: the files are revisions/bbbb_x.ts');
  expect((await typed(path, ['edit', 'base'])).err).toContain('base names no revision file');
});
