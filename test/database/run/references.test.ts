import {DatabaseSync} from 'node:sqlite';
import {expect, test} from 'vitest';
import type {Operations} from '../../../source/operations/operations.ts';
import {offlineScript} from '../../../source/runtime/offline.ts';
import {readRows} from '../../../source/runtime/version-rows.ts';
import {freshDatabase} from '../../support/databases.ts';
import {history, runUp, type TestRevision} from '../../support/histories.ts';
import {ownTablesOf} from '../../support/orm/config-for.ts';
import {failure} from '../../support/refused.ts';

/** Children go with their parent, as long as SQLite minds foreign keys. */
const family: TestRevision = {
  id: 'aa',
  upgrade(op) {
    op.createTable('parent', (t) => ({id: t.integer().primary()}));
    op.createTable('child', (t) => ({id: t.integer().primary(), parent_id: t.integer()}), {
      foreignKeys: {
        child_parent: {
          columns: ['parent_id'],
          references: ['parent', ['id']],
          onDelete: 'cascade',
        },
      },
    });
    op.createTable('other', (t) => ({id: t.integer().primary(), note: t.text().nullable()}));
    op.execute('insert into parent (id) values (1), (2)');
    op.execute('insert into child (id, parent_id) values (1, 1), (2, 2)');
  },
};

const orphan = (op: Operations): void => op.execute('delete from parent where id = 1');
const rebuild = (op: Operations): void => op.alterColumn('other', 'note', {default: 'x'});
const dropKey = (op: Operations): void => op.dropForeignKey('child_parent', 'child');

/** Ways to leave a child without its parent; some take away the foreign key that would tell. */
const ways: readonly (readonly [name: string, revisions: readonly TestRevision['upgrade'][]])[] = [
  ['a row deleted before a rebuild', [(op) => [orphan, rebuild].forEach((each) => each(op))]],
  ['a row deleted after a rebuild', [(op) => [rebuild, orphan].forEach((each) => each(op))]],
  ['a row deleted, its key dropped', [(op) => [orphan, dropKey].forEach((each) => each(op))]],
  [
    'a row deleted by code, its key dropped',
    [
      (op) => {
        op.run('delete', (db) => db.execute('delete from parent where id = ?', [1]));
        dropKey(op);
      },
    ],
  ],
  ['a number changed', [(op) => [renumber, rebuild].forEach((each) => each(op))]],
];
const renumber = (op: Operations): void => op.execute('update parent set id = 3 where id = 1');

const cases = ways.flatMap(([name, upgrades]) =>
  (['revision', 'run'] as const).map((transaction) => ({name, upgrades, transaction})),
);

test.for(cases)(
  '$name is refused, and nothing of the step stays (by $transaction)',
  async ({upgrades, transaction}) => {
    const session = await (await freshDatabase('sqlite')).open();
    await runUp(session, history('sqlite', [family]));
    const revisions = history('sqlite', [
      family,
      ...upgrades.map((upgrade, at) => ({id: `b${String(at)}`, upgrade})),
    ]);
    expect(await failure(runUp(session, revisions, {transaction}))).toMatchObject({
      code: 'statement_failed',
      message: expect.stringContaining('child row 1 refers to parent'),
      hint: expect.stringContaining('a revision of its own'),
    });
    expect(await readRows(session, ownTablesOf('sqlite'))).toEqual(['aa']);
    expect(await session.query('select id from parent')).toEqual([{id: 1}, {id: 2}]);
    expect(await session.query('pragma foreign_keys')).toEqual([{foreign_keys: 1}]);
  },
);

const apart: readonly TestRevision[] = [
  family,
  {id: 'bb', upgrade: orphan},
  {id: 'cc', upgrade: dropKey},
];

test('steps that share a transaction with a rebuild are looked at one by one', async () => {
  const session = await (await freshDatabase('sqlite')).open();
  const error = await failure(runUp(session, history('sqlite', apart), {transaction: 'run'}));
  expect(error.message).toContain('child row 1 refers to parent');
  expect(error.hint).toContain('--transaction revision');
});

test('in a revision of its own a deleted row takes its children along', async () => {
  const session = await (await freshDatabase('sqlite')).open();
  await runUp(session, history('sqlite', apart));
  expect(await session.query('select id from child')).toEqual([{id: 2}]);
});

test('rows that were broken before, and what the step itself mends, are no reason to stop', async () => {
  const session = await (await freshDatabase('sqlite')).open();
  await runUp(session, history('sqlite', [family]));
  await session.execute('pragma foreign_keys = off');
  await session.execute('insert into child (id, parent_id) values (9, 9)');
  await session.execute('pragma foreign_keys = on');
  const mended: TestRevision = {
    id: 'bb',
    upgrade(op) {
      orphan(op);
      op.execute('delete from child where parent_id = 1');
      rebuild(op);
      op.execute('insert into other (id) values (1)');
    },
  };
  await runUp(session, history('sqlite', [family, mended]));
  expect(await session.query('select id, note from other')).toEqual([{id: 1, note: 'x'}]);
});

test.for(cases.filter(({name}) => !name.includes('by code')))(
  '$name makes a script fail (by $transaction)',
  ({upgrades, transaction}) => {
    const revisions = history('sqlite', [
      family,
      ...upgrades.map((upgrade, at) => ({id: `b${String(at)}`, upgrade})),
    ]);
    const script = offlineScript(revisions.up([]), {
      dialect: 'sqlite',
      tables: ownTablesOf('sqlite'),
      transaction,
    });
    const file = new DatabaseSync(':memory:');
    expect(() => file.exec(script)).toThrow(/rows are left without the row that they refer to/);
  },
);

test('a script that goes well leaves nothing of its checks', () => {
  const revisions = history('sqlite', [family, {id: 'bb', upgrade: rebuild}]);
  const script = offlineScript(revisions.up([]), {
    dialect: 'sqlite',
    tables: ownTablesOf('sqlite'),
    transaction: 'run',
  });
  const file = new DatabaseSync(':memory:');
  file.exec(script);
  expect(file.prepare('select name from sqlite_temp_master').all()).toEqual([]);
  expect(file.prepare('pragma foreign_keys').all()).toMatchObject([{foreign_keys: 1}]);
});
