import {expect, test} from 'vitest';
import {carryOut} from '../../../source/runtime/carry-out.ts';
import {readRows} from '../../../source/runtime/version-rows.ts';
import {dialectNames, freshDatabase} from '../../support/databases.ts';
import {all, history, runInput, runUp, type TestRevision} from '../../support/histories.ts';
import {ownTablesOf} from '../../support/orm/config-for.ts';
import {failure} from '../../support/refused.ts';

const counter: TestRevision = {
  id: 'aa',
  upgrade(op) {
    op.createTable('counter', (t) => ({id: t.integer().primary(), n: t.integer()}));
    op.execute('insert into counter (id, n) values (1, 1)');
  },
};

test.for(dialectNames)(
  'on %s: a step whose version row somebody else took out meanwhile does not take effect again',
  async (dialect) => {
    const base: TestRevision = {
      id: 'bb',
      down: [],
      upgrade: () => {},
      downgrade(op) {
        op.execute('update counter set n = n - 1');
        op.run('somebody else', (db) =>
          db.execute("delete from athanor_version where revision = 'bb'"),
        );
      },
    };
    const {open} = await freshDatabase(dialect);
    const session = await open();
    const way = history(dialect, [counter, base]);
    await runUp(session, way);
    const shown = way.down(['aa', 'bb'], 'bb@base');
    const input = runInput(session, shown, (rows) => Promise.resolve(way.down(rows, 'bb@base')));
    const error = await failure(all(carryOut(session, input)));
    expect(error).toMatchObject({
      code: 'version_table',
      message: 'the version row of bb is gone: somebody else has taken it out meanwhile',
    });
    expect(await session.query('select n from counter')).toEqual([{n: 1}]);
    expect(await readRows(session, ownTablesOf(dialect))).toEqual(['aa', 'bb']);
  },
);

const refusing = {
  sqlite: [
    "create trigger keep before insert on athanor_version when new.revision = 'bb' begin select raise(ignore); end",
  ],
  postgresql: [
    'create function keep() returns trigger language plpgsql as $$begin return null; end$$',
    'create trigger keep before insert on athanor_version for each row execute function keep()',
  ],
};

test.for(dialectNames)(
  'on %s: a step whose version row is not taken does not take effect',
  async (dialect) => {
    const {open} = await freshDatabase(dialect);
    const session = await open();
    await runUp(session, history(dialect, [counter]));
    for (const sql of refusing[dialect]) await session.execute(sql);
    const next: TestRevision = {
      id: 'bb',
      upgrade: (op) => op.execute('update counter set n = n + 1'),
    };
    const error = await failure(runUp(session, history(dialect, [counter, next])));
    expect(error).toMatchObject({code: 'version_table', details: {revision: 'bb'}});
    expect(await session.query('select n from counter')).toEqual([{n: 1}]);
    expect(await readRows(session, ownTablesOf(dialect))).toEqual(['aa']);
  },
);
