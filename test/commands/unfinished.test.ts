import {DatabaseSync} from 'node:sqlite';
import {expect, test} from 'vitest';
import {databaseFiles, ProjectDirectory} from '../support/project-directory.ts';
import {typed} from '../cli/typed.ts';

const files = databaseFiles({
  aaaa: {upgrade: "  op.createTable('account', (t) => ({id: t.integer().primary()}));"},
  bbbb: {
    down: 'aaaa',
    message: 'half',
    upgrade: `  op.execute('insert into account (id) values (1)');
  op.execute('vacuum', {transactional: false, effect: 'data'});
  op.execute('insert into missing (id) values (1)', {effect: 'data'});
  op.execute('insert into account (id) values (2)');`,
  },
});

const said = 'upgrade of bbbb has not come to its end: statements 1 to 2 are done';

test('a step that stands half done is seen wherever one looks, and goes on where it stopped', async () => {
  using directory = new ProjectDirectory(files).withMikroOrm();
  const {path} = directory;
  expect((await typed(path, ['upgrade', 'heads'])).code).toBe(1);

  const unfinished = {revision: 'bbbb', direction: 'upgrade', statements: 2, inDoubt: false};
  for (const [command, where] of [
    [['status'], {database: {unfinished}}],
    [['current'], {unfinished}],
    [['upgrade', 'heads', '--plan'], {unfinished}],
  ] as const) {
    expect((await typed(path, [...command])).out).toContain(said);
    expect(JSON.parse((await typed(path, [...command, '--json'])).out)).toMatchObject(where);
  }
  const {out} = await typed(path, ['upgrade', 'heads', '--plan']);
  expect(out.match(/is done and is not run again/g)).toHaveLength(2);
  const [, behind = ''] = out.split('statement 2 is done and is not run again');
  expect(behind).toMatch(/^\n[^]*vacuum;[^]*insert into missing/);

  const database = new DatabaseSync(`${path}/test.db`);
  database.exec('create table missing (id integer)');
  database.close();
  expect((await typed(path, ['upgrade', 'heads'])).out).toMatch(
    /upgrade bbbb half {2}2 statements, /,
  );
  expect((await typed(path, ['status'])).out).not.toContain('half done');
  expect((await typed(path, ['current'])).out).toBe('bbbb (head) half\n');
});
