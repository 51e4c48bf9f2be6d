import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {applied} from '../../source/graph/rows.ts';
import {planPurge, planStamp} from '../../source/graph/stamp.ts';
import {anyStanding} from '../support/any-graph.ts';
import {graph} from '../support/graph.ts';

const tree = graph('a', 'b [left]: a', 'c [right]: a', 'd: b', 'x [own]', 'y: x + a');

const words = (text: string) => text.split(' ').filter(Boolean);

describe('planStamp', () => {
  test.for([
    ['', 'd', 'd', 'd b a', ''],
    ['d', 'a', 'a', '', 'd b'],
    ['d c', 'a', 'a', '', 'c d b'],
    ['d', 'c', 'c d', 'c', ''],
    ['c', 'left@head', 'c d', 'd b', ''],
    ['d c y', 'heads', 'c d y', '', ''],
    ['d x', 'heads', 'c d y', 'c y', ''],
    ['d c y', 'base', '', '', 'y x c d b a'],
    ['c x', 'own@base', 'c', '', 'x'],
    ['y', 'a', 'a', '', 'y x'],
    ['', 'd y', 'd y', 'd b y x a', ''],
  ] as const)('from %j to %j: rows %j', ([rows, targets, to, starts, stops]) => {
    const plan = planStamp(tree, words(rows), words(targets));

    expect(plan.to.join(' ')).toBe(to);
    expect(plan.starts.toSorted()).toEqual(words(starts).toSorted());
    expect(plan.stops.toSorted()).toEqual(words(stops).toSorted());
  });

  test.for([
    ['d', ['-1'], 'revision_not_found'],
    ['', ['a+1'], 'revision_not_found'],
    ['zz', ['d'], 'revision_not_found'],
    ['', ['head'], 'multiple_heads'],
    ['', ['a', 'd'], 'overlapping_revisions'],
    ['', ['d', 'own@head'], 'bad_target'],
  ] as const)('from %j to %j: refused as %s', ([rows, targets, code]) => {
    expect(() => planStamp(tree, words(rows), targets)).toThrow(expect.objectContaining({code}));
  });

  test('nothing said is base', () => {
    expect(planStamp(tree, ['d'], []).to).toEqual([]);
  });

  test('purging forgets rows that no file explains', () => {
    expect(planPurge(tree, ['zz', 'd'], ['a'])).toEqual({
      from: ['zz', 'd'],
      to: ['a'],
      starts: [],
      stops: ['d', 'b'],
    });
  });

  test('the target is applied then, rows on other lines stay, and no row covers another', () => {
    fc.assert(
      fc.property(anyStanding(), fc.nat(), ({graph: one, rows}, pick) => {
        const target = one.ids[pick % one.size] ?? '';
        const {to, starts, stops} = planStamp(one, rows, [target]);
        const line = one.ancestors([target]).union(one.descendants([target]));

        expect(to.toSorted()).toEqual([...rows.filter((row) => !line.has(row)), target].toSorted());
        expect(one.tips(to)).toHaveLength(to.length);
        const after = applied(one, rows).difference(new Set(stops)).union(new Set(starts));
        expect([...applied(one, to)].toSorted()).toEqual([...after].toSorted());
      }),
      {numRuns: 300},
    );
  });
});
