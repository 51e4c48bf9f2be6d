import {expect, test} from 'vitest';
import {carryOut} from '../../../source/runtime/carry-out.ts';
import {readLog} from '../../../source/runtime/journal.ts';
import {readRows} from '../../../source/runtime/version-rows.ts';
import {dialectNames, freshDatabase} from '../../support/databases.ts';
import {all, history, runInput, runUp, type TestRevision} from '../../support/histories.ts';
import {ownTablesOf} from '../../support/orm/config-for.ts';
import {failure} from '../../support/refused.ts';

const account: TestRevision = {
  id: 'aa',
  upgrade: (op) =>
    op.createTable('account', (t) => ({id: t.integer().primary(), note: t.text().nullable()})),
  downgrade: (op) => op.dropTable('account'),
};

const failing: TestRevision = {
  id: 'bb',
  upgrade(op) {
    op.createTable('other', (t) => ({id: t.integer().primary()}));
    op.execute('insert into nowhere values (1)');
  },
};

test.for(dialectNames)(
  'on %s: a statement that fails says which it was, what the server said and where the database stands',
  async (dialect) => {
    const tables = ownTablesOf(dialect);
    const {open} = await freshDatabase(dialect);
    const session = await open();
    const error = await failure(runUp(session, history(dialect, [account, failing])));
    expect(error).toMatchObject({
      code: 'statement_failed',
      message: expect.stringMatching(
        /^upgrade of bb \(make bb\) failed in statement 2 of 2: .*nowhere.*\nthe database stands at aa; nothing of this step stays$/,
      ),
      hint: 'mend bb and run "athanor upgrade bb" again',
      details: {
        revision: 'bb',
        direction: 'upgrade',
        statement: 2,
        sql: 'insert into nowhere values (1)',
        sqlstate: dialect === 'sqlite' ? 'SQLITE_ERROR' : '42P01',
        position: dialect === 'sqlite' ? undefined : 13,
        rows: ['aa'],
        statementsThatStay: 0,
      },
    });
    expect((await session.introspect()).tables.map(({name}) => name)).toEqual(['account']);
    expect(await readLog(session, tables)).toMatchObject([
      {revision: 'bb', outcome: 'failed', error: expect.stringContaining('nowhere')},
      {revision: 'aa', outcome: 'done'},
    ]);
  },
);

test.for(dialectNames)('on %s: steps that share a transaction all go back', async (dialect) => {
  const tables = ownTablesOf(dialect);
  const {open} = await freshDatabase(dialect);
  const session = await open();
  const error = await failure(
    runUp(session, history(dialect, [account, failing]), {transaction: 'run'}),
  );
  expect(error.details).toMatchObject({revision: 'bb', statement: 2, rows: []});
  expect((await session.introspect()).tables).toEqual([]);
  const log = await readLog(session, tables);
  expect(log.map(({revision, outcome}) => [revision, outcome])).toEqual([
    ['bb', 'failed'],
    ['aa', 'abandoned'],
  ]);
});

test.for(dialectNames)(
  'on %s: steps that share a transaction all stay when all went well',
  async (dialect) => {
    const tables = ownTablesOf(dialect);
    const {open} = await freshDatabase(dialect);
    const session = await open();
    const other = {
      id: 'bb',
      upgrade: (op: Op) => op.addColumn('account', 'more', (t) => t.text().nullable()),
    };
    await runUp(session, history(dialect, [account, other]), {transaction: 'run'});
    expect(await readRows(session, tables)).toEqual(['bb']);
  },
);

test.for(dialectNames)(
  'on %s: a table that was altered by hand stops the run with the difference',
  async (dialect) => {
    const tables = ownTablesOf(dialect);
    const {open} = await freshDatabase(dialect);
    const session = await open();
    const revisions = history(dialect, [
      account,
      {id: 'bb', upgrade: (op) => op.dropColumn('account', 'note')},
    ]);
    await runUp(session, history(dialect, [account]));
    await session.execute('alter table account add column by_hand varchar(9)');
    const error = await failure(runUp(session, revisions));
    expect(error).toMatchObject({code: 'drifted', details: {table: 'account'}});
    expect(error.message).toContain('column by_hand is there and should not be');
    expect((await session.describe({name: 'account'}))?.columns).toHaveLength(3);
    expect(await readRows(session, tables)).toEqual(['aa']);
  },
);

test.for(dialectNames)('on %s: the tables of a newer Athanor are refused', async (dialect) => {
  const tables = ownTablesOf(dialect);
  const {open} = await freshDatabase(dialect);
  const session = await open();
  await runUp(session, history(dialect, [account]));
  await session.execute('update athanor_log set format = 99');
  const next = history(dialect, [account, {id: 'bb', upgrade: () => {}}]);
  expect(await failure(runUp(session, next))).toMatchObject({
    code: 'version_table',
    details: {format: 99},
  });
  await expect(readLog(session, tables)).rejects.toMatchObject({code: 'version_table'});
});

