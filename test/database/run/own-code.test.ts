import {afterEach, beforeEach, expect, test} from 'vitest';
import type {Db} from '../../../source/operations/db.ts';
import {readLog} from '../../../source/runtime/journal.ts';
import {readRows} from '../../../source/runtime/version-rows.ts';
import {dialectNames, freshDatabase} from '../../support/databases.ts';
import {history, runUp, type TestRevision} from '../../support/histories.ts';
import {ownTablesOf} from '../../support/orm/config-for.ts';
import {failure} from '../../support/refused.ts';

const account: TestRevision = {
  id: 'aa',
  upgrade(op) {
    op.createTable('account', (t) => ({id: t.integer().primary()}));
    op.execute('insert into account (id) values (1), (2)');
  },
};

const onTop = (id: string, run: (db: Db) => Promise<void>): TestRevision => ({
  id,
  upgrade: (op) => op.run(`code of ${id}`, run),
});

/** The test runner listens for stray errors too, and would call the test failed. */
let putBack: () => void = () => {};
beforeEach(() => {
  const rejections = process.listeners('unhandledRejection');
  const exceptions = process.listeners('uncaughtException');
  process.removeAllListeners('unhandledRejection');
  process.removeAllListeners('uncaughtException');
  putBack = () => {
    for (const each of rejections) process.on('unhandledRejection', each);
    for (const each of exceptions) process.on('uncaughtException', each);
  };
});
afterEach(() => putBack());

const reaching: readonly (readonly [how: string, (db: Db) => Promise<void>])[] = [
  ['execute', (db) => db.execute('rollback')],
  ['query', async (db) => void (await db.query('-- so\nCOMMIT'))],
  ['batch', (db) => db.batch('savepoint a', [[]])],
  [
    'stream',
    async (db) => {
      for await (const row of db.stream('end')) expect(row).toBeUndefined();
    },
  ],
];

test.for(
  dialectNames.flatMap((dialect) => reaching.map(([how, reach]) => ({dialect, how, reach}))),
)(
  'on $dialect: code that would end the transaction by $how is refused, and nothing of it stays',
  async ({dialect, reach}) => {
    const session = await (await freshDatabase(dialect)).open();
    const bad = onTop('bb', async (db) => {
      await db.execute('delete from account where id = 1');
      await reach(db);
    });
    expect(await failure(runUp(session, history(dialect, [account, bad])))).toMatchObject({
      code: 'bad_operation',
      message: expect.stringContaining('reaches into the transaction'),
    });
    expect(await session.query('select id from account')).toHaveLength(2);
    expect(await readLog(session, ownTablesOf(dialect))).toMatchObject([
      {revision: 'bb', outcome: 'failed'},
      {revision: 'aa', outcome: 'done'},
    ]);
  },
);

test.for(dialectNames)(
  'on %s: statements that nobody awaited end in their own step',
  async (dialect) => {
    const session = await (await freshDatabase(dialect)).open();
    const forgetful = onTop('bb', async (db) => {
      void db.execute('delete from account where id = ?', [1]);
    });
    await runUp(session, history(dialect, [account, forgetful]));
    expect(await session.query('select id from account')).toEqual([{id: 2}]);
  },
);

test.for(dialectNames)(
  'on %s: a database that is used when its time is over refuses, and the steps after it are not touched',
  async (dialect) => {
    const session = await (await freshDatabase(dialect)).open();
    const kept: Db[] = [];
    const refusals: unknown[] = [];
    const keeping = onTop('bb', async (db) => {
      kept.push(db);
    });
    const using = onTop('cc', async () => {
      for (const db of kept) {
        const stream = db.stream('select 1')[Symbol.asyncIterator]();
        const calls = [
          db.execute('delete from account'),
          db.query('select 1'),
          db.batch('delete from account', [[]]),
          stream.next(),
        ];
        for (const outcome of await Promise.allSettled(calls)) {
          refusals.push(outcome.status === 'rejected' ? outcome.reason : outcome.value);
        }
      }
    });
    await runUp(session, history(dialect, [account, keeping, using]));
    expect(refusals).toHaveLength(4);
    for (const refusal of refusals) {
      expect(refusal).toMatchObject({
        code: 'bad_operation',
        message: expect.stringContaining('code of bb'),
      });
    }
    expect(await session.query('select id from account')).toHaveLength(2);
  },
);

