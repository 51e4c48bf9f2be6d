import {describe, expect, test} from 'vitest';
import {AthanorError} from '../../source/errors.ts';
import {planDowngrade} from '../../source/graph/downgrade.ts';
import {planNewRevision} from '../../source/graph/new-revision.ts';
import {resolveRange} from '../../source/graph/range.ts';
import {resolveRevisions} from '../../source/graph/resolve.ts';
import {currentTips, rowsAlong} from '../../source/graph/rows.ts';
import {planStamp} from '../../source/graph/stamp.ts';
import {parseRange} from '../../source/graph/target.ts';
import {planUpgrade} from '../../source/graph/upgrade.ts';
import {graph} from '../support/graph.ts';

/** Where Alembic crashes, guesses, or depends on the order of a set, each with what is right there. */
const tree = graph(
  'a1aa',
  'a2aa: a1aa',
  'a3aa [left]: a2aa',
  'a4aa [right]: a2aa',
  'a5aa: a3aa',
  'b1bb [beta]',
  'b2bb: b1bb + a2aa',
);

const all = ['a4aa', 'a5aa', 'b2bb'];
const ids = (route: {readonly steps: readonly {readonly revision: string}[]}) =>
  route.steps.map(({revision}) => revision).join(' ');

/** The code, and what could be typed or do instead; an answer where there is no refusal. */
function refusal(act: () => unknown): string {
  try {
    return `not refused: ${JSON.stringify(act())}`;
  } catch (error) {
    if (error instanceof AthanorError) return `${error.code}: ${error.hint ?? ''}`;
    throw error;
  }
}

describe('what Alembic answers with an AssertionError, a KeyError or a ValueError is refused with a hint', () => {
  test.for<readonly [what: string, act: () => unknown, said: RegExp]>([
    ['an empty target', () => planUpgrade(tree, [], ''), /^bad_target: Say a revision/],
    ['label@', () => planUpgrade(tree, [], 'left@'), /^bad_target: .*left@head/],
    ['past the top', () => planUpgrade(tree, ['a3aa'], 'a5aa+1'), /^bad_target: Say fewer/],
    ['label@-N where nothing of it is applied', () => planDowngrade(tree, [], 'left@-1'), /^bad_/],
    ['label@head-N past base', () => planUpgrade(tree, [], 'left@head-5'), /^bad_target: Say few/],
    ['a range of three', () => parseRange('a:b:c'), /^bad_target: Say START:END/],
    ['text behind a walk', () => planUpgrade(tree, [], 'left-1xyz'), /^revision_not_found: ./],
    ['a branch that is not there', () => resolveRevisions(tree, 'nosuch@-1'), /^revision_not_fo/],
    ['an ambiguous start', () => resolveRevisions(tree, 'a'), /^ambiguous_revision: ./],
    [
      'a range through a dependency',
      () => resolveRange(tree, {base: 'a2aa', head: 'b2bb'}),
      /^range_not_ancestor: A range leads/,
    ],
    [
      'a dependency on base',
      () => planNewRevision(tree, {id: 'c', heads: ['left@head'], dependsOn: ['left@base']}),
      /^bad_target: ./,
    ],
  ])('%s', ([, act, said]) => {
    expect(refusal(act)).toMatch(said);
  });
});

test('several rows: a walk down asks, and does not take the first that a select gives', () => {
  for (const rows of [all, all.toReversed()]) {
    expect(refusal(() => planDowngrade(tree, rows, '-1'))).toMatch(/^ambiguous_walk: Say which: /);
  }
});

test('a walk to base and beyond shows what is there, and nothing else', () => {
  expect(resolveRevisions(tree, 'beta@-9')).toEqual([]);
  expect(resolveRevisions(tree, '-2')).toEqual(['a1aa', 'a2aa']);
});

test('the graph on which upgrade heads crashes half way', () => {
  const redundant = graph('a1', 'a2: a1', 'b1', 'a3: a2 + a1 b1');
  const route = planUpgrade(redundant, [], 'heads');
  expect(ids(route).split(' ').toSorted()).toEqual(['a1', 'a2', 'a3', 'b1']);
  expect(route.to).toEqual(['a3']);
  expect(rowsAlong(redundant, [], route.steps).at(-1)).toEqual(['a3']);
});

test('rows never hold an ancestor of another row, also behind a merge of a line with itself', () => {
  const merged = graph('a', 'b: a', 'm: a b');
  expect(planDowngrade(merged, ['m'], 'b').to).toEqual(['b']);
});

test('the order of several dependencies is that of the files, in every run', () => {
  const lines = ['a', 'b', 'c', 'd: + c a b'];
  const orders = [lines, lines].map((some) => ids(planUpgrade(graph(...some), [], 'heads')));
  expect(orders).toEqual(['b a c d', 'b a c d']);
});

test('stamping below a dependent keeps what it did not depend on; several targets are one plan', () => {
  expect(planStamp(tree, all, ['a2aa', 'b1bb']).to).toEqual(['a2aa', 'b1bb']);
  const {to, stops} = planStamp(tree, all, ['a2aa']);
  expect(to).toEqual(['a2aa']);
  // What is thereby forgotten is said, and not left to be found out.
  expect(stops).toContain('b1bb');
});

test('everything is applied where a head is consumed by a dependency', () => {
  const consumed = graph('a', 'b', 'c: b + a');
  expect(planUpgrade(consumed, [], 'heads').to).toEqual(['c']);
  expect(currentTips(consumed, ['c']).toSorted()).toEqual(['a', 'c']);
  expect(planUpgrade(consumed, ['c'], 'heads').steps).toEqual([]);
});

test('of many heads a few are named, and all are candidates', () => {
  const many = graph(...Array.from({length: 40}, (_, at) => `h${at + 100}`));
  expect(() => planUpgrade(many, [], 'head')).toThrow(
    expect.objectContaining({
      message: '"head" could be 40 heads: h100, h101, h102, h103, h104, …',
      details: expect.objectContaining({candidates: expect.objectContaining({length: 40})}),
    }),
  );
});

test('a word of targets that is mistyped is offered like a name', () => {
  expect(refusal(() => planUpgrade(tree, [], 'headz'))).toBe(
    'revision_not_found: Did you mean heads or head?',
  );
});