test.for(dialectNames)(
  'on %s: the user’s own code runs on the connection of the run, inside the transaction of its step',
  async (dialect) => {
    const {open} = await freshDatabase(dialect);
    const session = await open();
    const seen: unknown[] = [];
    const filled: TestRevision = {
      id: 'bb',
      upgrade: (op) =>
        op.run('fill notes', async (db) => {
          await db.batch('insert into account (id, note) values (?, ?)', [
            [1, "it's"],
            [2, null],
          ]);
          for await (const row of db.stream<{id: number}>(
            'select id from account where id > ? order by id',
            [0],
          )) {
            await db.execute("update account set note = '?' || note where id = ?", [row.id]);
          }
          seen.push(await db.query('select id, note from account order by id'));
        }),
    };
    const broken: TestRevision = {
      id: 'cc',
      upgrade: (op) =>
        op.run('break', async (db) => {
          await db.execute('delete from account');
          throw new Error('out of ideas');
        }),
    };
    const error = await failure(runUp(session, history(dialect, [account, filled, broken])));
    expect(seen).toEqual([
      [
        {id: 1, note: "?it's"},
        {id: 2, note: null},
      ],
    ]);
    expect(error.message).toContain('out of ideas');
    expect(await session.query('select count(*) as n from account')).toMatchObject([
      {n: expect.toSatisfy((n) => Number(n) === 2)},
    ]);
  },
);

test('a rebuild on sqlite that leaves rows without the row that they refer to goes back', async () => {
  const {open} = await freshDatabase('sqlite');
  const session = await open();
  const revisions = history('sqlite', [
    {
      id: 'aa',
      upgrade(op) {
        op.createTable('parent', (t) => ({
          id: t.integer().primary(),
          size: t.integer().nullable(),
        }));
        op.createTable('child', (t) => ({id: t.integer().primary(), parent_id: t.integer()}), {
          foreignKeys: {child_parent: {columns: ['parent_id'], references: ['parent', ['id']]}},
        });
        op.execute('insert into parent (id, size) values (1, 1)');
        op.execute('insert into child (id, parent_id) values (1, 1)');
      },
    },
    {
      id: 'bb',
      upgrade(op) {
        op.execute('delete from parent');
        op.alterColumn('parent', 'size', {nullable: false});
      },
    },
  ]);
  const error = await failure(runUp(session, revisions));
  expect(error.message).toContain('child row 1 refers to parent');
  expect(await session.query('select id from parent')).toEqual([{id: 1}]);
  expect(await session.query('pragma foreign_keys')).toEqual([{foreign_keys: 1}]);
  expect(await session.query('pragma legacy_alter_table')).toEqual([{legacy_alter_table: 0}]);
});

type Op = Parameters<TestRevision['upgrade']>[0];

const refusing = {
  sqlite: [
    "create trigger refuse before insert on athanor_log begin select raise(abort, 'no journal today'); end",
  ],
  postgresql: [
    "create function refuse() returns trigger language plpgsql as $$begin raise 'no journal today'; end$$",
    'create trigger refuse before insert on athanor_log for each row execute function refuse()',
  ],
};

test.for(dialectNames)(
  'on %s: what Athanor cannot keep of its own is not blamed on a revision',
  async (dialect) => {
    const {open} = await freshDatabase(dialect);
    const session = await open();
    await runUp(session, history(dialect, [account]));
    for (const sql of refusing[dialect]) await session.execute(sql);
    const next = history(dialect, [account, {id: 'bb', upgrade: () => {}}]);
    const error = await failure(runUp(session, next));
    expect(error).toMatchObject({
      code: 'own_query_failed',
      message: expect.stringMatching(/^the database refused .*: no journal today/),
    });
    expect(`${error.message} ${error.hint ?? ''}`).not.toContain('mend');
  },
);

test.for(dialectNames)(
  'on %s: the hint for a step down that failed is a command that can be typed',
  async (dialect) => {
    const {open} = await freshDatabase(dialect);
    const session = await open();
    const way = history(dialect, [
      {...account, downgrade: (op) => op.execute('delete from nowhere')},
    ]);
    await runUp(session, way);
    const shown = way.down(['aa'], 'base');
    const input = runInput(session, shown, (rows) => Promise.resolve(way.down(rows, 'base')));
    const error = await failure(all(carryOut(session, input)));
    expect(error).toMatchObject({
      code: 'statement_failed',
      hint: 'mend aa and run "athanor downgrade aa-1" again',
    });
    expect(way.down(['aa'], 'aa-1').id).toBe(shown.id);
  },
);
