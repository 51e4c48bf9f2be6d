import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {RevisionGraph} from '../../source/graph/revision-graph.ts';
import {anyGraph, anyStanding} from '../support/any-graph.ts';
import {graph} from '../support/graph.ts';

describe('newestFirst', () => {
  test.for([
    ['one line', ['a', 'b: a', 'c: b'], 'c b a'],
    ['a branch to its end before the other', ['a', 'b: a', 'c: a', 'd: b'], 'c d b a'],
    ['heads in load order', ['a', 'c: a', 'd: c', 'b: a'], 'd c b a'],
    ['the first down revision of a merge first', ['a', 'b: a', 'c: a', 'm: c b'], 'm c b a'],
    ['down revisions before dependencies', ['a', 'x', 'b: a + x'], 'b a x'],
    ['what is depended on below its dependent', ['x', 'y: x', 'a + y', 'b: a'], 'b a y x'],
    ['two lines without anything in common', ['a', 'x', 'b: a', 'y: x'], 'b a y x'],
  ] as const)('%s', ([, lines, order]) => {
    expect(
      graph(...lines)
        .newestFirst()
        .join(' '),
    ).toBe(order);
  });

  test('lists a selection, also one with gaps', () => {
    const tree = graph('a', 'b: a', 'c: b', 'd: a', 'm: c d');

    expect(tree.newestFirst(['a', 'd', 'c'])).toEqual(['c', 'd', 'a']);
    expect(tree.newestFirst(['a', 'm'])).toEqual(['m', 'a']);
    expect(tree.newestFirst([])).toEqual([]);
  });
});

describe('newestFirst of any graph', () => {
  test('puts each revision before everything it stands on, whatever is selected', () => {
    const selections = anyGraph(14).chain((tree) => {
      return fc.subarray([...tree.ids]).map((ids) => ({tree, ids}));
    });
    fc.assert(
      fc.property(selections, ({tree, ids}) => {
        const order = tree.newestFirst(ids);

        expect(order.toSorted()).toEqual(ids.toSorted());
        order.forEach((id, place) => {
          const above = new Set(order.slice(0, place));
          expect([...tree.ancestors([id])].filter((other) => above.has(other))).toEqual([]);
        });
      }),
      {numRuns: 300},
    );
  });

  test('gives the order of the slow definition', () => {
    fc.assert(
      fc.property(anyStanding(16), ({graph: tree, rows}) => {
        const all = new Set(tree.ids);

        expect(tree.newestFirst()).toEqual(slowOrder(tree, all));
        const pending = all.difference(tree.ancestors(rows));
        expect(tree.newestFirst(pending)).toEqual(slowOrder(tree, pending));
        expect(tree.newestFirst(tree.ancestors(rows))).toEqual(
          slowOrder(tree, tree.ancestors(rows)),
        );
      }),
      {numRuns: 500},
    );
  });

  test('takes 20,000 revisions with side lines and cross dependencies', () => {
    const revisions = Array.from({length: 20_000}, (_, index) => ({
      id: `r${index}`,
      downRevisions: index < 2 ? [] : [`r${index - 2}`],
      dependsOn: index % 2 === 1 ? [`r${index - 1}`] : [],
      branchLabels: [],
      message: '',
    }));
    const order = new RevisionGraph(revisions).newestFirst();

    expect(order).toHaveLength(20_000);
    expect(order.slice(0, 3)).toEqual(['r19999', 'r19997', 'r19995']);
    expect(order.at(-1)).toBe('r0');
  });
});

/** Says the order as it is meant: by asking for each candidate whether another line still leads to it. */
function slowOrder(tree: RevisionGraph, members: ReadonlySet<string>): string[] {
  const lines = tree.tips(members).map((id) => id);
  const listed = new Set<string>();
  let current = 0;
  while (lines.length > 0) {
    const next = lines[current] ?? '';
    const above = lines.findIndex((id) => id !== next && tree.ancestors([id]).has(next));
    if (above >= 0) {
      current = above;
      continue;
    }
    listed.add(next);
    const [first, ...others] = walkedParents(tree, next).filter((id) => {
      return members.has(id) && !listed.has(id) && !lines.includes(id);
    });
    lines.splice(current, 1, ...(first === undefined ? [] : [first]));
    lines.push(...others);
    if (first === undefined) current = Math.max(0, current - 1);
  }
  return [...listed];
}

/** Down revisions, and dependencies that no revision below on the line declares. */
function walkedParents(tree: RevisionGraph, id: string): string[] {
  const line = [...tree.ancestors([id], 'version')].filter((other) => other !== id);
  const declared = new Set(line.flatMap((other) => tree.dependencies(other)));
  const down = tree.downRevisions(id);
  return [...new Set([...down, ...tree.dependencies(id).filter((one) => !declared.has(one))])];
}
