import {expect, test} from 'vitest';
import Database from 'better-sqlite3';
import {databaseFiles, ProjectDirectory} from '../support/project-directory.ts';
import {typed} from './typed.ts';

const tablesOf = (path: string): readonly unknown[] => {
  const db = new Database(`${path}/test.db`);
  const names = db
    .prepare("select name from sqlite_master where type = 'table' order by 1")
    .pluck();
  const tables = names.all();
  db.close();
  return tables;
};

test('makes both tables, once, and the script makes the same', async () => {
  using project = new ProjectDirectory(databaseFiles({})).withMikroOrm();
  const {path} = project;
  expect((await typed(path, ['ensure-version'])).out).toBe(
    'made athanor_version and athanor_log\n',
  );
  expect(tablesOf(path)).toEqual(['athanor_log', 'athanor_version']);
  expect((await typed(path, ['ensure-version'])).out).toBe('all tables are there\n');

  using other = new ProjectDirectory().withMikroOrm();
  const db = new Database(`${other.path}/test.db`);
  db.exec((await typed(path, ['ensure-version', '--sql'])).out);
  db.close();
  expect(tablesOf(other.path)).toEqual(['athanor_log', 'athanor_version']);
});

test('tables of these names that are not Athanor’s are refused, and left as they are', async () => {
  using project = new ProjectDirectory(databaseFiles({})).withMikroOrm();
  const db = new Database(`${project.path}/test.db`);
  db.exec('create table athanor_version (number integer)');
  db.close();
  const refused = await typed(project.path, ['ensure-version', '--json']);
  expect(JSON.parse(refused.out)).toMatchObject({error: {code: 'version_table'}});
  expect(tablesOf(project.path)).toEqual(['athanor_version']);
});

test.for([
  ['readOnly', 'read_only'],
  ['protected', 'protected'],
] as const)('an environment that is %s is left alone', async ([key, code]) => {
  const config = `{environments: {default: {${key}: true}}}`;
  using project = new ProjectDirectory(databaseFiles({}, config)).withMikroOrm();
  const refused = await typed(project.path, ['ensure-version', '--json']);
  expect(JSON.parse(refused.out)).toMatchObject({error: {code}});
  expect(tablesOf(project.path)).toEqual([]);
});
