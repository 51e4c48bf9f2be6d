import {DatabaseSync} from 'node:sqlite';
import {expect, test} from 'vitest';
import type {Operations} from '../../../source/operations/operations.ts';
import {offlineScript} from '../../../source/runtime/offline.ts';
import {freshDatabase} from '../../support/databases.ts';
import {history, runUp, type TestRevision} from '../../support/histories.ts';
import {ownTablesOf} from '../../support/orm/config-for.ts';
import {failure} from '../../support/refused.ts';

const makeTrigger =
  'create trigger noted after insert on account begin insert into note (text) values (new.name); end';

const account: TestRevision = {
  id: 'aa',
  upgrade(op) {
    op.createTable('account', (t) => ({id: t.integer().primary(), name: t.text().nullable()}));
    op.createTable('note', (t) => ({text: t.text()}));
    op.execute(makeTrigger);
  },
};
const rebuilding = (op: Operations): void => op.alterColumn('account', 'name', {default: 'x'});
const triggers = `select name from sqlite_master where type = 'trigger'`;
const effect = 'data';

test('a rebuild that would lose a trigger stops the run and names it', async () => {
  const session = await (await freshDatabase('sqlite')).open();
  const revisions = history('sqlite', [account, {id: 'bb', upgrade: rebuilding}]);
  expect(await failure(runUp(session, revisions))).toMatchObject({
    code: 'drifted',
    message: expect.stringMatching(/account.*noted/),
    hint: expect.stringContaining("op.execute('drop trigger"),
    details: {table: 'account', triggers: [{name: 'noted'}]},
  });
  expect(await session.query(triggers)).toEqual([{name: 'noted'}]);
});

test('a revision that makes the table, its trigger and a change of it is stopped too', async () => {
  const session = await (await freshDatabase('sqlite')).open();
  const revisions = history('sqlite', [
    {
      id: 'aa',
      upgrade(op) {
        account.upgrade(op);
        rebuilding(op);
      },
    },
  ]);
  expect(await failure(runUp(session, revisions))).toMatchObject({code: 'drifted'});
});

test('a revision that drops the trigger before and creates it after goes on', async () => {
  const session = await (await freshDatabase('sqlite')).open();
  const revisions = history('sqlite', [
    account,
    {
      id: 'bb',
      upgrade(op) {
        op.execute('drop trigger noted', {effect});
        rebuilding(op);
        op.execute(makeTrigger, {effect});
      },
    },
  ]);
  await runUp(session, revisions);
  await session.execute('insert into account (id) values (1)');
  expect(await session.query('select text from note')).toEqual([{text: 'x'}]);
});

test('a script fails where it would lose a trigger', () => {
  const revisions = history('sqlite', [account, {id: 'bb', upgrade: rebuilding}]);
  const options = {dialect: 'sqlite', tables: ownTablesOf('sqlite'), transaction: 'run'} as const;
  const script = offlineScript(revisions.up([]), options);
  const file = new DatabaseSync(':memory:');
  expect(() => file.exec(script)).toThrow(/the table that is made anew has triggers/);
});
