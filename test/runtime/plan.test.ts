import {expect, test} from 'vitest';
import {planOf, type PlannedStep} from '../../source/runtime/plan.ts';
import type {SqlStatement} from '../../source/dialects/statement.ts';
import {history} from '../support/histories.ts';

const statement: SqlStatement = {kind: 'sql', sql: 'select 1', transactional: true, hazards: []};
const step: PlannedStep = {
  revision: 'aa',
  direction: 'upgrade',
  message: 'make aa',
  statements: [statement],
  checksum: 'c',
  rowsAfter: ['aa'],
};

test('a plan has the same id whenever it says the same', () => {
  const {id} = planOf(['b', 'a'], [step]);
  expect(id).toMatch(/^[0-9a-f]{16}$/);
  expect(planOf(['a', 'b'], [{...step}]).id).toBe(id);
});

const others: readonly (readonly [string, readonly string[], PlannedStep])[] = [
  ['where it starts', ['a'], step],
  ['its revision', [], {...step, revision: 'bb'}],
  ['its direction', [], {...step, direction: 'downgrade'}],
  ['the rows that it leads to', [], {...step, rowsAfter: ['bb']}],
  ['a text', [], {...step, statements: [{...statement, sql: 'select 2'}]}],
  ['a transaction', [], {...step, statements: [{...statement, transactional: false}]}],
  ['a statement more', [], {...step, statements: [statement, statement]}],
];

test.for(others)('another id tells %s apart', ([, from, other]) => {
  expect(planOf(from, [other]).id).not.toBe(planOf([], [step]).id);
});

test('every step knows its rows and the schema before it, also downwards', () => {
  const past = history('sqlite', [
    {
      id: 'aa',
      upgrade: (op) => op.createTable('one', (t) => ({id: t.integer().primary(), a: t.text()})),
      downgrade: (op) => op.dropTable('one'),
    },
    {
      id: 'bb',
      upgrade: (op) => op.renameColumn('one', 'a', 'b'),
      downgrade: (op) => op.renameColumn('one', 'b', 'a'),
    },
    {
      id: 'cc',
      down: ['aa'],
      upgrade: (op) => op.createTable('two', (t) => ({id: t.integer().primary()})),
      downgrade: (op) => op.dropTable('two'),
    },
    {id: 'dd', down: ['bb', 'cc'], upgrade: () => {}, downgrade: () => {}},
  ]);
  const up = past.up([]);
  expect(up.to).toEqual(['dd']);
  const down = past.down(['dd'], 'base');
  expect(down.to).toEqual([]);
  expect(down.steps.map(({rowsAfter}) => rowsAfter)).toEqual(
    [up.from, ...up.steps.slice(0, -1).map(({rowsAfter}) => rowsAfter)].toReversed(),
  );
  const guards = down.steps.flatMap(({statements}) =>
    statements.flatMap((each) =>
      each.kind === 'sql' && each.guard ? [each.guard.definition] : [],
    ),
  );
  expect(guards.find(({name}) => name === 'one')?.columns.map(({name}) => name)).toEqual([
    'id',
    'a',
  ]);
});

test('a revision without a downgrade cannot be planned downwards', () => {
  const past = history('sqlite', [{id: 'aa', upgrade: () => {}}]);
  expect(() => past.down(['aa'], 'base')).toThrow(
    expect.objectContaining({code: 'bad_operation', message: expect.stringContaining('aa')}),
  );
});

test('long histories are planned without running out of stack', () => {
  const revisions = Array.from({length: 3000}, (_, index) => ({
    id: `r${String(index)}`,
    upgrade: (op: Op) =>
      index === 0
        ? op.createTable('one', (t) => ({id: t.integer().primary(), note: t.text().nullable()}))
        : index === 2999 && op.dropColumn('one', 'note'),
  }));
  expect(history('sqlite', revisions).up([]).steps).toHaveLength(3000);
});

type Op = Parameters<Parameters<typeof history>[1][number]['upgrade']>[0];
