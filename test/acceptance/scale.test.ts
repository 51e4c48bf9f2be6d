import {expect, test} from 'vitest';
import {athanor} from '../support/athanor.ts';
import {writeHistory} from '../support/generated-history.ts';
import {databaseFiles, ProjectDirectory} from '../support/project-directory.ts';

test('ten thousand revisions with branches', () => {
  using project = new ProjectDirectory({'athanor.config.ts': 'export default {};'});
  const ids = writeHistory(`${project.path}/revisions`, {revisions: 10_000, branchEvery: 7});
  const {out} = athanor(project.path, 'history', '--json');
  const {revisions}: {revisions: {revision: string; downRevisions: string[]}[]} = JSON.parse(out);
  expect(revisions).toHaveLength(10_000);
  const place = new Map(revisions.map(({revision}, index) => [revision, index]));
  expect(new Set(place.keys())).toEqual(new Set(ids));
  const upsideDown = revisions.filter(({downRevisions}, index) =>
    downRevisions.some((parent) => (place.get(parent) ?? -1) < index),
  );
  expect(upsideDown).toEqual([]);
  expect(athanor(project.path, 'history').out.trimEnd().split('\n')).toHaveLength(10_000);
});

test.for([['heads'], ['history'], ['history', '--json'], ['show', 'head'], ['branches']])(
  '%s loads neither MikroORM nor a revision file',
  (words) => {
    using project = new ProjectDirectory(
      databaseFiles({
        aaaa: {upgrade: ''},
        bbbb: {down: 'aaaa', upgrade: "} throw new Error('it was loaded'); {"},
      }),
    );
    // Whatever is asked for under this name ends the program.
    project.write(
      'node_modules/@mikro-orm/core/index.js',
      "throw new Error('MikroORM was loaded');",
    );
    expect(athanor(project.path, ...words)).toMatchObject({code: 0, err: ''});
    expect(athanor(project.path, 'upgrade', 'heads').code).toBe(1);
  },
);
