import {expect, test} from 'vitest';
import {mergeSides} from '../../source/commands/merge-sides.ts';
import {openProject} from '../../source/commands/open-project.ts';
import {databaseFiles, ProjectDirectory} from '../support/project-directory.ts';

const table = "  op.createTable('account', (t) => ({id: t.integer().primary(), note: t.text()}));";

test('what each side does since they were one, and what both touch', async () => {
  using directory = new ProjectDirectory(
    databaseFiles({
      aaaa: {upgrade: table},
      bbbb: {
        down: 'aaaa',
        upgrade: "  op.alterColumn('account', 'note', {nullable: true});",
      },
      bbcc: {
        down: 'bbbb',
        upgrade: "  op.createTable('tag', (t) => ({id: t.integer().primary()}));",
      },
      cccc: {
        down: 'aaaa',
        upgrade: `  op.alterColumn('account', 'note', {default: ''});
  op.createTable('other', (t) => ({id: t.integer()}));`,
      },
    }),
  ).withMikroOrm();
  await using project = await openProject({directory: directory.path});
  const {sides, shared} = await mergeSides(project, ['bbcc', 'cccc']);
  expect(shared).toEqual([
    {thing: 'table account', revisions: ['bbbb', 'cccc']},
    {thing: 'column account.note', revisions: ['bbbb', 'cccc']},
  ]);
  const lines = sides.flatMap(({revisions}) =>
    revisions.flatMap(({revision, does}) =>
      does.map(({line, shared: things}) => [revision, line, things.length]),
    ),
  );
  expect(sides.map(({head}) => head)).toEqual(['bbcc', 'cccc']);
  expect(lines).toEqual([
    ['bbbb', 'alter column note of account: nullable', 2],
    ['bbcc', 'create table tag', 0],
    ['cccc', 'alter column note of account: default', 2],
    ['cccc', 'create table other', 0],
  ]);
});

test('a revision that two of three sides have is no conflict of theirs', async () => {
  using directory = new ProjectDirectory(
    databaseFiles({
      aaaa: {upgrade: table},
      bbbb: {down: 'aaaa', upgrade: "  op.dropColumn('account', 'note');"},
      cccc: {down: 'bbbb'},
      dddd: {down: 'bbbb'},
      eeee: {down: 'aaaa'},
    }),
  ).withMikroOrm();
  await using project = await openProject({directory: directory.path});
  expect((await mergeSides(project, ['cccc', 'dddd', 'eeee'])).shared).toEqual([]);
});
