import {Client} from 'pg';
import {expect, test} from 'vitest';
import {offlineScript} from '../../../source/runtime/offline.ts';
import {readRows} from '../../../source/runtime/version-rows.ts';
import {dialectNames, freshDatabase} from '../../support/databases.ts';
import {history, runUp} from '../../support/histories.ts';
import {killable} from '../../support/killable-history.ts';
import {statementsOf} from '../../support/scripts.ts';
import {ownTablesOf} from '../../support/orm/config-for.ts';

test.for(dialectNames)('a script for %s does what the run does', async (dialect) => {
  const past = history(dialect, killable(dialect));
  const tables = ownTablesOf(dialect);
  const [byRun, byScript] = [await freshDatabase(dialect), await freshDatabase(dialect)];
  await runUp(await byRun.open(), past);
  const script = offlineScript(past.up([]), {dialect, tables, transaction: 'revision'});
  await perform(dialect, byScript.address, script);

  const [one, other] = [await byRun.open('read'), await byScript.open('read')];
  expect(await other.introspect()).toEqual(await one.introspect());
  expect(await readRows(other, tables)).toEqual(['cc']);
  const marks = 'select name from mark order by name';
  expect(await other.query(marks)).toEqual(await one.query(marks));
});

test('a script is the same text every time, with all that the shell needs', () => {
  const past = history('sqlite', killable('sqlite'));
  const options = {
    dialect: 'sqlite',
    tables: ownTablesOf('sqlite'),
    transaction: 'revision',
  } as const;
  const plan = past.up(['aa']);
  const script = offlineScript(plan, options);
  expect(script).toBe(offlineScript(past.up(['aa']), options));
  const lines = script
    .split('\n')
    .filter((line) => !/^(create|insert into `|drop|alter|pragma legacy)/.test(line))
    .map((line) => line.replace('(select count(*) from pragma_foreign_key_check)', 'broken'));
  expect(lines).toEqual([
    '-- run it so that a failure stops it: sqlite3 -bail database.db < script.sql',
    `-- from aa to cc, plan ${plan.id}`,
    '-- it stops at once where the database stands elsewhere, and keeps no journal',
    'pragma foreign_keys = on;',
    "insert into temp.athanor_guard values (1 - (select count(*) from main.sqlite_master where type = 'table' and name = 'athanor_version' collate nocase));",
    `insert into temp.athanor_guard values ((select count(*) from "main"."athanor_version" where revision not in ('aa')) + 1 - (select count(*) from "main"."athanor_version" where revision in ('aa')));`,
    '-- stops where rows, triggers or on conflict clauses would be lost',
    'insert into temp.athanor_check values (0, 0, 0, 0, 0);',
    '',
    '-- upgrade bb: make bb',
    'begin immediate;',
    "insert into mark (name) values ('b before');",
    'commit;',
    'vacuum;',
    'begin immediate;',
    "insert into mark (name) values ('b after');",
    'delete from "main"."athanor_version" where revision = \'aa\';',
    'insert into "main"."athanor_version" (revision) values (\'bb\');',
    'commit;',
    '',
    '-- upgrade cc: make cc',
    'pragma foreign_keys = off;',
    'update temp.athanor_check set at_start = broken, now = 0;',
    'begin immediate;',
    "update temp.athanor_check set triggers = (select count(*) from sqlite_master where type = 'trigger' and tbl_name = 'parent' collate nocase), clauses = (select count(*) from sqlite_master where type = 'table' and name = 'parent' collate nocase and replace(replace(sql, char(10), ' '), char(9), ' ') like '%on conflict%');",
    'update temp.athanor_check set before = broken, now = 0;',
    "insert into mark (name) values ('c');",
    'update temp.athanor_check set now = broken;',
    'delete from "main"."athanor_version" where revision = \'bb\';',
    'insert into "main"."athanor_version" (revision) values (\'cc\');',
    'update or rollback temp.athanor_check set before = at_start, now = broken;',
    'commit;',
    'pragma foreign_keys = on;',
    '',
    '',
  ]);
});

test('what needs a connection cannot be written down', () => {
  const past = history('sqlite', [{id: 'aa', upgrade: (op) => op.run('fill', async () => {})}]);
  const options = {
    dialect: 'sqlite',
    tables: ownTablesOf('sqlite'),
    transaction: 'revision',
  } as const;
  expect(() => offlineScript(past.up([]), options)).toThrow(
    expect.objectContaining({code: 'needs_database', details: {revision: 'aa', run: 'fill'}}),
  );
});

test('steps that share a transaction are written as one, unless something has to stand outside', () => {
  const simple = history('postgresql', [{id: 'aa', upgrade: (op) => op.execute('select 1')}]);
  const options = {
    dialect: 'postgresql',
    tables: ownTablesOf('postgresql'),
    transaction: 'run',
  } as const;
  expect(offlineScript(simple.up([]), options).split('$athanor$;\n')[1]?.split('\n')).toEqual([
    'begin;',
    '',
    '-- upgrade aa: make aa',
    'select 1;',
    'insert into "public"."athanor_version" (revision) values (\'aa\');',
    '',
    'commit;',
    '',
  ]);
  const split = history('postgresql', killable('postgresql'));
  expect(() => offlineScript(split.up([]), options)).toThrow(
    expect.objectContaining({code: 'not_supported'}),
  );
});

async function perform(
  dialect: 'sqlite' | 'postgresql',
  address: string,
  script: string,
): Promise<void> {
  if (dialect === 'sqlite') {
    const {DatabaseSync} = await import('node:sqlite');
    const file = new DatabaseSync(address.replace('sqlite:', ''));
    file.exec(script);
    file.close();
    return;
  }
  const client = new Client(address);
  await client.connect();
  // One statement at a time, as psql sends them: a string of several would be one transaction.
  for (const statement of statementsOf(script)) await client.query(statement);
  await client.end();
}
