// The floor for runs on SQLite: the bare driver, the same statements, a transaction and a version row a step.
import {readFileSync, rmSync} from 'node:fs';
import Database from 'better-sqlite3';

const [plan = '', file = ''] = process.argv.slice(2);
rmSync(file, {force: true});
const db = new Database(file);
db.exec('create table version (revision text primary key)');
for (const step of JSON.parse(readFileSync(plan, 'utf8')).steps) {
  db.exec('begin immediate');
  for (const {sql} of step.statements) db.exec(sql);
  db.exec(`delete from version; insert into version values ('${step.revision}')`);
  db.exec('commit');
}
db.close();
