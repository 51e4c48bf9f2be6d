import {describe, expect, test} from 'vitest';
import type {Answer, CaseGraph, JudgedQuestion} from '../../tools/oracle/cases.ts';
import {judgeAnswer, judgeFacts} from '../../tools/oracle/judge.ts';
import {World} from '../../tools/oracle/world.ts';

const facts = {
  heads: ['b', 'c'],
  effective_heads: ['b', 'c'],
  bases: ['a'],
  effective_bases: ['a'],
  branch_points: ['a'],
  merge_points: [],
  labels: {a: [], b: ['x']},
  history: ['c', 'b', 'a'],
};

const revision = (id: string, ...down: readonly string[]) => ({
  id,
  down_revision: down,
  depends_on: [],
  branch_labels: id === 'b' ? ['x'] : [],
  message: id,
});

const given: CaseGraph = {
  name: 'small',
  revisions: [revision('a'), revision('b', 'a'), revision('c', 'a')],
  facts,
};

const world = new World(given);

const up = (...steps: readonly (readonly [string, string])[]): Answer => ({
  steps: steps.map(([id, rows]) => ({id, dir: 'up', rows: rows.split(' '), row_ops: []})),
});

const error = (kind: string, message = 'no'): Answer => ({
  error: {class: 'CommandError', message, cause: {class: kind, message}},
});

const upgrade = {kind: 'upgrade', current: [], target: 'heads'} as const;
const both = up(['a', 'a'], ['b', 'b'], ['c', 'b c']);
const otherWay = up(['a', 'a'], ['c', 'c'], ['b', 'b c']);

const rules: readonly (readonly [string, JudgedQuestion, Answer, boolean])[] = [
  ['the same steps', {...upgrade, answer: both}, both, true],
  ['another order', {...upgrade, answer: both}, otherWay, false],
  ['another order where it was unstable', {...upgrade, answer: both, unstable: []}, otherWay, true],
  ['wrong rows', {...upgrade, answer: both}, up(['a', 'a'], ['b', 'b'], ['c', 'c']), false],
  [
    'any lawful plan for a defect',
    {...upgrade, answer: error('X'), defect: 'crash'},
    otherWay,
    true,
  ],
  ['not an unlawful one', {...upgrade, answer: error('X'), defect: 'crash'}, up(['b', 'b']), false],
  [
    'an error for a defect',
    {...upgrade, answer: both, defect: 'crash'},
    error('RevisionError'),
    true,
  ],
  [
    'a crash for a defect',
    {...upgrade, answer: both, defect: 'crash'},
    {error: {class: 'Crash', message: 'x'}},
    false,
  ],
  ['an error where there is an answer', {...upgrade, answer: both}, error('RevisionError'), false],
  [
    'the same kind of error',
    {...upgrade, answer: error('MultipleHeads')},
    error('MultipleHeads'),
    true,
  ],
  [
    'another kind of error',
    {...upgrade, answer: error('MultipleHeads')},
    error('ResolutionError'),
    false,
  ],
  [
    'an error of no precise kind',
    {...upgrade, answer: error('RevisionError')},
    error('Other'),
    true,
  ],
  [
    'an error without a message',
    {...upgrade, answer: error('RevisionError')},
    error('Other', ''),
    false,
  ],
  [
    'an error for a guess',
    {...upgrade, answer: {...both, warnings: ['w']}},
    error('RevisionError'),
    true,
  ],
  ['an error for unsound rows', {...upgrade, current: ['a', 'b'], answer: both}, error('X'), true],
  ['a plan instead of an error', {...upgrade, answer: error('RevisionError')}, both, false],
  [
    'stamped rows',
    {kind: 'stamp', current: ['a'], targets: ['b'], answer: {rows: ['x']}},
    {rows: ['b']},
    true,
  ],
  [
    'rows left behind',
    {kind: 'stamp', current: ['a'], targets: ['b'], answer: {rows: ['b']}},
    {rows: ['a', 'b']},
    false,
  ],
  [
    'every head for heads',
    {kind: 'stamp', current: ['a', 'b'], targets: ['heads'], answer: {rows: ['c']}},
    {rows: ['c', 'b']},
    true,
  ],
  [
    'several targets refused',
    {kind: 'stamp', current: [], targets: ['b', 'c'], answer: {rows: ['b', 'c']}},
    error('X'),
    true,
  ],
  [
    'a history in another order',
    {kind: 'history', base: '', head: '', answer: {revisions: ['c', 'b', 'a']}},
    {revisions: ['b', 'c', 'a']},
    false,
  ],
  [
    'revisions in another order',
    {kind: 'resolve', target: 'heads', answer: {revisions: ['b', 'c']}},
    {revisions: ['c', 'b']},
    true,
  ],
  [
    'another revision',
    {kind: 'resolve_one', target: 'x', answer: {revision: 'b'}},
    {revision: 'c'},
    false,
  ],
  [
    'parents in another order',
    {
      kind: 'new_revision',
      id: 'm',
      heads: [],
      splice: false,
      depends_on: [],
      answer: {down_revision: ['b', 'c'], depends_on: []},
    },
    {down_revision: ['c', 'b'], depends_on: []},
    false,
  ],
];

describe('judgeAnswer', () => {
  test.for(rules)('%s', ([, question, answer, verdict]) => {
    expect(judgeAnswer(world, question, answer)).toBe(verdict);
  });
});

describe('judgeFacts', () => {
  test('compares lists as sets, labels without the empty ones, the history in order', () => {
    expect(judgeFacts(world, given, {...facts, heads: ['c', 'b'], labels: {b: ['x']}})).toBe(true);
    expect(judgeFacts(world, given, {...facts, heads: ['c']})).toBe(false);
    expect(judgeFacts(world, given, {...facts, labels: {}})).toBe(false);
    expect(judgeFacts(world, given, {...facts, history: ['b', 'c', 'a']})).toBe(false);
  });

  test('takes any lawful history where it was unstable', () => {
    const unstable = {...given, facts_unstable: [facts]};

    expect(judgeFacts(world, unstable, {...facts, history: ['b', 'c', 'a']})).toBe(true);
    expect(judgeFacts(world, unstable, {...facts, history: ['a', 'b', 'c']})).toBe(false);
  });

  test('wants an error for a graph that cannot be loaded', () => {
    const broken = {...given, facts: {error: {class: 'KeyError', message: 'x'}}};

    expect(judgeFacts(world, broken, facts)).toBe(false);
    expect(judgeFacts(world, broken, {error: {class: 'CommandError', message: 'x'}})).toBe(true);
    expect(judgeFacts(world, broken, {error: {class: 'Crash', message: 'x'}})).toBe(false);
  });
});
