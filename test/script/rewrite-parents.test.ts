import {readFileSync, readdirSync, writeFileSync} from 'node:fs';
import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {readHeader} from '../../source/script/read-header.ts';
import {readDirectories} from '../../source/script/read-directories.ts';
import {putBack, replaceFiles} from '../../source/script/replace-files.ts';
import {withDownRevisions} from '../../source/script/rewrite-parents.ts';
import {revisionText as written} from '../../source/script/write-script.ts';
import {ProjectDirectory, revisionText} from '../support/project-directory.ts';

test.for([
  [
    "export const revision = 'b';\nexport const downRevision: string | null = 'a'; // 'a'\n",
    "export const revision = 'b';\nexport const downRevision: string | null = 'x'; // 'a'\n",
  ],
  [
    'export const downRevision = [\n  "a", "c",\n] as const;\nexport const revision = "b";\nconst downRevisionOf = 1;',
    'export const downRevision = \'x\' as const;\nexport const revision = "b";\nconst downRevisionOf = 1;',
  ],
  [
    "exports.downRevision = exports.revision = void 0;\nexports.revision = 'b';\nexports.downRevision = null;\n",
    "exports.downRevision = exports.revision = void 0;\nexports.revision = 'b';\nexports.downRevision = 'x';\n",
  ],
  [
    "/**\n * why\n *\n * Revises: a\n */\nexport const revision = 'b', other = 1;\nexport const downRevision = 'a';\n",
    undefined,
  ],
  [
    "/*\n * Revises: something else\n */\nexport const revision = 'b';\nexport const downRevision = 'a';\n",
    "/*\n * Revises: something else\n */\nexport const revision = 'b';\nexport const downRevision = 'x';\n",
  ],
] as const)('the constant alone changes: %j', ([before, after]) => {
  expect(withDownRevisions(before, ['x'])).toBe(after);
});

test('what Athanor writes changes in two lines, and back again', () => {
  const id = fc.stringMatching(/^[\da-f]{4,12}$/);
  const parents = fc.uniqueArray(id, {maxLength: 3});
  fc.assert(
    fc.property(parents, parents, fc.lorem(), (from, to, message) => {
      const revision = {
        id: 'ffff0000ffff1',
        message,
        downRevisions: from,
        branchLabels: ['l'],
        dependsOn: from.slice(0, 1),
        created: '2026-11-23T14:05:00Z',
        upgrade: ["op.execute('select 1');"],
        downgrade: [],
      };
      const text = written(revision);
      const changed = withDownRevisions(text, to) ?? '';
      expect(changed).toBe(written({...revision, downRevisions: to}));
      expect(readHeader(changed)).toMatchObject({downRevisions: to});
      expect(withDownRevisions(changed, from)).toBe(text);
    }),
  );
});

test('of several files all are replaced or none, and nothing is left beside them', () => {
  using project = new ProjectDirectory({
    'a.ts': revisionText('aaaa'),
    'b.ts': revisionText('bbbb'),
    'c.ts': revisionText('cccc'),
  });
  const texts = () =>
    ['a', 'b', 'c'].map((name) => readFileSync(`${project.path}/${name}.ts`, 'utf8'));
  const old = texts();
  const files = ['a', 'b', 'c'].map((name, at) => ({
    path: `${project.path}/${name}.ts`,
    before: old[at] ?? '',
    after: `${name} is new`,
  }));
  writeFileSync(`${project.path}/c.ts`, 'edited');
  expect(() => replaceFiles(files)).toThrow(expect.objectContaining({code: 'not_written'}));
  expect(texts()).toEqual([old[0], old[1], 'edited']);
  writeFileSync(`${project.path}/c.ts`, old[2] ?? '');
  // What a killed run would have left is not written over, since it may be all there is of a file.
  project.write('b.ts.athanor-before', 'kept');
  expect(() => replaceFiles(files)).toThrow(expect.objectContaining({code: 'not_written'}));
  expect(texts()).toEqual(old);
  expect(readFileSync(`${project.path}/b.ts.athanor-before`, 'utf8')).toBe('kept');
});

test('when all goes well there are the new texts and nothing else', () => {
  using project = new ProjectDirectory({'a.ts': 'one', 'b.ts': 'two'});
  replaceFiles([
    {path: `${project.path}/a.ts`, before: 'one', after: 'three'},
    {path: `${project.path}/b.ts`, before: 'two', after: 'four'},
  ]);
  expect(readdirSync(project.path)).toEqual(['a.ts', 'b.ts']);
  expect(readFileSync(`${project.path}/b.ts`, 'utf8')).toBe('four');
});

test('what a replacement that was killed has left stops every reader, until it is put back', () => {
  using project = new ProjectDirectory({
    'revisions/a.ts': revisionText('aaaa'),
    'revisions/below/b.ts': revisionText('bbbb'),
  });
  const directory = `${project.path}/revisions`;
  const before = readFileSync(`${directory}/a.ts`, 'utf8');
  // Killed between the two: the first has its new text, the second not yet.
  project.write('revisions/a.ts.athanor-before', before);
  project.write('revisions/a.ts', revisionText('aaaa', {down: 'bbbb'}));
  project.write('revisions/below/b.ts.athanor-before', revisionText('bbbb'));
  project.write('revisions/below/b.ts.athanor-4711', revisionText('bbbb', {down: 'aaaa'}));
  expect(() => readDirectories([directory], project.path, {recursive: true})).toThrow(
    expect.objectContaining({code: 'bad_script', hint: expect.stringContaining('rebase --abort')}),
  );
  expect(putBack([directory, directory, `${project.path}/none`]).toSorted()).toEqual([
    `${directory}/a.ts`,
    `${directory}/below/b.ts`,
  ]);
  expect(readFileSync(`${directory}/a.ts`, 'utf8')).toBe(before);
  expect(readdirSync(directory, {recursive: true, encoding: 'utf8'}).toSorted()).toEqual([
    'a.ts',
    'below',
    'below/b.ts',
  ]);
  expect(readDirectories([directory], project.path, {recursive: true}).graph.size).toBe(2);
  expect(putBack([directory])).toEqual([]);
});
