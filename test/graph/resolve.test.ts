import {describe, expect, test} from 'vitest';
import {planNewRevision} from '../../source/graph/new-revision.ts';
import {resolveRange} from '../../source/graph/range.ts';
import {resolveRevision, resolveRevisions} from '../../source/graph/resolve.ts';
import {parseRange, parseTarget} from '../../source/graph/target.ts';
import {graph} from '../support/graph.ts';

const tree = graph(
  'a1aa',
  'a2aa: a1aa',
  'a3aa [left]: a2aa',
  'a4aa [right]: a2aa',
  'a5aa: a3aa',
  'b1bb [beta]',
  'b2bb: b1bb + a2aa',
);

const words = (text: string) => text.split(' ').filter(Boolean);

describe('parseTarget', () => {
  test.for([
    ['head', undefined, 'head', undefined],
    ['left@head-2', 'left', 'head', '-2'],
    ['+3', undefined, undefined, '+3'],
    ['my-branch@-1', 'my-branch', undefined, '-1'],
    ['@heads', undefined, 'heads', undefined],
    ['a@b@c', 'a', 'b@c', undefined],
  ] as const)('%s', ([text, branch, symbol, walk]) => {
    const target = parseTarget(text);

    expect([target.branch, target.symbol, target.walk?.text]).toEqual([branch, symbol, walk]);
  });

  test.for(['', 'left@', '@'])('%j says nothing', (text) => {
    expect(() => parseTarget(text)).toThrow(expect.objectContaining({code: 'bad_target'}));
  });
});

describe('parseRange', () => {
  test.for([
    ['a:b', 'a', 'b'],
    [':b', undefined, 'b'],
    ['a:', 'a', undefined],
    [':', undefined, undefined],
  ] as const)('%s', ([text, base, head]) => {
    expect(parseRange(text)).toEqual({base, head});
  });

  test.for(['', 'a', 'a:b:c'])('%j is none', (text) => {
    expect(() => parseRange(text)).toThrow(expect.objectContaining({code: 'bad_target'}));
  });
});

describe('resolveRevisions', () => {
  test.for([
    ['heads', 'a4aa a5aa b2bb'],
    ['base', ''],
    ['left@base', ''],
    ['left', 'a3aa'],
    ['left@head', 'a5aa'],
    ['right@heads', 'a4aa'],
    ['a1aa@heads', 'a4aa a5aa'],
    ['left@a2', 'a2aa'],
    ['a3', 'a3aa'],
    ['bet', 'b1bb'],
    ['-1', 'a2aa a3aa b1bb'],
    ['left@-2', 'a2aa'],
    ['beta@-2', ''],
  ] as const)('%s: %s', ([target, ids]) => {
    expect(resolveRevisions(tree, target).toSorted()).toEqual(words(ids));
  });

  test.for([
    ['left@a4aa', 'revision_not_found', 'Revision a4aa is not on branch left'],
    ['nosuch@head', 'revision_not_found', 'No branch "nosuch"'],
    ['a1aa@head', 'multiple_heads', '"a1aa@head" could be 2 heads: a4aa (right), a5aa (left)'],
    ['a', 'ambiguous_revision', '"a" could be 5 revisions: a1aa, a2aa, a3aa, a4aa, a5aa'],
    ['a5aa-1', 'revision_not_found', 'No revision or branch "a5aa-1"'],
    ['current', 'revision_not_found', 'No revision or branch "current"'],
  ] as const)('%s is refused', ([target, code, message]) => {
    expect(() => resolveRevisions(tree, target)).toThrow(expect.objectContaining({code, message}));
  });

  test('one revision where one is wanted', () => {
    expect(resolveRevision(tree, 'base')).toBeUndefined();
    expect(resolveRevision(tree, 'left@head')).toBe('a5aa');
    expect(() => resolveRevision(tree, 'heads')).toThrow(
      expect.objectContaining({code: 'multiple_heads'}),
    );
  });
});

describe('resolveRange', () => {
  test.for([
    [undefined, undefined, 'a4aa a5aa a3aa b2bb a2aa a1aa b1bb'],
    ['a2aa', 'a5aa', 'a5aa a3aa a2aa'],
    ['a2aa', undefined, 'a4aa a5aa a3aa a2aa'],
    [undefined, 'a3aa', 'a3aa a2aa a1aa'],
    ['a1aa', '+1', 'a2aa a1aa'],
    [undefined, 'beta@head', 'b2bb b1bb a2aa a1aa'],
    ['left@base', 'heads', 'a5aa a3aa a2aa a1aa'],
    ['left@-1', 'left@head', 'a5aa a3aa'],
    ['a3aa', 'a5aa+9', 'a5aa a3aa'],
    [['a3aa', 'b1bb'], undefined, 'a5aa a3aa b2bb b1bb'],
  ] as const)('%s:%s', ([base, head, ids]) => {
    const found = resolveRange(tree, {base, head});

    expect(found.toSorted()).toEqual(words(ids).toSorted());
  });

  test.for([
    ['a5aa', 'a2aa', 'range_not_ancestor'],
    ['b1bb', 'a5aa', 'range_not_ancestor'],
    ['a1aa', '-1', 'bad_target'],
    ['a2aa', '+1', 'ambiguous_walk'],
    ['a1aa', 'zzzz', 'revision_not_found'],
  ] as const)('%s:%s is refused as %s', ([base, head, code]) => {
    expect(() => resolveRange(tree, {base, head})).toThrow(expect.objectContaining({code}));
  });
});

describe('planNewRevision', () => {
  test.for([
    [{heads: ['left@head']}, ['a5aa'], []],
    [{heads: ['a5', 'a4aa']}, ['a5aa', 'a4aa'], []],
    [{heads: ['heads']}, ['a4aa', 'a5aa', 'b2bb'], []],
    [{heads: ['base']}, [], []],
    [{heads: ['a2aa'], splice: true}, ['a2aa'], []],
    [
      {heads: ['a5aa'], dependsOn: ['b2', 'right', 'beta@head']},
      ['a5aa'],
      ['b2bb', 'right', 'b2bb'],
    ],
  ] as const)('%j', ([asked, downRevisions, dependsOn]) => {
    expect(planNewRevision(tree, {id: 'c1cc', ...asked})).toEqual({
      id: 'c1cc',
      downRevisions,
      dependsOn,
    });
  });

  test.for([
    [{id: 'c-1'}, 'usage'],
    [{id: '../c1'}, 'usage'],
    [{id: 'c/1'}, 'usage'],
    [{id: '..'}, 'usage'],
    [{id: "c'1"}, 'usage'],
    [{id: 'a1aa', heads: ['a5aa']}, 'bad_graph'],
    [{id: 'c1cc'}, 'multiple_heads'],
    [{id: 'c1cc', heads: ['a2aa']}, 'not_a_head'],
    [{id: 'c1cc', heads: ['a5aa', 'left@head']}, 'overlapping_revisions'],
    [{id: 'c1cc', heads: ['left@-9']}, 'bad_target'],
    [{id: 'c1cc', heads: ['a5aa'], dependsOn: ['base']}, 'bad_target'],
    [{id: 'c1cc', heads: ['a5aa'], dependsOn: ['zzzz']}, 'revision_not_found'],
  ] as const)('%j is refused as %s', ([asked, code]) => {
    expect(() => planNewRevision(tree, asked)).toThrow(expect.objectContaining({code}));
  });
});
