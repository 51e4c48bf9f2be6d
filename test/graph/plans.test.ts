import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {AthanorError} from '../../source/errors.ts';
import {planDowngrade} from '../../source/graph/downgrade.ts';
import {RevisionGraph} from '../../source/graph/revision-graph.ts';
import type {Route} from '../../source/graph/revision.ts';
import {routeTo} from '../../source/graph/route-to.ts';
import {applied, currentTips, rowsAfter, rowsAlong} from '../../source/graph/rows.ts';
import {planUpgrade} from '../../source/graph/upgrade.ts';
import {anyStanding} from '../support/any-graph.ts';
import {graph} from '../support/graph.ts';

/** Two branches of one line, and a line of its own that depends on it. */
const tree = graph(
  'a1aa',
  'a2aa: a1aa',
  'a3aa [left]: a2aa',
  'a4aa [right]: a2aa',
  'a5aa: a3aa',
  'b1bb [beta]',
  'b2bb: b1bb + a2aa',
);

const ids = ({steps}: Route) => steps.map(({revision}) => revision).join(' ');

const words = (text: string) => text.split(' ').filter(Boolean);

describe('planUpgrade', () => {
  test.for([
    ['a3aa', 'heads', 'b1bb b2bb a5aa a4aa', 'a4aa a5aa b2bb'],
    ['', 'b2bb', 'a1aa a2aa b1bb b2bb', 'b2bb'],
    ['a3aa', 'a2aa', '', 'a3aa'],
    ['a3aa', 'base', '', 'a3aa'],
    ['a3aa', 'a5', 'a5aa', 'a5aa'],
    ['a3aa', '+1', 'a5aa', 'a5aa'],
    ['a3aa', 'a1aa+1', '', 'a3aa'],
    ['a1aa', 'a5aa-1', 'a2aa a3aa', 'a3aa'],
    ['a3aa', 'right@head', 'a4aa', 'a3aa a4aa'],
    ['a3aa', 'beta@+1', 'b1bb', 'a3aa b1bb'],
    ['a3aa b1bb', 'left@+1', 'a5aa', 'a5aa b1bb'],
    ['b2bb', 'right@+1', 'a4aa', 'a4aa b2bb'],
    ['', 'left@base+1', 'a1aa', 'a1aa'],
    ['', 'left', 'a1aa a2aa a3aa', 'a3aa'],
    ['', '@heads', 'a1aa a2aa b1bb b2bb a3aa a5aa a4aa', 'a4aa a5aa b2bb'],
  ] as const)('from %j to %j: %j', ([rows, target, steps, to]) => {
    const route = planUpgrade(tree, words(rows), target);

    expect(ids(route)).toBe(steps);
    expect(route.to.join(' ')).toBe(to);
  });
});

describe('planUpgrade refuses', () => {
  test.for([
    ['a3aa', 'head', 'multiple_heads', ''],
    ['a3aa', '-1', 'bad_target', ''],
    ['a3aa', '+0', 'bad_target', ''],
    ['a3aa', '+2', 'bad_target', ''],
    ['a3aa', 'a5aa+1', 'bad_target', ''],
    ['a3aa', '', 'bad_target', ''],
    ['a3aa', 'left@', 'bad_target', ''],
    ['a3aa', 'left@a4aa', 'revision_not_found', ''],
    ['a3aa', 'a1ax', 'revision_not_found', 'a1aa'],
    ['a3aa', 'lefd', 'revision_not_found', 'left'],
    ['a3aa', 'head-1xyz', 'revision_not_found', ''],
    ['a3aa', 'a', 'ambiguous_revision', 'a1aa a2aa a3aa a4aa a5aa'],
    ['zzzz', 'heads', 'revision_not_found', ''],
    ['a2aa', '+1', 'ambiguous_walk', 'a3aa a4aa'],
    ['a2aa', '+2', 'ambiguous_walk', 'a5aa'],
    ['', '+1', 'ambiguous_walk', 'a1aa b1bb'],
    ['a3aa b1bb', '+1', 'ambiguous_walk', 'left@+1 beta@+1'],
    ['a4aa b1bb', '+1', 'ambiguous_walk', 'beta@+1'],
  ] as const)('from %j to %j: refused as %s (%s)', ([rows, target, code, candidates]) => {
    const {details, ...refusal} = refused(() => planUpgrade(tree, words(rows), target));

    expect(refusal.code).toBe(code);
    expect(candidateTargets(details, code)).toBe(candidates);
  });

  test('a target below another one is refused, with the upper ones', () => {
    const dependent = graph('a', 'b [x]: a', 'c: b', 'd: b + c');

    expect(refused(() => planUpgrade(dependent, [], 'x@heads'))).toMatchObject({
      code: 'overlapping_revisions',
      hint: 'Say d.',
    });
  });
});

