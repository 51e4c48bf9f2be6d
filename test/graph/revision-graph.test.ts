import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {AthanorError} from '../../source/errors.ts';
import {findProblems} from '../../source/graph/problems.ts';
import {RevisionGraph} from '../../source/graph/revision-graph.ts';
import {anyGraph, anyRevisions} from '../support/any-graph.ts';
import {graph, revisions} from '../support/graph.ts';

describe('RevisionGraph', () => {
  //    b1 ─ b2
  //   /       \
  //  a         m      d depends on b1
  //   \       /
  //    c1 ───┘
  const tree = graph('a', 'b1: a', 'b2 [left]: b1', 'c1: a', 'm: b2 c1', 'd [other]: + b1');

  test.for([
    ['heads', ['m', 'd']],
    ['effectiveHeads', ['m', 'd']],
    ['bases', ['a', 'd']],
    ['effectiveBases', ['a']],
    ['branchPoints', ['a']],
    ['mergePoints', ['m']],
    ['branchLabels', ['left', 'other']],
  ] as const)('%s', ([list, ids]) => {
    expect(tree[list]).toEqual(ids);
  });

  test('a head on which another depends is not an effective head', () => {
    const two = graph('a', 'b', 'c: b + a');

    expect(two.heads).toEqual(['a', 'c']);
    expect(two.effectiveHeads).toEqual(['c']);
    expect(two.isHead('a')).toBe(true);
    expect(two.isEffectiveHead('a')).toBe(false);
  });

  test('knows neighbours', () => {
    expect(tree.parents('m')).toEqual(['b2', 'c1']);
    expect(tree.parents('d')).toEqual(['b1']);
    expect(tree.downRevisions('d')).toEqual([]);
    expect(tree.dependencies('d')).toEqual(['b1']);
    expect(tree.children('b1')).toEqual(['b2']);
    expect(tree.dependents('b1')).toEqual(['d']);
    expect(graph('a [x]', 'b + x').dependencies('b')).toEqual(['a']);
  });

  test('knows what lies above and below, with or without dependencies', () => {
    expect([...tree.ancestors(['d'])].toSorted()).toEqual(['a', 'b1', 'd']);
    expect([...tree.ancestors(['d'], 'version')]).toEqual(['d']);
    expect([...tree.descendants(['b1'])].toSorted()).toEqual(['b1', 'b2', 'd', 'm']);
    expect([...tree.descendants(['b1'], 'version')].toSorted()).toEqual(['b1', 'b2', 'm']);
  });
});

describe('labels, names and tips', () => {
  test.for([
    ['x and its line, upwards', ['a', 'b [x]: a', 'c: b'], {a: 'x', b: 'x', c: 'x'}],
    ['not below a branch point', ['a', 'b [x]: a', 'c: a'], {a: '', b: 'x', c: ''}],
    ['not below a merge point', ['a', 'b', 'm [x]: a b'], {a: '', b: '', m: 'x'}],
    ['a dependent counts as a branch', ['a', 'b [x]: a', 'd + a'], {a: '', b: 'x', d: ''}],
    ['merged lines carry both', ['a [x]', 'b [y]', 'm: a b'], {a: 'x', b: 'y', m: 'x y'}],
  ] as const)('labels: %s', ([, lines, expected]) => {
    const labelled = graph(...lines);
    const found = Object.fromEntries(labelled.ids.map((id) => [id, labelled.labels(id).join(' ')]));

    expect(found).toEqual(expected);
  });

  test('an unknown id is refused with the nearest one', () => {
    expect(() => graph('1975ea83b712').get('1975ea83b721')).toThrow(
      expect.objectContaining({
        code: 'revision_not_found',
        hint: 'Did you mean 1975ea83b712?',
      }),
    );
  });

  test('tips are the maximal elements', () => {
    fc.assert(
      fc.property(
        anyGraph().chain((one) => fc.tuple(fc.constant(one), fc.subarray([...one.ids]))),
        ([one, ids]) => {
          const maximal = ids.filter((id) => {
            return !ids.some((other) => other !== id && one.ancestors([other]).has(id));
          });

          expect(one.tips(ids).toSorted()).toEqual(maximal.toSorted());
        },
      ),
    );
  });
});

