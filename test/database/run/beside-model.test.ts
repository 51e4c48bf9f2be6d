import {DatabaseSync} from 'node:sqlite';
import {expect, test} from 'vitest';
import {offlineScript} from '../../../source/runtime/offline.ts';
import {freshDatabase} from '../../support/databases.ts';
import {history, runUp, type TestHistory} from '../../support/histories.ts';
import {ownTablesOf} from '../../support/orm/config-for.ts';
import {failure} from '../../support/refused.ts';

/** A table made by SQL of the user's own, and a change of it for which SQLite has to make it anew. */
const changed = (sql: string): TestHistory =>
  history('sqlite', [
    {
      id: 'aa',
      upgrade: (op) =>
        op.execute(sql, {
          effect: (inner) =>
            inner.createTable(
              't',
              (t) => ({id: t.raw('integer').primary(), a: t.raw('text').collation('rtrim')}),
              {uniques: {u: ['a']}},
            ),
        }),
    },
    {id: 'bb', upgrade: (op) => op.alterColumn('t', 'a', {default: 'x'})},
  ]);

test.for([
  {
    sql: 'create table t (id integer primary key on conflict replace, a text not null ON\n  Conflict ignore collate rtrim, constraint u unique (a))',
    lost: 'on conflict replace, ON Conflict ignore',
  },
  {
    sql: 'create table t (id integer primary key, a text not null collate rtrim, constraint u unique (a collate nocase))',
    lost: 'unique ( a collate nocase )',
  },
  {
    sql: 'create table t (id integer primary key desc, a text not null collate rtrim, constraint u unique (a))',
    lost: 'primary key desc',
  },
])('$lost has no place in a table as data, and is not lost by a rebuild', async ({sql, lost}) => {
  const session = await (await freshDatabase('sqlite')).open();
  expect(await failure(runUp(session, changed(sql)))).toMatchObject({
    code: 'drifted',
    message: `the table t is made anew, and would lose what no revision can say: ${lost}`,
    hint: expect.stringContaining('op.execute'),
  });
  expect(await session.query("select sql from sqlite_master where name = 't'")).toMatchObject([
    {sql: expect.stringContaining(sql.slice(-20))},
  ]);
});

test('a table that only looks like it is made anew', async () => {
  const session = await (await freshDatabase('sqlite')).open();
  const sql =
    'create table t (id integer primary key, a text not null collate rtrim, constraint u unique (a)) -- on conflict';
  await runUp(session, changed(sql));
  await session.execute('insert into t (id) values (1)');
  expect(await session.query('select a from t')).toEqual([{a: 'x'}]);
});

test('a script fails where it would lose a clause', () => {
  const sql =
    'create table t (id integer primary key, a text not null collate rtrim, constraint u unique (a) on\nconflict replace)';
  const options = {dialect: 'sqlite', tables: ownTablesOf('sqlite'), transaction: 'run'} as const;
  const script = offlineScript(changed(sql).up([]), options);
  const file = new DatabaseSync(':memory:');
  expect(() => file.exec(script)).toThrow(/on conflict clauses, which would be lost/);
});
