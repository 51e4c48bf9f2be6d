import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {drawLanes, laneCount, laneText} from '../../source/graph/draw-lanes.ts';
import {layoutLanes, NEAR, type LaneRow} from '../../source/graph/lanes.ts';
import {RevisionGraph} from '../../source/graph/revision-graph.ts';
import {anyGraph} from '../support/any-graph.ts';
import {graph} from '../support/graph.ts';

const draw = (row: LaneRow) => laneText(drawLanes(row, {glyph: 'o', ascii: true}));

function drawing(tree: RevisionGraph, style: {ascii?: boolean; maxLanes?: number} = {}): string {
  const glyph = style.ascii === true ? 'o' : '○';
  return layoutLanes(tree, tree.newestFirst())
    .map((row) => `${laneText(drawLanes(row, {glyph, ...style})).padEnd(10)} ${row.revision}`)
    .join('\n');
}

describe('drawLanes', () => {
  const merged = graph('r', 'base2: r', 'b1: base2', 'c1: base2', 'b2: b1', 'm: b2 c1');

  test('a branch that was merged', () => {
    expect(drawing(merged)).toBe(
      [
        '○─╮        m',
        '○ │        b2',
        '○ │        b1',
        '│ ○        c1',
        '○─╯        base2',
        '○          r',
      ].join('\n'),
    );
  });

  test('without box characters', () => {
    expect(drawing(merged, {ascii: true})).toBe(
      [
        'o-.        m',
        'o |        b2',
        'o |        b1',
        '| o        c1',
        "o-'        base2",
        'o          r',
      ].join('\n'),
    );
  });

  test('three parents, and a line of its own beside them', () => {
    expect(drawing(graph('r', 'a: r', 'b: r', 'c: r', 'm: a b c', 'y', 'x: y'))).toBe(
      [
        '○─┬─╮      m',
        '○ │ │      a',
        '│ ○ │      b',
        '│ │ │ ○    x',
        '│ │ │ ○    y',
        '│ │ ○      c',
        '○─┴─╯      r',
      ].join('\n'),
    );
  });

  test('a dependency is dotted, and crosses lines', () => {
    expect(drawing(graph('x', 'a', 'b: a + x', 'c: a', 'd: c'))).toBe(
      ['○┄╮        b', '│ ┊ ○      d', '│ ┊ ○      c', '○─┼─╯      a', '  ○        x'].join('\n'),
    );
  });
});

describe('a drawing', () => {
  test('lanes beyond the limit are folded', () => {
    expect(drawing(graph('r', 'a: r', 'b: r', 'c: r', 'm: a b c'), {maxLanes: 2})).toBe(
      ['○─…        m', '○ …        a', '│ ○        b', '│ ○        c', '○─…        r'].join('\n'),
    );
  });

  test('each character knows its lane', () => {
    const tree = graph('a', 'b', 'm: a b');
    const [top] = layoutLanes(tree, tree.newestFirst());
    const cells = top === undefined ? [] : drawLanes(top, {glyph: '◎'});

    expect(cells).toEqual([
      {text: '◎', lane: 0},
      {text: '─', lane: 1},
      {text: '╮', lane: 1},
    ]);
  });

  test('a dependency far below has no lane, but a mark', () => {
    const between = Array.from({length: NEAR + 1}, (_, n) => (n === 0 ? 'l0' : `l${n}: l${n - 1}`));
    const tree = graph('x', ...between, `top: l${NEAR} + x`);
    const order = ['top', ...between.map((_, n) => `l${NEAR - n}`), 'x'];
    const rows = layoutLanes(tree, order);

    expect(rows[0]).toMatchObject({column: 0, forks: [], far: ['x']});
    expect(rows.slice(0, 2).map((row) => laneText(drawLanes(row, {glyph: '○'})))).toEqual([
      '○┄',
      '○',
    ]);
  });
});

