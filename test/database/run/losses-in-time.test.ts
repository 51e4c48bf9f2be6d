import {expect, test} from 'vitest';
import {AthanorError} from '../../../source/errors.ts';
import {carryOut} from '../../../source/runtime/carry-out.ts';
import type {RunEvent} from '../../../source/runtime/events.ts';
import type {Loss} from '../../../source/runtime/losses.ts';
import {readRows} from '../../../source/runtime/version-rows.ts';
import type {Session} from '../../../source/runtime/session.ts';
import {dialectNames, freshDatabase} from '../../support/databases.ts';
import {history, runInput, runUp, type TestRevision} from '../../support/histories.ts';
import {ownTablesOf} from '../../support/orm/config-for.ts';
import {failure} from '../../support/refused.ts';

const account: TestRevision = {
  id: 'aa',
  upgrade: (op) =>
    op.createTable('account', (t) => ({id: t.integer().primary(), note: t.text().nullable()})),
};

/** Ways to lose rows or values of what was empty when the plan was made. */
const losing: readonly (readonly [what: string, upgrade: TestRevision['upgrade']])[] = [
  ['a dropped table', (op) => op.dropTable('account')],
  ['a dropped column', (op) => op.dropColumn('account', 'note')],
  ['deleted rows', (op) => op.execute('delete from account where id > 0')],
  ['a table dropped by SQL', (op) => op.execute('drop table account')],
  [
    'a column dropped by SQL, after another statement',
    (op) => {
      op.createTable('other', (t) => ({id: t.integer().primary()}));
      op.execute('alter table account drop column note', {
        effect: (inner) => inner.dropColumn('account', 'note'),
      });
    },
  ],
];

const cases = dialectNames.flatMap((dialect) =>
  losing.flatMap(([what, upgrade]) =>
    (['revision', 'run'] as const).map((transaction) => ({dialect, what, upgrade, transaction})),
  ),
);

test.for(cases)(
  'on $dialect: rows that come in before $what are counted, and those that come later wait ($transaction)',
  async ({dialect, upgrade, transaction}) => {
    const {open} = await freshDatabase(dialect);
    const [session, other] = [await open(), await open()];
    const revisions = history(dialect, [account, {id: 'bb', upgrade}]);
    await runUp(session, history(dialect, [account]));
    await other.execute(
      dialect === 'sqlite' ? 'pragma busy_timeout = 0' : "set lock_timeout = '50ms'",
    );

    let added = 0;
    const add = async (): Promise<void> => {
      await other.execute(`insert into account (id, note) values (${String(added + 1)}, 'x')`);
      added += 1;
    };
    const asked: Loss[] = [];
    const up = (consent: (losses: readonly Loss[]) => void, at: RunEvent['kind']) =>
      running({session, revisions, transaction, consent, at}, add);
    const refused = await failure(
      up(
        (losses) => {
          asked.push(...losses);
          throw new AthanorError('loss', 'not agreed to');
        },
        transaction === 'run' ? 'locked' : 'stepStarted',
      ),
    );
    expect(refused.code).toBe('loss');
    expect(asked).toMatchObject([{count: 1}]);
    expect(await readRows(session, ownTablesOf(dialect))).toEqual(['aa']);
    expect(await other.query('select id from account')).toHaveLength(1);

    // Between the count and the loss nobody else gets in, and nothing is lost that was not counted.
    await expect(up(() => {}, 'statement')).rejects.toMatchObject({
      code: dialect === 'sqlite' ? 'SQLITE_BUSY' : '55P03',
    });
    expect(added).toBe(1);
  },
);

test.for(dialectNames)(
  'on %s: what is lost behind a statement outside the transaction is asked before it runs',
  async (dialect) => {
    const session = await (await freshDatabase(dialect)).open();
    const outside = dialect === 'sqlite' ? 'vacuum' : 'vacuum account';
    const revisions = history(dialect, [
      account,
      {
        id: 'bb',
        upgrade(op) {
          op.execute(outside, {transactional: false, effect: 'data'});
          op.dropTable('account');
        },
      },
    ]);
    await runUp(session, history(dialect, [account]));
    await session.execute('insert into account (id) values (1)');
    const events: RunEvent[] = [];
    const plan = revisions.up(['aa']);
    const run = carryOut(
      session,
      runInput(session, plan, async () => plan, {consent: refuse}),
    );
    await expect(
      (async () => {
        for await (const event of run) events.push(event);
      })(),
    ).rejects.toMatchObject({code: 'loss'});
    expect(events.map(({kind}) => kind)).not.toContain('statement');
  },
);

/** Carries out what leads upwards, and does something when an event comes. */
async function running(
  {
    session,
    revisions,
    transaction,
    consent,
    at,
  }: {
    session: Session;
    revisions: ReturnType<typeof history>;
    transaction: 'revision' | 'run';
    consent: (losses: readonly Loss[]) => void;
    at: RunEvent['kind'];
  },
  perform: () => Promise<void>,
): Promise<void> {
  const plan = revisions.up(['aa']);
  const input = runInput(session, plan, async () => plan, {transaction, consent});
  for await (const event of carryOut(session, input)) if (event.kind === at) await perform();
}

function refuse(): never {
  throw new AthanorError('loss', 'not agreed to');
}
