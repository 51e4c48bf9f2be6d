import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {databaseFiles, ProjectDirectory} from '../../support/project-directory.ts';
import {ask, change, openWorkbench} from './open.ts';

const patience = 60_000;

const revisions = {
  aaaaaa: {
    message: 'accounts',
    upgrade:
      "  op.createTable('account', (t) => ({id: t.integer().primary(), note: t.text().nullable()}));",
    downgrade: "  op.dropTable('account');",
  },
  bbbbbb: {
    down: 'aaaaaa',
    message: 'the first account',
    upgrade: "  op.execute(`insert into account (id, note) values (1, 'first')`);",
    downgrade: "  op.execute('delete from account where id = 1');",
  },
  cccccc: {
    down: 'bbbbbb',
    message: 'notes in a table of their own',
    upgrade: "  op.createTable('note', (t) => ({id: t.integer().primary(), text: t.text()}));",
    downgrade: "  op.dropTable('note');",
  },
};

test(
  'up step by step, stopping where one likes, and down again, with what is lost typed',
  {timeout: patience},
  async () => {
    using project = new ProjectDirectory(databaseFiles(revisions)).withMikroOrm();
    await using session = openWorkbench(project.path);
    await session.waitFor('3 pending');
    session.press('g', 'u');
    expect(await session.waitFor('Where it leads')).toContain('Upgrade to cccccc (head): 3 steps');
    // So long that the key is not taken for one that was typed before the plan was seen.
    await session.waitFor('y run step 1');
    await session.pressWhenArmed('y');
    await session.waitFor('the database is at aaaaaa');
    expect(ask(project.path, 'select revision from athanor_version')).toEqual(['aaaaaa']);
    expect(ask(project.path, 'select count(*) from account')).toEqual([0]);

    await session.pressWhenArmed('y');
    await session.waitFor('the database is at bbbbbb');
    session.press('esc');
    await session.waitFor('[1] History');
    expect(ask(project.path, 'select revision from athanor_version')).toEqual(['bbbbbb']);
    expect(ask(project.path, "select count(*) from sqlite_master where name = 'note'")).toEqual([
      0,
    ]);

    session.press('U');
    await session.waitFor('y run step 1');
    await session.pressWhenArmed('y');
    await session.waitFor('all steps are done');
    expect(ask(project.path, 'select revision from athanor_version')).toEqual(['cccccc']);
    change(project.path, "insert into note values (1, 'a'), (2, 'b'), (3, 'c')");

    session.press('esc', 'D');
    await session.waitFor('will be lost, 3 in all');
    await session.pressWhenArmed('y');
    await session.waitFor('Type the number that will be lost, 3, then y');
    await session.pressWhenArmed('3');
    await session.waitFor('then y:  3');
    session.press('y');
    await session.waitFor('the database is at bbbbbb');
    expect(ask(project.path, 'select revision from athanor_version')).toEqual(['bbbbbb']);
    expect(ask(project.path, "select count(*) from sqlite_master where name = 'note'")).toEqual([
      0,
    ]);
    expect(ask(project.path, 'select note from account')).toEqual(['first']);

    session.press('esc');
    await session.waitFor('drop table');
    session.press('q');
    expect(await session.ended).toEqual({code: 0, signal: 0});
  },
);

test(
  'a step that fails is mended in the editor, planned again and run',
  {timeout: patience},
  async () => {
    using project = new ProjectDirectory({
      ...databaseFiles({
        ...revisions,
        bbbbbb: {
          ...revisions.bbbbbb,
          upgrade: "  op.execute('insert into acount (id) values (1)');",
        },
      }),
      'editor.mjs': `import {readFileSync, writeFileSync} from 'node:fs';
const file = process.argv.at(-1);
writeFileSync(file, readFileSync(file, 'utf8').replace('acount', 'account'));
`,
    }).withMikroOrm();
    const editor = `${process.execPath} ${project.path}/editor.mjs`;
    await using session = openWorkbench(project.path, {environment: {ATHANOR_EDITOR: editor}});
    await session.waitFor('3 pending');
    session.press('g', 'u');
    await session.waitFor('y run step 1');
    await session.pressWhenArmed('A');
    const card = await session.waitFor('The step failed');
    expect(card).toMatch(/no such table:[\s│]+acount/);
    expect(card).toContain('insert into acount (id) values (1)');
    expect(card).toContain('the database stands at aaaaaa');
    expect(ask(project.path, 'select revision from athanor_version')).toEqual(['aaaaaa']);

    session.press('e');
    await session.waitFor(/Upgrade to cccccc \(head\): 2 steps/);
    expect(readFileSync(`${project.path}/revisions/bbbbbb_x.ts`, 'utf8')).toContain('into account');
    await session.pressWhenArmed('A');
    await session.waitFor('all steps are done');
    expect(ask(project.path, 'select revision from athanor_version')).toEqual(['cccccc']);
    expect(ask(project.path, 'select id from account')).toEqual([1]);
  },
);