describe('planDowngrade', () => {
  const all = 'a5aa a4aa b2bb';

  test.for([
    [all, 'a2aa', 'a4aa a5aa a3aa', 'b2bb'],
    [all, 'a1aa', 'a4aa a5aa a3aa b2bb a2aa', 'a1aa b1bb'],
    [all, 'left@a2aa', 'a5aa a3aa', 'a4aa b2bb'],
    [all, 'left@-1', 'a5aa', 'a3aa a4aa b2bb'],
    [all, 'b2bb@-1', 'b2bb', 'a4aa a5aa b1bb'],
    [all, 'beta@base', 'b2bb b1bb', 'a4aa a5aa'],
    [all, 'a5aa-1', 'a5aa', 'a3aa a4aa b2bb'],
    [all, 'a5aa', '', 'a4aa a5aa b2bb'],
    ['a5aa', '-2', 'a5aa a3aa', 'a2aa'],
    ['a5aa', '-4', 'a5aa a3aa a2aa a1aa', ''],
    ['', 'base', '', ''],
  ] as const)('from %j to %j: %j', ([rows, target, steps, to]) => {
    const route = planDowngrade(tree, words(rows), target);

    expect(new Set(words(ids(route)))).toEqual(new Set(words(steps)));
    expect(route.to.join(' ')).toBe(to);
  });

  test.for([
    ['a5aa b2bb', '-1', 'ambiguous_walk', 'left@-1 beta@-1'],
    ['a5aa', '-5', 'bad_target', ''],
    ['', '-1', 'bad_target', ''],
    ['', 'left@-1', 'bad_target', ''],
    ['a5aa', '+1', 'bad_target', ''],
    ['a5aa', 'b1bb', 'range_not_ancestor', ''],
    ['a5aa', 'heads', 'multiple_heads', ''],
    ['a5aa', 'beta@a2aa', 'bad_target', ''],
  ] as const)('from %j to %j: refused as %s (%s)', ([rows, target, code, candidates]) => {
    const {details, ...refusal} = refused(() => planDowngrade(tree, words(rows), target));

    expect(refusal.code).toBe(code);
    expect(candidateTargets(details, code)).toBe(candidates);
  });

  test('counts up from base, too', () => {
    const line = graph('a', 'b: a', 'c: b');

    expect(ids(planDowngrade(line, ['c'], 'base+1'))).toBe('c b');
    expect(planDowngrade(line, ['c'], 'base+1').to).toEqual(['a']);
  });

  test('-1 from a merge point asks which way', () => {
    const merged = graph('a', 'b: a', 'c: a', 'm: b c');

    expect(candidatesOf(() => planDowngrade(merged, ['m'], '-1'))).toEqual(['b', 'c']);
    expect(candidatesOf(() => planDowngrade(merged, ['m'], '-2'))).toEqual(['a']);
    expect(planDowngrade(merged, ['m'], 'b').to).toEqual(['b', 'c']);
  });
});

describe('any plan', () => {
  test('up: each step rests on what is applied, and all of the target is applied then', () => {
    fc.assert(
      fc.property(anyStanding(), ({graph: one, rows}) => {
        const route = planUpgrade(one, rows, 'heads');

        expectLawful(one, route);
        expect(applied(one, route.to)).toEqual(one.ancestors(one.ids));
        expect(planUpgrade(one, route.to, 'heads').steps).toEqual([]);
      }),
      {numRuns: 300},
    );
  });

  test('down: nothing that is applied rests on what a step takes back', () => {
    fc.assert(
      fc.property(anyStanding(), ({graph: one, rows}) => {
        const route = planDowngrade(one, rows, 'base');

        expectLawful(one, route);
        expect(route.to).toEqual([]);
      }),
      {numRuns: 300},
    );
  });

  test('going to a revision: up makes it applied, down leaves nothing written on top of it', () => {
    fc.assert(
      fc.property(anyStanding(), fc.nat(), ({graph: one, rows}, pick) => {
        const id = one.ids[pick % one.size] ?? '';
        const route = routeTo(one, rows, id);

        expectLawful(one, route);
        const before = applied(one, rows).has(id);
        expect(applied(one, route.to).has(id)).toBe(true);
        expect(currentTips(one, route.to).includes(id) || !before).toBe(true);
        expect(routeTo(one, route.to, id).steps.length).toBe(0);
      }),
      {numRuns: 300},
    );
  });

  test('up and down again gives back the rows', () => {
    fc.assert(
      fc.property(anyStanding(), ({graph: one, rows}) => {
        const up = planUpgrade(one, rows, 'heads');
        const back = up.steps
          .toReversed()
          .map(({revision}) => ({revision, direction: 'downgrade'}) as const);

        expect((rowsAlong(one, up.to, back).at(-1) ?? up.to).toSorted()).toEqual(rows.toSorted());
      }),
      {numRuns: 300},
    );
  });
});

