import {expect, test} from 'vitest';
import {interference} from '../../source/schema/sql-transaction.ts';

test.for([
  'begin',
  'BEGIN IMMEDIATE',
  '-- so\n commit',
  '/* so */ end',
  'rollback',
  'rollback to savepoint a',
  'abort',
  'savepoint a',
  'release a',
  'start transaction',
  "prepare transaction 'a'",
  'discard all',
  'pragma foreign_keys = off',
  'PRAGMA main.Foreign_Keys(0)',
  'pragma "foreign_keys" = 1',
  'pragma legacy_alter_table=on',
  'select 1; commit',
  '; ; rollback',
])('%j reaches into the transaction', (sql) => {
  expect(interference(sql)).toMatchObject({mayStandOutside: false});
});

test.for(['vacuum', 'VACUUM account', "attach 'a.db' as a", 'detach a'])(
  '%j has to stand outside',
  (sql) => {
    expect(interference(sql)).toMatchObject({mayStandOutside: true});
  },
);

test.for([
  '',
  'select 1',
  "select 'a; commit'",
  'insert into "begin" values (1)',
  'update t set a = 1 -- ; commit',
  'select 1 /* ; commit */',
  'select "a; rollback" from t',
  'select $$a; rollback$$',
  'select $a$b; $$; rollback$a$',
  'create trigger t after insert on a begin update a set b = 1; end',
  'create function f() returns int language sql begin atomic select 1; end',
  'do $$ begin perform 1; end $$',
  'pragma foreign_keys',
  'pragma foreign_key_check',
  'pragma user_version = 3',
  'prepare a as select 1',
  'set local statement_timeout = 5',
])('%j does not', (sql) => {
  expect(interference(sql)).toBeUndefined();
});
