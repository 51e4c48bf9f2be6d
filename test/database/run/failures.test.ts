import {expect, test} from 'vitest';
import {AthanorError} from '../../../source/errors.ts';
import type {Loss} from '../../../source/runtime/losses.ts';
import {readLog} from '../../../source/runtime/journal.ts';
import {planStamp} from '../../../source/runtime/plan-steps.ts';
import {readRows} from '../../../source/runtime/version-rows.ts';
import {carryOut} from '../../../source/runtime/carry-out.ts';
import {dialectNames, freshDatabase} from '../../support/databases.ts';
import {
  all,
  history,
  runDown,
  runInput,
  runUp,
  type TestRevision,
} from '../../support/histories.ts';
import {ownTablesOf} from '../../support/orm/config-for.ts';

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
  'on %s: what ran outside the transaction stays, and the next run goes on after it',
  async (dialect) => {
    const tables = ownTablesOf(dialect);
    const {open} = await freshDatabase(dialect);
    const session = await open();
    const step: TestRevision = {
      id: 'bb',
      upgrade(op) {
        op.execute('insert into account (id) values (1)');
        op.execute(outside(dialect), {transactional: false, effect: 'data'});
        op.execute('insert into switch (id) values (1)');
      },
    };
    const revisions = history(dialect, [account, step]);
    const error = await failure(runUp(session, revisions));
    expect(error.details).toMatchObject({statement: 3, statementsThatStay: 2, rows: ['aa']});
    expect(error.message).toContain('statements 1 to 2 of this step stay');

    const elsewhere = await failure(runDown(session, revisions, 'base'));
    expect(elsewhere).toMatchObject({code: 'interrupted', details: {revision: 'bb', statement: 2}});
    const changed = history(dialect, [
      account,
      {...step, upgrade: (op) => op.execute('insert into account (id) values (2)')},
    ]);
    expect(await failure(runUp(session, changed))).toMatchObject({code: 'interrupted'});

    await session.execute('create table switch (id integer)');
    const events = await runUp(session, revisions);
    expect(events.find(({kind}) => kind === 'recovered')).toMatchObject({
      message: 'upgrade of bb stopped after statement 2 of 3',
    });
    expect(events.filter(({kind}) => kind === 'statement')).toMatchObject([{number: 3}]);
    expect(await session.query('select id from account')).toEqual([{id: 1}]);
    expect(await readRows(session, tables)).toEqual(['bb']);
  },
);

test.for(dialectNames)(
  'on %s: stamping settles a step that stopped in the middle',
  async (dialect) => {
    const tables = ownTablesOf(dialect);
    const {open} = await freshDatabase(dialect);
    const session = await open();
    const step: TestRevision = {
      id: 'bb',
      upgrade(op) {
        op.execute(outside(dialect), {transactional: false, effect: 'data'});
        op.execute('insert into nowhere values (1)');
      },
    };
    const revisions = history(dialect, [account, step]);
    await failure(runUp(session, revisions));
    const plan = planStamp({from: ['aa'], to: ['bb'], revision: 'bb', message: 'make bb'});
    await all(
      carryOut(
        session,
        runInput(session, plan, async () => plan),
      ),
    );
    expect(await readRows(session, tables)).toEqual(['bb']);
    expect((await runUp(session, revisions)).at(-1)).toMatchObject({steps: 0});
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

test.for(dialectNames)(
  'on %s: what would be lost is counted, and nothing runs that was not agreed to',
  async (dialect) => {
    const tables = ownTablesOf(dialect);
    const {open} = await freshDatabase(dialect);
    const session = await open();
    const revisions = history(dialect, [account]);
    const asked: Loss[] = [];
    const consent = (losses: readonly Loss[]): void => {
      asked.push(...losses);
      throw new AthanorError('loss', 'not agreed to');
    };
    await runUp(session, revisions, {consent});
    await session.execute('insert into account (id) values (1), (2)');
    expect(await failure(runDown(session, revisions, 'base', {consent}))).toMatchObject({
      code: 'loss',
    });
    expect(asked).toMatchObject([
      {kind: 'drop-table', object: 'account', count: 2, revision: 'aa'},
    ]);
    expect(await readRows(session, tables)).toEqual(['aa']);

    await session.execute('delete from account');
    await runDown(session, revisions, 'base', {consent});
    expect(asked).toHaveLength(1);
    expect(await readRows(session, tables)).toEqual([]);
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

const outside = (dialect: 'sqlite' | 'postgresql'): string =>
  dialect === 'sqlite' ? 'vacuum' : 'vacuum account';

async function failure(run: Promise<unknown>): Promise<AthanorError> {
  const error: unknown = await run.then(
    () => new Error('it went well'),
    (reason: unknown) => reason,
  );
  if (error instanceof AthanorError) return error;
  throw error;
}