describe('findProblems', () => {
  test.for([
    [['a', 'a'], 'duplicateId', 'a', 'Revision a is there 2 times'],
    [['a: b'], 'missingParent', 'a', 'Down revision b of a is not there'],
    [['a: + b'], 'missingDependency', 'a', 'Revision a depends on b: not there'],
    [['a: a'], 'selfLoop', 'a', 'Revision a stands on itself'],
    [['a: + a'], 'selfLoop', 'a', 'Revision a stands on itself'],
    [
      ['a: c', 'b: a', 'c: b', 'd: c'],
      'cycle',
      'a b c',
      'Revisions a, b, c stand on each other in a circle',
    ],
    [['a + b', 'b + a'], 'cycle', 'a b', 'Revisions a, b depend on each other in a circle'],
    [['a [x]', 'b [x]'], 'labelClash', 'a b', 'Branch label "x" of b already names a'],
    [['a', 'b [a]'], 'labelClash', 'a b', 'Branch label "a" of b is the name of a revision'],
    [['a-b@c'], 'badId', 'a-b@c', 'Not allowed in a revision identifier: - @ (in "a-b@c")'],
    [['heads'], 'badId', 'heads', '"heads" is a word of targets, not a revision identifier'],
    [
      ['a [x-2]'],
      'badLabel',
      'a',
      'Branch label "x-2" would be read as a walk downwards, revision a',
    ],
  ] as const)('%j: %s', ([lines, kind, ids, message]) => {
    expect(findProblems(revisions(...lines))).toMatchObject([
      {kind, message, revisions: ids.split(' ')},
    ]);
  });

  test('all of them are thrown at once', () => {
    const broken = revisions('a: nowhere', 'b: c', 'c: b', 'd [x]', 'e [x]');

    expect(() => new RevisionGraph(broken)).toThrow(AthanorError);
    expect(() => new RevisionGraph(broken)).toThrow(
      expect.objectContaining({
        code: 'bad_graph',
        details: {problems: findProblems(broken)},
      }),
    );
    expect(findProblems(broken).map(({kind}) => kind)).toEqual([
      'labelClash',
      'missingParent',
      'cycle',
    ]);
  });
});

describe('problems of any revisions', () => {
  test('none in a graph, and one for each cycle that is put in', () => {
    fc.assert(
      fc.property(anyRevisions(), ([first, ...others]) => {
        const all = first === undefined ? others : [first, ...others];
        expect(findProblems(all)).toEqual([]);

        const oldest = all.find(({id}) => id === 'r0');
        const above = all.filter(({downRevisions}) => downRevisions.includes('r0'));
        const knotted = all.map((one) => {
          const {id, downRevisions} = one;
          const knot = one === oldest ? above.map((child) => child.id) : downRevisions;
          return {id, downRevisions: knot, dependsOn: [], branchLabels: [], message: ''};
        });
        const cycles = findProblems(knotted).filter(({kind}) => kind === 'cycle');
        expect(cycles.length).toBe(above.length > 0 ? 1 : 0);
      }),
    );
  });
});

describe('what is missing', () => {
  test.for([
    [
      'aaaa112',
      ['aaaa111'],
      'Down revision aaaa112 of cccc333 is not there; did you mean aaaa111?',
    ],
    ['bbbb', ['bbbb222'], 'Down revision bbbb of cccc333 is not there; did you mean bbbb222?'],
    ['billin', ['billing'], 'Down revision billin of cccc333 is not there; did you mean billing?'],
    ['cccc334', [], 'Down revision cccc334 of cccc333 is not there'],
    ['nothing', [], 'Down revision nothing of cccc333 is not there'],
  ] as const)('%s is missing, and %j could be meant', ([name, candidates, message]) => {
    const some = revisions('aaaa111', 'bbbb222 [billing]', `cccc333: ${name}`);
    expect(findProblems(some)).toEqual([
      {kind: 'missingParent', message, revisions: ['cccc333'], missing: {name, candidates}},
    ]);
  });
});
