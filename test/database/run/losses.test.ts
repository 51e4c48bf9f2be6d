import {expect, test} from 'vitest';
import {AthanorError} from '../../../source/errors.ts';
import {readLog} from '../../../source/runtime/journal.ts';
import type {Loss} from '../../../source/runtime/losses.ts';
import {readRows} from '../../../source/runtime/version-rows.ts';
import {dialectNames, freshDatabase} from '../../support/databases.ts';
import {history, runDown, runUp, type TestRevision} from '../../support/histories.ts';
import {ownTablesOf} from '../../support/orm/config-for.ts';
import {failure} from '../../support/refused.ts';

const account: TestRevision = {
  id: 'aa',
  upgrade: (op) =>
    op.createTable('account', (t) => ({id: t.integer().primary(), note: t.text().nullable()})),
  downgrade: (op) => op.dropTable('account'),
};

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

test.for(dialectNames)(
  'on %s: what is refused between two steps is journalled as left',
  async (dialect) => {
    const {open} = await freshDatabase(dialect);
    const session = await open();
    const revisions = history(dialect, [
      account,
      {id: 'bb', upgrade: (op) => op.execute('insert into account (id) values (1)')},
      {id: 'cc', upgrade: (op) => op.execute('delete from account')},
    ]);
    expect(await failure(runUp(session, revisions, {consent: refuse}))).toMatchObject({
      code: 'loss',
    });
    expect(await readRows(session, ownTablesOf(dialect))).toEqual(['bb']);
    expect(await readLog(session, ownTablesOf(dialect))).toMatchObject([
      {revision: 'cc', outcome: 'abandoned'},
      {revision: 'bb', outcome: 'done'},
      {revision: 'aa', outcome: 'done'},
    ]);
    const events = await runUp(session, revisions);
    expect(events.map(({kind}) => kind)).not.toContain('recovered');
  },
);

function refuse(): never {
  throw new AthanorError('loss', 'not agreed to');
}
