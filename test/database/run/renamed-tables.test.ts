import {expect, test} from 'vitest';
import {emptySchema} from '../../../source/schema/schema.ts';
import {dialectNames, freshDatabase} from '../../support/databases.ts';
import {history, runDown, runUp, type TestRevision} from '../../support/histories.ts';

type Op = Parameters<TestRevision['upgrade']>[0];

const a = (op: Op): void =>
  op.createTable('a', (t) => ({
    id: t.integer().autoincrement().primary(),
    name: t.string(),
  }));

test.for(dialectNames)(
  'on %s: a new table in the place of a renamed one is taken away again, on either way',
  async (dialect) => {
    const {open} = await freshDatabase(dialect);
    const session = await open();
    const way = history(dialect, [
      {id: 'aa', upgrade: a, downgrade: (op) => op.dropTable('a')},
      {
        id: 'bb',
        upgrade(op) {
          op.renameTable('a', 'old');
          a(op);
        },
        downgrade(op) {
          op.dropTable('a');
          op.renameTable('old', 'a');
        },
      },
      {
        id: 'cc',
        upgrade: (op) => op.dropTable('old'),
        downgrade: (op) => {
          op.createTable('old', (t) => ({
            id: t.integer().autoincrement().primary(),
            name: t.string(),
          }));
        },
      },
      {id: 'dd', upgrade: (op) => op.dropTable('a'), downgrade: a},
    ]);
    await runUp(session, way);
    expect((await session.introspect()).tables).toEqual(emptySchema.tables);
    await runDown(session, way, 'aa');
    expect((await session.introspect()).tables.map(({name}) => name)).toEqual(['a']);
    await runDown(session, way, 'base');
    expect((await session.introspect()).tables).toEqual([]);
  },
);
