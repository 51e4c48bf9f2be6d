import {expect, test} from 'vitest';
import {carryOut} from '../../../source/runtime/carry-out.ts';
import {readLog} from '../../../source/runtime/journal.ts';
import {planStamp} from '../../../source/runtime/plan-steps.ts';
import {readRows} from '../../../source/runtime/version-rows.ts';
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
import {failure} from '../../support/refused.ts';

const account: TestRevision = {
  id: 'aa',
  upgrade: (op) =>
    op.createTable('account', (t) => ({id: t.integer().primary(), note: t.text().nullable()})),
  downgrade: (op) => op.dropTable('account'),
};

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
  'on %s: a statement in doubt is asked about, and taken as it is answered',
  async (dialect) => {
    const {open} = await freshDatabase(dialect);
    const tables = ownTablesOf(dialect);
    const revisions = history(dialect, [
      account,
      {
        id: 'bb',
        upgrade: (op) => op.execute(outside(dialect), {transactional: false, effect: 'data'}),
      },
    ]);
    const session = await open();
    const replan = async (rows: readonly string[]) => revisions.up(rows);
    const run = carryOut(session, runInput(session, revisions.up([]), replan));
    for await (const event of {[Symbol.asyncIterator]: () => ({next: () => run.next()})}) {
      if (event.kind === 'statement' && event.index === 1) break;
    }
    // The connection goes while the statement runs, and nobody notes how it ended.
    await session[Symbol.asyncDispose]();

    const next = await open();
    expect(await failure(runUp(next, revisions))).toMatchObject({
      code: 'interrupted',
      hint: expect.stringContaining('--interrupted'),
      details: {revision: 'bb', statement: 1, sql: outside(dialect)},
    });
    const events = await runUp(next, revisions, {interrupted: 'done'});
    expect(events.map(({kind}) => kind)).toContain('recovered');
    expect(events.map(({kind}) => kind)).not.toContain('statement');
    expect(await readRows(next, tables)).toEqual(['bb']);
    const log = await readLog(next, tables);
    expect(log.map(({kind, revision, outcome}) => [kind, revision, outcome])).toEqual([
      ['step', 'bb', 'done'],
      ['part', 'bb', 'killed'],
      ['step', 'bb', 'killed'],
      ['step', 'aa', 'done'],
    ]);
  },
);

test.for(dialectNames)(
  'on %s: a killed step of which nothing stayed bars no other way',
  async (dialect) => {
    const {open} = await freshDatabase(dialect);
    const revisions = history(dialect, [
      account,
      {id: 'bb', upgrade: (op) => op.execute('insert into account (id) values (1)')},
    ]);
    const session = await open();
    const replan = async (rows: readonly string[]) => revisions.up(rows);
    const run = carryOut(session, runInput(session, revisions.up([]), replan));
    for await (const event of {[Symbol.asyncIterator]: () => ({next: () => run.next()})}) {
      if (event.kind === 'statementFinished' && event.index === 1) break;
    }
    await session[Symbol.asyncDispose]();

    const next = await open();
    const events = await runDown(next, revisions, 'base');
    expect(events.find(({kind}) => kind === 'recovered')).toMatchObject({
      message: 'a run that was killed left nothing of bb',
    });
    expect(await readRows(next, ownTablesOf(dialect))).toEqual([]);
  },
);

const outside = (dialect: 'sqlite' | 'postgresql'): string =>
  dialect === 'sqlite' ? 'vacuum' : 'vacuum account';
