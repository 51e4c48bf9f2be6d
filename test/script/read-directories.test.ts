import {expect, test} from 'vitest';
import {readDirectories} from '../../source/script/read-directories.ts';
import {writeHistory} from '../support/generated-history.ts';
import {ProjectDirectory, revisionText} from '../support/project-directory.ts';

test('one stem is one revision, declarations and maps are none', () => {
  using project = new ProjectDirectory({
    'r/aaaa_x.js': revisionText('old'),
    'r/aaaa_x.ts': revisionText('aaaa'),
    'r/aaaa_x.d.ts': 'export declare const revision: string;',
    'r/aaaa_x.js.map': '{}',
    'r/bbbb_x.cjs': "exports.revision = 'bbbb'; exports.downRevision = 'aaaa';",
    'r/cccc_x.mjs': revisionText('cccc', {down: 'bbbb'}),
    'r/dddd_x.mts': revisionText('dddd', {down: 'cccc'}),
    'r/dddd_x.d.mts': 'export declare const revision: string;',
    'r/README.md': 'words',
    'r/.hidden.ts': 'words',
    'r/deeper/eeee_x.ts': revisionText('eeee'),
  });
  const {scripts} = readDirectories([`${project.path}/r`], project.path);
  expect(scripts.map(({id}) => id)).toEqual(['aaaa', 'bbbb', 'cccc', 'dddd']);
});

test('with all that is below them: directories of any depth, each file once', () => {
  using project = new ProjectDirectory({
    'r/aaaa_x.ts': revisionText('aaaa'),
    'r/2026/11/bbbb_x.ts': revisionText('bbbb', {down: 'aaaa'}),
    'r/2026/11/bbbb_x.js': revisionText('old'),
    'r/2026/12/bbbb_x.ts': revisionText('cccc', {down: 'bbbb'}),
    'r/.draft/eeee_x.ts': revisionText('eeee'),
    'r/node_modules/m/ffff_x.ts': revisionText('ffff'),
  });
  const directories = [`${project.path}/r`, `${project.path}/r/2026`];
  const read = readDirectories(directories, project.path, {recursive: true});
  expect(read.scripts.map(({id}) => id)).toEqual(['bbbb', 'cccc', 'aaaa']);
  expect(readDirectories(directories, project.path).scripts.map(({id}) => id)).toEqual(['aaaa']);
});

test('several directories, in their order; one that is not there holds nothing', () => {
  using project = new ProjectDirectory({
    'two/aaaa_x.ts': revisionText('aaaa', {down: 'bbbb'}),
    'one/bbbb_x.ts': revisionText('bbbb'),
  });
  const directories = ['two', 'none', 'one'].map((name) => `${project.path}/${name}`);
  const {scripts, graph} = readDirectories(directories, project.path);
  expect(scripts.map(({id}) => id)).toEqual(['aaaa', 'bbbb']);
  expect(graph.heads).toEqual(['aaaa']);
});

test('a circle is a problem of the graph, told with the files', () => {
  using project = new ProjectDirectory({
    'r/aaaa_x.ts': revisionText('aaaa', {down: 'bbbb'}),
    'r/bbbb_x.ts': revisionText('bbbb', {down: 'aaaa'}),
  });
  expect(() => readDirectories([`${project.path}/r`], project.path)).toThrow(
    expect.objectContaining({
      code: 'bad_graph',
      message: expect.stringMatching(/aaaa, bbbb.*\(r\/aaaa_x\.ts, r\/bbbb_x\.ts\)/s),
      details: {
        problems: [expect.objectContaining({kind: 'cycle', files: ['r/aaaa_x.ts', 'r/bbbb_x.ts']})],
      },
    }),
  );
});

test('a generated history with branches is read whole', () => {
  using project = new ProjectDirectory();
  const ids = writeHistory(`${project.path}/r`, {revisions: 300, branchEvery: 7});
  const {graph} = readDirectories([`${project.path}/r`], project.path);
  expect(new Set(graph.ids)).toEqual(new Set(ids));
  expect(graph.bases).toHaveLength(1);
  expect(graph.mergePoints.length).toBeGreaterThan(20);
});