describe('any target', () => {
  test('says the same twice, and the same set whatever the load order', () => {
    fc.assert(
      fc.property(anyStanding(), ({graph: one, rows}) => {
        const route = planUpgrade(one, rows, 'heads');
        const other = new RevisionGraph(one.revisions.toReversed());

        expect(planUpgrade(one, rows, 'heads')).toEqual(route);
        expect(
          ids(planUpgrade(other, rows, 'heads'))
            .split(' ')
            .toSorted(),
        ).toEqual(ids(route).split(' ').toSorted());
      }),
    );
  });
});

describe('the candidates of an ambiguous walk', () => {
  test('every candidate can be typed instead, and is another way than the others', () => {
    fc.assert(
      fc.property(anyStanding(), fc.integer({min: 1, max: 3}), ({graph: one, rows}, count) => {
        const up = candidatesOf(() => planUpgrade(one, rows, `+${count}`));
        const ways = up.map((target) => planUpgrade(one, rows, target));
        expect(new Set(ways.map(ids)).size).toBe(up.length);
        const down = candidatesOf(() => planDowngrade(one, rows, `-${count}`));
        expect(new Set(down).size).toBe(down.length);
        for (const target of down) {
          expect(planDowngrade(one, rows, target).steps.length).toBeGreaterThan(0);
        }
      }),
      {numRuns: 300},
    );
  });

  test('upwards, the candidates are all that the walk could have ended at', () => {
    fc.assert(
      fc.property(anyStanding(), fc.integer({min: 1, max: 3}), ({graph: one, rows}, count) => {
        const {code, details} = refused(() => planUpgrade(one, rows, `+${count}`));
        fc.pre(code === 'ambiguous_walk');
        const walk = (from: readonly string[], left: number): readonly string[] =>
          left === 0
            ? from
            : walk(
                from.flatMap((id) => one.children(id)),
                left - 1,
              );
        const goals =
          rows.length === 0 ? walk(one.bases, count - 1) : rows.flatMap((id) => walk([id], count));
        expect(new Set(revisionsIn(details))).toEqual(new Set(goals));
        expect(new Set(revisionsIn(details)).size).toBe(revisionsIn(details).length);
      }),
      {numRuns: 300},
    );
  });

  test('a merge that two starts lead to is offered once, and a start with two ways with both', () => {
    const merging = graph('a', 'b [left]: a', 'c [right]: a', 'm: b c', 'd: c');
    expect(candidatesOf(() => planUpgrade(merging, ['b', 'c'], '+1'))).toEqual(['m', 'd']);
    expect(candidatesOf(() => planDowngrade(merging, ['d', 'm'], '-1'))).toEqual([
      'd@-1',
      'm@b',
      'm@c',
    ]);
    expect(ids(planDowngrade(merging, ['d', 'm'], 'm@c'))).toBe('m');
  });
});

/** Walks along a route as a database would, with nothing but sets. */
function expectLawful(one: RevisionGraph, route: Route): void {
  const standing = new Set(one.ancestors(route.from));
  const along = rowsAlong(one, route.from, route.steps);
  let rows = route.from;
  route.steps.forEach((step, index) => {
    const up = step.direction === 'upgrade';
    const blocking = up
      ? one.parents(step.revision).filter((id) => !standing.has(id))
      : [...standing].filter((id) => one.parents(id).includes(step.revision));
    expect(blocking).toEqual([]);
    expect(standing.has(step.revision)).toBe(!up);

    if (up) standing.add(step.revision);
    else standing.delete(step.revision);
    const maximal = [...standing].filter((id) => {
      return ![...standing].some((other) => one.parents(other).includes(id));
    });
    rows = rowsAfter(one, rows, step);
    expect(rows).toEqual(maximal.toSorted());
    expect(along[index]).toEqual(rows);
  });
  expect(route.to).toEqual(one.tips(standing).toSorted());
}

function refused(plan: () => unknown): Pick<AthanorError, 'hint' | 'details'> & {code: string} {
  try {
    plan();
  } catch (error) {
    if (error instanceof AthanorError) return error;
    throw error;
  }
  return {code: 'not refused', hint: undefined, details: undefined};
}

function candidatesOf(plan: () => unknown): readonly string[] {
  const {code, details} = refused(plan);
  return code === 'ambiguous_walk' ? targetsIn(details) : [];
}

function candidateTargets(details: AthanorError['details'], code: string): string {
  return code === 'multiple_heads' ? '' : targetsIn(details).join(' ');
}

function revisionsIn(details: AthanorError['details']): readonly string[] {
  const list: unknown = details?.['candidates'];
  return Array.isArray(list) ? list.map(({revision}: {revision: string}) => revision) : [];
}

function targetsIn(details: AthanorError['details']): readonly string[] {
  const list: unknown = details?.['candidates'];
  if (!Array.isArray(list)) return [];
  return list.map((one: string | {target: string}) => (typeof one === 'string' ? one : one.target));
}
