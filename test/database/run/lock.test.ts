import {Client} from 'pg';
import {expect, inject, test} from 'vitest';
import {lockKey, takeLock} from '../../../source/database/postgresql/lock.ts';
import type {Ask} from '../../../source/database/connection.ts';
import {carryOut} from '../../../source/runtime/carry-out.ts';
import type {RunEvent} from '../../../source/runtime/events.ts';
import {readLog} from '../../../source/runtime/journal.ts';
import {readRows} from '../../../source/runtime/version-rows.ts';
import {dialectNames, freshDatabase} from '../../support/databases.ts';
import {all, history, runInput, runUp} from '../../support/histories.ts';
import {ownTablesOf} from '../../support/orm/config-for.ts';

const revisions = [
  {id: 'aa', upgrade: (op: Op) => op.createTable('one', (t) => ({id: t.integer().primary()}))},
  {id: 'bb', upgrade: (op: Op) => op.createTable('two', (t) => ({id: t.integer().primary()}))},
];
type Op = Parameters<Parameters<typeof history>[1][number]['upgrade']>[0];

test.for(dialectNames)(
  'the lock on %s: of two runs at once one waits, sees who, and has nothing to do',
  async (dialect) => {
    const {up} = history(dialect, revisions);
    const tables = ownTablesOf(dialect);
    const replan = async (rows: readonly string[]) => up(rows);
    const {open} = await freshDatabase(dialect);
    const [first, second] = [await open(), await open()];
    const shown = up([]);
    const running = carryOut(first, runInput(first, shown, replan));
    await until(running, 'statement');

    const waiting = carryOut(second, runInput(second, shown, replan));
    const {value: waits} = await waiting.next();
    expect(waits).toMatchObject({kind: 'lockWaiting'});
    expect(waits?.kind === 'lockWaiting' && waits.holder.description).toMatch(/\S+@\S+.*since/);

    const [done, idle] = await Promise.all([all(running), all(waiting)]);
    expect(done.at(-1)).toEqual({kind: 'finished', rows: ['bb'], steps: 2});
    expect(idle.at(-1)).toEqual({kind: 'finished', rows: ['bb'], steps: 0});
    expect(idle.filter(({kind}) => kind === 'stepStarted')).toEqual([]);
    expect(await readLog(second, tables)).toHaveLength(2);
  },
);

test.for(dialectNames)(
  'the lock on %s: whoever has waited long enough is told who holds it',
  async (dialect) => {
    const {up} = history(dialect, revisions);
    const replan = async (rows: readonly string[]) => up(rows);
    const {open} = await freshDatabase(dialect);
    const [first, second] = [await open(), await open()];
    expect(await first.tryLock()).toBeUndefined();
    const run = carryOut(second, runInput(second, up([]), replan, {patience: 0}));
    await expect(all(run)).rejects.toMatchObject({
      code: 'locked',
      details: {holder: expect.stringContaining('@')},
    });
    await first.unlock();
    expect(await second.tryLock()).toBeUndefined();
  },
);

test.for(dialectNames)(
  'the lock on %s: leaving a run in the middle rolls back and frees it',
  async (dialect) => {
    const {up} = history(dialect, revisions);
    const tables = ownTablesOf(dialect);
    const replan = async (rows: readonly string[]) => up(rows);
    const {open} = await freshDatabase(dialect);
    const [first, second] = [await open(), await open()];
    const run = carryOut(first, runInput(first, up([]), replan));
    await until(run, 'statementFinished');
    await run.return();
    expect(await second.tryLock()).toBeUndefined();
    await second.unlock();
    expect(await readRows(second, tables)).toEqual([]);
    expect((await second.introspect()).tables).toEqual([]);
    expect(await readLog(second, tables)).toMatchObject([{revision: 'aa', outcome: 'abandoned'}]);
    expect((await runUp(second, history(dialect, revisions))).map(({kind}) => kind)).not.toContain(
      'recovered',
    );
  },
);

test.for(dialectNames)(
  'the lock on %s: a plan that is not the one that was shown does not run',
  async (dialect) => {
    const {up} = history(dialect, revisions);
    const replan = async (rows: readonly string[]) => up(rows);
    const {open} = await freshDatabase(dialect);
    const session = await open();
    const shown = up([], 'aa');
    const run = carryOut(session, runInput(session, shown, replan));
    await expect(all(run)).rejects.toMatchObject({
      code: 'plan_changed',
      details: {shown: shown.id, found: up([]).id},
    });
    expect((await session.introspect()).tables).toEqual([]);
  },
);

test.for(dialectNames)(
  'the lock on %s: one step at a time: between two the lock is free',
  async (dialect) => {
    const {up} = history(dialect, revisions);
    const replan = async (rows: readonly string[]) => up(rows);
    const {open} = await freshDatabase(dialect);
    const [session, other] = [await open(), await open()];
    const first = await all(carryOut(session, runInput(session, up([]), replan, {steps: 1})));
    expect(first.at(-1)).toEqual({kind: 'finished', rows: ['aa'], steps: 1});
    expect(await other.tryLock()).toBeUndefined();
    await other.unlock();
    const second = await all(carryOut(session, runInput(session, up(['aa']), replan, {steps: 1})));
    expect(second.at(-1)).toEqual({kind: 'finished', rows: ['bb'], steps: 1});
  },
);

test('a connection whose statements reach several backends of postgresql is refused', async () => {
  const clients = [new Client(inject('postgresql')), new Client(inject('postgresql'))];
  await Promise.all(clients.map((client) => client.connect()));
  let turn = 0;
  const pooled: Ask = async (sql) => {
    const client = clients[turn++ % clients.length];
    return (await client?.query(sql))?.rows ?? [];
  };
  const key = lockKey('postgres', `public.pooled_${String(process.pid)}`);
  await expect(takeLock(pooled, key)).rejects.toMatchObject({code: 'pooled_connection'});
  await Promise.all(clients.map((client) => client.end()));
});

/** Follows a run up to and with the first event of a kind. */
async function until(run: AsyncGenerator<RunEvent, void>, kind: RunEvent['kind']): Promise<void> {
  for (;;) {
    const {value, done} = await run.next();
    if (done === true) throw new Error(`the run ended before ${kind}`);
    if (value.kind === kind) return;
  }
}