test.for(dialectNames)(
  'on %s: a stream that is left half read holds up nothing',
  async (dialect) => {
    const session = await (await freshDatabase(dialect)).open();
    const left = onTop('bb', async (db) => {
      const stream = db.stream('select id from account')[Symbol.asyncIterator]();
      expect(await stream.next()).toMatchObject({done: false});
    });
    const next: TestRevision = {id: 'cc', upgrade: (op) => op.dropTable('account')};
    await runUp(session, history(dialect, [account, left, next]));
    expect(await readRows(session, ownTablesOf(dialect))).toEqual(['cc']);
  },
);

const fail = async (): Promise<never> => {
  throw new Error('gone astray');
};
/** Ways to fail where nobody waits. */
const straying: readonly (readonly [how: string, (db: Db) => Promise<void>])[] = [
  ['in a promise that was let go', async () => void fail()],
  [
    'in a statement that was let go',
    async (db) => void db.execute('insert into gone_astray values (1)'),
  ],
  [
    'in a chain of which the end was let go',
    async (db) =>
      void db
        .execute('select 1')
        .then(() => db.execute('select 1'))
        .then(fail),
  ],
  [
    'in a timer, while it waits for something else for ever',
    async () => {
      setTimeout(() => {
        throw new Error('gone astray');
      }, 1);
      await Promise.withResolvers<void>().promise;
    },
  ],
];

test.for(
  dialectNames.flatMap((dialect) => straying.map(([how, stray]) => ({dialect, how, stray}))),
)(
  'on $dialect: code that fails $how ends the run, and the journal says so',
  async ({dialect, stray}) => {
    const session = await (await freshDatabase(dialect)).open();
    const bad = onTop('bb', async (db) => {
      await db.execute('delete from account where id = 1');
      await stray(db);
    });
    const error = await failure(runUp(session, history(dialect, [account, bad])));
    expect(error).toMatchObject({code: expect.stringMatching(/statement_failed|bad_operation/)});
    expect(await session.query('select id from account')).toHaveLength(2);
    const [entry] = await readLog(session, ownTablesOf(dialect));
    expect(entry).toMatchObject({revision: 'bb', outcome: 'failed', error: expect.any(String)});
  },
);

test.for(dialectNames)(
  'on %s: what fails when a later step runs ends that step',
  async (dialect) => {
    const session = await (await freshDatabase(dialect)).open();
    const gate = Promise.withResolvers<void>();
    const forgetful = onTop('bb', async () => void gate.promise.then(fail));
    const later = onTop('cc', async () => gate.resolve());
    const error = await failure(runUp(session, history(dialect, [account, forgetful, later])));
    expect(error.message).toContain('gone astray');
    expect(await readRows(session, ownTablesOf(dialect))).toEqual(['bb']);
  },
);

test('of two runs at once in one process only the one whose code let an error go fails', async () => {
  const other = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const good = onTop('bb', async () => {
    begun.resolve();
    await other.promise;
  });
  const bad = onTop('bb', async () => {
    await begun.promise;
    void Promise.reject(new Error('let go'));
    await new Promise(() => undefined);
  });
  const sessions = [
    await (await freshDatabase('sqlite')).open(),
    await (await freshDatabase('sqlite')).open(),
  ] as const;
  const goes = runUp(sessions[0], history('sqlite', [account, good]));
  const fails = failure(runUp(sessions[1], history('sqlite', [account, bad])));
  expect(await fails).toMatchObject({message: expect.stringContaining('let go')});
  other.resolve();
  await goes;
  const tables = ownTablesOf('sqlite');
  expect(await readRows(sessions[0], tables)).toEqual(['bb']);
  expect(await readRows(sessions[1], tables)).toEqual(['aa']);
});
