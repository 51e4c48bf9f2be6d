import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {compareTexts, type TextDiff} from '../../../../source/workbench/text/diff/compare-texts.ts';
import {diffView, type DiffShown} from '../../../../source/workbench/text/diff/diff-view.ts';
import {lineText, lineWidth} from '../../../../source/workbench/text/spans.ts';

const thirty = Array.from({length: 30}, (_, at) => `line ${at}`);
const text = (lines: readonly string[]): string => `${lines.join('\n')}\n`;
const between = (before: readonly string[], after: readonly string[]): TextDiff =>
  compareTexts({name: 'a.ts', text: text(before)}, {name: 'b.ts', text: text(after)});

function shown(diff: TextDiff, how: Partial<DiffShown> = {}, columns = 80): readonly string[] {
  const view = {sides: 'unified', folded: new Set<number>(), ...how} as const;
  return diffView(diff, view, columns).lines.map(lineText);
}

const changed = between(thirty, thirty.with(2, 'changed').toSpliced(27, 1));

test('unified, as diff -u', () => {
  expect([changed.added, changed.removed]).toEqual([1, 2]);
  const lines = shown(changed);
  expect(lines.slice(0, 7)).toEqual([
    '--- a.ts',
    '+++ b.ts',
    '@@ -1,7 +1,7 @@',
    ' line 0',
    ' line 1',
    '-line 2',
    '+changed',
  ]);
  expect(lines.filter((line) => line.startsWith('@@'))).toHaveLength(2);
});

test('side by side, each side with its numbers', () => {
  const lines = shown(changed, {sides: 'beside'}, 60);
  expect(lines.slice(2, 8)).toEqual([
    '@@ -1,7 +1,7 @@',
    '1  line 0                    |1  line 0',
    '2  line 1                    |2  line 1',
    '3 -line 2                    |3 +changed',
    '4  line 3                    |4  line 3',
    '5  line 4                    |5  line 4',
  ]);
  expect(lines.at(-3)).toMatch(/^28 -line 27  +\|$/);
});

test('where there is no room for two sides, they stand under each other', () => {
  expect(shown(changed, {sides: 'beside'}, 59)).toEqual(shown(changed, {}, 59));
});

test('a folded hunk is its head, and says how much is in it', () => {
  const lines = shown(changed, {folded: new Set([0])});
  expect(lines[2]).toBe('@@ -1,7 +1,7 @@ 1 changed, folded');
  expect(lines[3]).toMatch(/^@@ -24,/);
});

test('the words that changed within a line are marked, and only those', () => {
  const diff = between(['  email: t.string().length(120),'], ['  email: t.string().length(255),']);
  const [, , , before = [], after = []] = diffView(
    diff,
    {sides: 'unified', folded: new Set()},
    80,
  ).lines;
  const marked = (line: typeof before): string =>
    line.flatMap(({text: part, tone}) => (tone?.endsWith('Words') ? [part] : [])).join();
  expect([marked(before), marked(after)]).toEqual(['120', '255']);
});

test('lines that have nothing in common are not taken apart', () => {
  const diff = between(['drop table account'], ['create index sooner on payment']);
  const {lines} = diffView(diff, {sides: 'unified', folded: new Set()}, 80);
  expect(lines.flat().filter(({tone}) => tone?.endsWith('Words'))).toEqual([]);
});

const lines = fc.array(fc.constantFrom('a', 'b', 'c d', 'c e', '漢字', '', '-', '+x'), {
  maxLength: 12,
});

test('a unified difference says what patch would do, and no line is too wide', () => {
  fc.assert(
    fc.property(lines, lines, fc.constantFrom('unified', 'beside'), (before, after, sides) => {
      const diff = between(before, after);
      const view = diffView(diff, {sides, folded: new Set()}, 70);
      for (const line of view.lines) expect(lineWidth(line)).toBeLessThanOrEqual(70);
      expect(view.hunkStarts).toHaveLength(diff.hunks.length);
      const rows = diff.hunks.flatMap((hunk) => hunk.rows);
      for (const [side, from] of [
        ['before', before],
        ['after', after],
      ] as const) {
        const shownLines = rows.flatMap((row) => row[side] ?? []);
        const all = [...from, ''];
        expect(shownLines.map((line) => line.text)).toEqual(
          shownLines.map(({number}) => all[number - 1]),
        );
      }
      expect(diff.added - diff.removed).toBe(
        text(after).split('\n').length - text(before).split('\n').length,
      );
    }),
  );
});
