import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {computeLayout} from '../../source/workbench/layout.ts';
import {moveBy, moveList, moveTo, scrollBy} from '../../source/workbench/widgets/window.ts';

test.for([
  [120, 35, 'wide', true],
  [100, 35, 'wide', true],
  [100, 24, 'wide', false],
  [99, 35, 'narrow', undefined],
  [80, 24, 'narrow', undefined],
  [60, 15, 'narrow', undefined],
  [59, 35, 'tooSmall', undefined],
  [200, 14, 'tooSmall', undefined],
] as const)('%ix%i is %s', ([columns, rows, kind, stacked]) => {
  const layout = computeLayout(columns, rows);
  expect(layout.kind).toBe(kind);
  expect(layout.kind === 'wide' ? layout.stacked : undefined).toBe(stacked);
});

test('the panes fill the screen, whatever its size', () => {
  fc.assert(
    fc.property(
      fc.integer({min: 100, max: 400}),
      fc.integer({min: 15, max: 120}),
      (columns, rows) => {
        const layout = computeLayout(columns, rows);
        if (layout.kind !== 'wide') throw new Error('expected a wide layout');
        const {history, heads, log, detail} = layout.panes;
        expect(history.width + detail.width).toBe(columns);
        expect(detail.height).toBe(rows - 2);
        const left = layout.stacked ? history.height + heads.height + log.height : history.height;
        expect(left).toBe(rows - 2);
        for (const pane of [history, heads, log, detail]) expect(pane.height).toBeGreaterThan(3);
      },
    ),
  );
});

test('a list scrolls at its edge, and keeps two rows around its cursor', () => {
  const size = {count: 100, height: 10};
  const down = moveTo({cursor: 0, top: 0}, 7, size);
  expect(down).toEqual({cursor: 7, top: 0});
  expect(moveBy(down, 1, size)).toEqual({cursor: 8, top: 1});
  expect(moveBy({cursor: 50, top: 48}, -1, size)).toEqual({cursor: 49, top: 47});
  expect(moveBy({cursor: 50, top: 45}, -1, size)).toEqual({cursor: 49, top: 45});
  expect(moveList(down, 'last', size)).toEqual({cursor: 99, top: 90});
  expect(moveList(down, 'halfDown', size)).toEqual({cursor: 12, top: 5});
  expect(moveList(down, 'first', size)).toEqual({cursor: 0, top: 0});
});

test('the cursor is always in sight and in the list', () => {
  const where = fc.record({
    cursor: fc.integer({min: -5, max: 60}),
    top: fc.integer({min: -5, max: 60}),
  });
  fc.assert(
    fc.property(where, fc.nat(50), fc.integer({min: 1, max: 30}), (list, count, height) => {
      const {cursor, top} = moveTo(list, list.cursor, {count, height});
      expect(cursor).toBeGreaterThanOrEqual(0);
      expect(cursor).toBeLessThan(Math.max(1, count));
      expect(top).toBeGreaterThanOrEqual(0);
      expect(top).toBeLessThanOrEqual(cursor);
      expect(cursor).toBeLessThan(top + height);
    }),
  );
});

test('a text scrolls no further than its end', () => {
  expect(scrollBy(0, 99, {count: 20, height: 8})).toBe(12);
  expect(scrollBy(3, -99, {count: 20, height: 8})).toBe(0);
  expect(scrollBy(0, 1, {count: 5, height: 8})).toBe(0);
});