describe('a drawing within a limit', () => {
  test('a folded row is the whole one, cut off', () => {
    fc.assert(
      fc.property(anyGraph(20), fc.integer({min: 1, max: 6}), (tree, maxLanes) => {
        for (const row of layoutLanes(tree, tree.newestFirst())) {
          const whole = drawLanes(row, {glyph: '○'});
          const lane = maxLanes - 1;
          const rest = {text: row.column >= lane ? '○' : '…', lane};
          const cut = laneCount(row) > maxLanes ? [...whole.slice(0, lane * 2), rest] : whole;
          expect(drawLanes(row, {glyph: '○', maxLanes})).toEqual(cut);
        }
      }),
      {numRuns: 100},
    );
  });

  test('of thousands of lanes only those are looked at that are drawn', () => {
    const heads = Array.from({length: 3000}, (_, at) => `h${at}: r`);
    const tree = graph('r', ...heads);
    const rows = layoutLanes(tree, tree.newestFirst());
    let looks = 0;
    const counted = (threads: LaneRow['before']) =>
      new Proxy(threads, {
        get(lanes, key) {
          looks++;
          return Reflect.get(lanes, key);
        },
      });
    const row = rows.at(-2);
    if (row === undefined) throw new Error('there are rows');
    expect(row.before.length).toBe(2999);
    const {revision, column, joins, forks, far} = row;
    const before = counted(row.before);
    drawLanes(
      {revision, column, joins, forks, far, before, after: counted(row.after)},
      {
        glyph: '○',
        maxLanes: 16,
      },
    );
    expect(looks).toBeLessThan(100);
  });
});

describe('layoutLanes', () => {
  test('parents that are not shown leave no lane', () => {
    const tree = graph('a', 'b: a', 'c: b');

    expect(layoutLanes(tree, ['c', 'b']).map(({after}) => after)).toEqual([['line'], []]);
  });

  test('what leaves a row enters the next one, and lanes keep their place', () => {
    fc.assert(
      fc.property(anyGraph(20), (tree) => {
        const rows = layoutLanes(tree, tree.newestFirst());
        const gaps = rows.map((row, index) => [row.after, rows[index + 1]?.before ?? []]);

        expect(rows[0]?.before).toEqual([]);
        for (const [after, before] of gaps) expect(before).toEqual(after);
        for (const row of rows) expect(passing(row, row.before)).toEqual(passing(row, row.after));
      }),
      {numRuns: 300},
    );
  });

  test('each revision is met by as many lanes as lead to it, and every line arrives', () => {
    fc.assert(
      fc.property(anyGraph(20), (tree) => {
        for (const row of layoutLanes(tree, tree.newestFirst())) {
          const arrives = (row.before[row.column] ?? 'none') !== 'none';
          const above = tree.children(row.revision).length + tree.dependents(row.revision).length;
          const parents = tree.parents(row.revision).length - row.far.length;

          expect(arrives).toBe(above > 0);
          expect((row.after[row.column] ?? 'none') !== 'none').toBe(parents > 0);
          expect(row.forks).toHaveLength(Math.max(0, parents - 1));
          expect(row.joins.length).toBeLessThanOrEqual(Math.max(0, above - 1));
        }
      }),
      {numRuns: 300},
    );
  });

  test('a window of many rows can be drawn alone, in any order', () => {
    const revisions = Array.from({length: 2000}, (_, index) => ({
      id: `r${index}`,
      downRevisions: index === 0 ? [] : [`r${index - 1 - ((index * 7) % Math.min(index, 9))}`],
      dependsOn: [],
      branchLabels: [],
      message: '',
    }));
    const tree = new RevisionGraph(revisions);
    const rows = layoutLanes(tree, tree.newestFirst());
    const forwards = rows.slice(900, 1000).map(draw);
    const backwards = rows.slice(900, 1000).toReversed().map(draw);

    expect(backwards.toReversed()).toEqual(forwards);
    expect(rows[999]?.after).toEqual(rows[1000]?.before);
    expect(rows.slice(0, 50).every((row) => row.column < laneCount(row))).toBe(true);
  });
});

/** What runs past a row without meeting its revision. */
function passing({column, joins, forks}: LaneRow, threads: LaneRow['before']) {
  const met = new Set([column, ...joins.map(({lane}) => lane), ...forks.map(({lane}) => lane)]);
  return threads.flatMap((thread, lane) => {
    return met.has(lane) || thread === 'none' ? [] : [`${lane} ${thread}`];
  });
}
