import {expect, test} from 'vitest';
import {stored} from '../../../source/dialects/sqlite/stored.ts';
import type {Operations} from '../../../source/operations/operations.ts';
import {live, upgraded} from './live.ts';

test.for([
  ['rename a table', (op: Operations) => op.renameTable('other', 'TAKEN')],
  ['create a table', (op: Operations) => op.createTable('taken', (t) => ({id: t.integer()}))],
  ['create an index', (op: Operations) => op.createIndex('Taken', 'other', ['id'])],
] as const)('%s with the name of an index whose table waits for its rebuild', ([, take]) => {
  const {db, after} = upgraded(
    (op) => {
      op.createTable('waiting', (t) => ({id: t.integer(), code: t.text(), note: t.text()}), {
        checks: {code_given: "code <> ''"},
      });
      op.createIndex('taken', 'waiting', ['code']);
      op.createTable('other', (t) => ({id: t.integer()}));
    },
    "insert into waiting values (1, 'a', 'kept')",
    (op) => {
      op.dropColumn('waiting', 'code');
      take(op);
    },
  );
  expect(live(db)).toEqual(stored(after));
  expect(db.prepare('select * from waiting').all()).toEqual([{id: 1, note: 'kept'}]);
});
