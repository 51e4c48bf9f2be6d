import {expect, test} from 'vitest';
import {stored} from '../../../source/dialects/sqlite/stored.ts';
import {replay} from '../../../source/operations/apply.ts';
import type {Operations} from '../../../source/operations/operations.ts';
import {record} from '../../../source/operations/recorder.ts';
import {carryOut, compiled, live, made} from './live.ts';

/** A database after two revisions, and the schema that these say. */
function upgraded(first: (op: Operations) => void, second: (op: Operations) => void) {
  const {db, schema} = made(record(first));
  const operations = record(second);
  carryOut(db, compiled(operations, schema));
  return {db, after: replay(schema, operations, 'sqlite')};
}

test.for<
  readonly [what: string, first: (op: Operations) => void, second: (op: Operations) => void]
>([
  [
    'a key that is numbered is made with its usual name',
    (op) => op.createTable('line', (t) => ({a: t.integer().primary(), b: t.integer().primary()})),
    (op) => {
      op.dropPrimaryKey('line');
      op.addColumn('line', 'id', (t) => t.integer().autoincrement());
      op.createPrimaryKey('line_pkey', 'line', ['id']);
    },
  ],
  [
    'types hold brackets and quotes',
    () => undefined,
    (op) => {
      op.createTable('line', (t) => ({
        a: t.raw('text[]'),
        b: t.raw('"my type"'),
        c: t.raw('[Old] (20)'),
      }));
    },
  ],
])('what is there is what was asked for, where %s', ([, first, second]) => {
  const {db, after} = upgraded(first, second);
  expect(live(db)).toEqual(stored(after));
});

const unnamed = (op: Operations): void => {
  op.createTable('line', (t) => ({a: t.text().primary(), b: t.text()}));
};

test('a key that is taken back to what had no name is as it was', () => {
  const {db} = upgraded(unnamed, (op) => {
    op.dropPrimaryKey('line');
    op.createPrimaryKey('line_pkey', 'line', ['a']);
    op.alterColumn('line', 'b', {type: (t) => t.integer()});
    op.alterColumn('line', 'b', {type: (t) => t.text()});
  });
  expect(live(db)).toEqual(stored(made(record(unnamed)).schema));
});
