import {describe, expect, test} from 'vitest';
import {
  lossText,
  possibleLosses,
  realLosses,
  type LossyStep,
} from '../../source/analysis/losses.ts';
import {dialectNamed} from '../../source/dialects/find.ts';
import {replay} from '../../source/operations/apply.ts';
import type {Operations} from '../../source/operations/operations.ts';
import {record} from '../../source/operations/recorder.ts';
import {emptySchema, type Schema} from '../../source/schema/schema.ts';

const start: Schema = replay(
  emptySchema,
  record((op) => {
    op.createTable('account', (t) => ({
      id: t.integer().autoincrement().primary(),
      name: t.string(),
      note: t.text().nullable(),
    }));
  }),
);

/** The steps of a plan, one for each list of operations, on a database that has `account`. */
function plan(...revisions: readonly ((op: Operations) => void)[]): readonly LossyStep[] {
  let before = start;
  return revisions.map((upgrade, number) => {
    const operations = record(upgrade);
    const schema = before;
    const statements = dialectNamed('postgresql').compile(operations, {
      before: () => schema,
      target: '14',
    });
    before = replay(before, operations, 'postgresql');
    return {revision: `r${number + 1}`, statements, operations};
  });
}

describe('possibleLosses', () => {
  test('counts what is there, by the names that are there', () => {
    const losses = possibleLosses(
      plan(
        (op) => op.dropColumn('account', 'note'),
        (op) => op.dropTable('account'),
      ),
    );
    expect(losses.map(({kind, object, revision}) => ({kind, object, revision}))).toEqual([
      {kind: 'drop-column', object: 'account.note', revision: 'r1'},
      {kind: 'drop-table', object: 'account', revision: 'r2'},
    ]);
    expect(losses.map(({extent}) => extent.kind)).toEqual(['query', 'query']);
  });

  test('another column that the plan adds before leaves the count possible', () => {
    const losses = possibleLosses(
      plan(
        (op) => op.addColumn('account', 'slug', (t) => t.string().nullable()),
        (op) => op.dropColumn('account', 'note'),
      ),
    );
    expect(losses.map(({extent}) => extent.kind)).toEqual(['query']);
  });

  test('what the plan renames before cannot be counted ahead', () => {
    const losses = possibleLosses(
      plan(
        (op) => op.renameColumn('account', 'note', 'remark'),
        (op) => op.dropColumn('account', 'remark'),
        (op) => op.renameTable('account', 'person'),
        (op) => op.dropTable('person'),
      ),
    );
    expect(losses.map(({object, extent}) => [object, extent.kind])).toEqual([
      ['account.remark', 'unknown'],
      ['person', 'unknown'],
    ]);
  });

  test('what the plan itself makes is no loss', () => {
    const losses = possibleLosses(
      plan(
        (op) => op.createTable('draft', (t) => ({id: t.integer().primary()})),
        (op) => op.addColumn('account', 'slug', (t) => t.string().nullable()),
        (op) => op.dropColumn('account', 'slug'),
        (op) => op.dropTable('draft'),
      ),
    );
    expect(losses.map(({extent}) => extent.kind)).toEqual(['nothing', 'nothing']);
  });

  test('which rows are deleted may hang on any column of the table', () => {
    const losses = possibleLosses(
      plan(
        (op) => op.addColumn('account', 'slug', (t) => t.string().nullable()),
        (op) => op.execute('delete from account where slug is null'),
      ),
    );
    expect(losses.map(({kind, extent}) => [kind, extent.kind])).toEqual([
      ['delete-rows', 'unknown'],
    ]);
  });
});

describe('realLosses', () => {
  test('leaves out what holds nothing, keeps what cannot be counted', () => {
    const loss = {kind: 'drop-table', object: 'account', message: '', revision: 'r1'} as const;
    const losses = [
      {...loss, count: 0},
      {...loss, count: 2},
      {...loss, count: undefined},
    ];
    expect(realLosses(losses).map(({count}) => count)).toEqual([2, undefined]);
  });
});

describe('lossText', () => {
  test.for([
    ['drop-table', 'account', 1, 'drop-table account: 1 row (revision r1)'],
    ['drop-column', 'account.note', 3, 'drop-column account.note: 3 values (revision r1)'],
    [
      'delete-rows',
      'account',
      undefined,
      'delete-rows account: an unknown number of rows (revision r1)',
    ],
  ] as const)('%s %s: %s', ([kind, object, count, text]) => {
    expect(lossText({kind, object, count, message: '', revision: 'r1'})).toBe(text);
  });
});
