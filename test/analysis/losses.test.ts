import {expect, test} from 'vitest';
import {parseAllowance, requireConsent, unconsented} from '../../source/analysis/consent.ts';
import {lossText, possibleLosses, realLosses, type Loss} from '../../source/analysis/losses.ts';
import type {Hazard} from '../../source/dialects/statement.ts';
import type {Operation} from '../../source/operations/operation.ts';
import {record} from '../../source/operations/recorder.ts';
import type {Operations} from '../../source/operations/operations.ts';

function step(revision: string, ask: (op: Operations) => void, ...hazards: readonly Hazard[]) {
  const operations: readonly Operation[] = record(ask);
  return {
    revision,
    operations,
    statements: [{kind: 'sql', sql: 'x', transactional: true, hazards} as const],
  };
}

const dropTable: Hazard = {
  kind: 'drop-table',
  object: 'account',
  message: '',
  measure: 'select 1 as n',
};
const dropColumn: Hazard = {
  kind: 'drop-column',
  object: 'account.note',
  message: '',
  measure: 'select 2 as n',
};
const nothing = () => undefined;

test.for([
  ['by its query', nothing, dropTable, {kind: 'query', sql: 'select 1 as n'}],
  ['by its query, for a column', nothing, dropColumn, {kind: 'query', sql: 'select 2 as n'}],
  ['not at all', nothing, {kind: 'drop-table', object: 'account', message: ''}, {kind: 'unknown'}],
  [
    'as nothing, if the plan makes the table',
    (op) => op.createTable('account', (t) => ({id: t.integer().primary()})),
    dropTable,
    {kind: 'nothing'},
  ],
  [
    'as nothing, if the plan makes the column',
    (op) => op.addColumn('account', 'note', (t) => t.text().nullable()),
    dropColumn,
    {kind: 'nothing'},
  ],
  [
    'by its query, if the plan makes another column',
    (op) => op.addColumn('account', 'other', (t) => t.text().nullable()),
    dropTable,
    {kind: 'query', sql: 'select 1 as n'},
  ],
  [
    'not at all, if the plan gives it its name',
    (op) => op.renameTable('person', 'account'),
    dropTable,
    {kind: 'unknown'},
  ],
  [
    'not at all, if the plan gives the column its name',
    (op) => op.renameColumn('account', 'text', 'note'),
    dropColumn,
    {kind: 'unknown'},
  ],
] satisfies readonly (readonly [string, (op: Operations) => void, Hazard, object])[])(
  'a loss is counted %s',
  ([, before, hazard, extent]) => {
    const steps = [step('aaaa', before), step('bbbb', nothing, hazard)];
    expect(possibleLosses(steps)).toEqual([
      {kind: hazard.kind, object: hazard.object, revision: 'bbbb', message: '', extent},
    ]);
  },
);

test('what is no loss is not one', () => {
  expect(
    possibleLosses([step('aaaa', nothing, {kind: 'rewrite', object: 'account', message: ''})]),
  ).toEqual([]);
});

const loss = (count: number | undefined, object = 'account.note'): Loss => ({
  kind: 'drop-column',
  object,
  revision: 'bbbb',
  message: '',
  count,
});

test('nothing asks nothing, what cannot be counted asks', () => {
  expect(realLosses([loss(0), loss(1), loss(undefined)])).toEqual([loss(1), loss(undefined)]);
  expect([loss(1), loss(2), loss(undefined)].map((one) => lossText(one))).toEqual([
    'drop-column account.note: 1 value (revision bbbb)',
    'drop-column account.note: 2 values (revision bbbb)',
    'drop-column account.note: an unknown number of values (revision bbbb)',
  ]);
});

test.for([
  [['drop-column'], []],
  [['drop-column:account.note'], ['account.name']],
  [['drop-column:account'], ['account.note', 'account.name']],
  [['drop-table'], ['account.note', 'account.name']],
  [['drop-column:account.note', 'drop-column:account.name'], []],
] as const)('--allow %j leaves %j', ([allow, left]) => {
  const allowed = allow.map((text) => parseAllowance(text));
  const losses = [loss(1), loss(2, 'account.name'), loss(0, 'account.empty')];
  expect(unconsented(losses, {all: false, allowed}).map(({object}) => object)).toEqual(left);
  expect(unconsented(losses, {all: true, allowed: []})).toEqual([]);
});

test('the refusal says what to type', () => {
  expect(() => requireConsent([loss(1), loss(2)], {all: false, allowed: []})).toThrow(
    expect.objectContaining({
      code: 'loss',
      hint: 'to go on: --allow drop-column:account.note, or --yes for all of it',
    }),
  );
});

test.for(['everything', 'drop-column:', ':x', 'rewrite', ''])(
  '%j is nothing that --allow takes',
  (text) => {
    expect(() => parseAllowance(text)).toThrow(expect.objectContaining({code: 'usage'}));
  },
);
