import {expect, test} from 'vitest';
import {readLog} from '../../../source/runtime/journal.ts';
import {readRows} from '../../../source/runtime/version-rows.ts';
import {dialectNames, freshDatabase} from '../../support/databases.ts';
import {ownTablesOf} from '../../support/orm/config-for.ts';
import {history, runDown, runUp, type TestRevision} from '../../support/histories.ts';

const shop: readonly TestRevision[] = [
  {
    id: 'aa',
    upgrade(op) {
      op.createTable('product', (t) => ({id: t.integer().primary(), name: t.string().length(40)}));
      op.execute("insert into product (id, name) values (1, 'kettle')");
    },
    downgrade: (op) => op.dropTable('product'),
  },
  {
    id: 'bb',
    upgrade: (op) => op.addColumn('product', 'note', (t) => t.text().nullable()),
    downgrade: (op) => op.dropColumn('product', 'note'),
  },
  {
    id: 'cc',
    upgrade(op) {
      op.createTable('review', (t) => ({id: t.integer().primary()}));
    },
    downgrade: (op) => op.dropTable('review'),
  },
];

test.for(dialectNames)(
  'a run on %s: goes up and down again, and journals every step',
  async (dialect) => {
    const {open} = await freshDatabase(dialect);
    const session = await open();
    const revisions = history(dialect, shop);
    const up = await runUp(session, revisions);
    expect(up.map(({kind}) => kind)).toEqual(
      ['locked', 'planned', step(2), step(1), step(1), 'finished'].flat(),
    );
    const tables = ownTablesOf(dialect);
    expect(await readRows(session, tables)).toEqual(['cc']);
    expect((await session.introspect()).tables.map(({name}) => name)).toEqual([
      'product',
      'review',
    ]);

    await runDown(session, revisions, 'base');
    expect(await readRows(session, tables)).toEqual([]);
    expect((await session.introspect()).tables).toEqual([]);
    const log = await readLog(session, tables);
    expect(log.map(({revision, direction, outcome}) => [revision, direction, outcome])).toEqual([
      ['aa', 'downgrade', 'done'],
      ['bb', 'downgrade', 'done'],
      ['cc', 'downgrade', 'done'],
      ['cc', 'upgrade', 'done'],
      ['bb', 'upgrade', 'done'],
      ['aa', 'upgrade', 'done'],
    ]);
    expect(new Set(log.map(({run}) => run)).size).toBe(2);
    expect(log[0]?.startedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  },
);

/** The events of one step. */
const step = (statements: number): readonly string[] => [
  'stepStarted',
  ...Array.from({length: statements}, () => ['statement', 'statementFinished']).flat(),
  'stepFinished',
];
