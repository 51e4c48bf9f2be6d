import {fitLine, span, type Line, type Span} from '../spans.ts';
import {visible} from '../visible.ts';
import {wrapLine} from '../wrap-line.ts';
import {sidesOf} from './changed-words.ts';
import type {DiffRow, Hunk, TextDiff, TextLine} from './compare-texts.ts';

/** How a difference is shown: its sides under or beside each other, and the hunks of which only the head is. */
export interface DiffShown {
  readonly sides: 'unified' | 'beside';
  readonly folded: ReadonlySet<number>;
}

/** Everything, the sides under each other. */
export const wholeUnified: DiffShown = {sides: 'unified', folded: new Set()};

/** The other way to show the sides. */
export function turned(shown: DiffShown): DiffShown {
  return {...shown, sides: shown.sides === 'unified' ? 'beside' : 'unified'};
}

/** Folds or unfolds the hunk that the first line in sight belongs to, or all: open while one is folded. */
export function folded(
  shown: DiffShown,
  {hunkStarts}: DiffText,
  which: {readonly at: number} | 'all',
): DiffShown {
  const hunks = hunkStarts.map((_, hunk) => hunk);
  if (which === 'all') return {...shown, folded: new Set(shown.folded.size > 0 ? [] : hunks)};
  const hunk = Math.max(
    0,
    hunkStarts.findLastIndex((start) => start <= which.at),
  );
  const others = shown.folded.difference(new Set([hunk]));
  return {...shown, folded: shown.folded.has(hunk) ? others : others.union(new Set([hunk]))};
}

/** A difference as lines of which none is wider than there is room, and where each hunk begins. */
export interface DiffText {
  readonly lines: readonly Line[];
  readonly hunkStarts: readonly number[];
}

/** Narrower than this, two sides beside each other cannot be read. */
const narrowest = 60;

/** A difference as it is shown in so many columns; too few of them, and its sides stand under each other. */
export function diffView(diff: TextDiff, shown: DiffShown, columns: number): DiffText {
  if (diff.hunks.length === 0) return {lines: [], hunkStarts: []};
  const isBeside = shown.sides === 'beside' && columns >= narrowest;
  const names: readonly Line[] = [
    [span(`--- ${visible(diff.before)}`, 'removed')],
    [span(`+++ ${visible(diff.after)}`, 'added')],
  ];
  const lines = names.flatMap((line) => wrapLine(line, columns));
  const hunkStarts: number[] = [];
  for (const [at, hunk] of diff.hunks.entries()) {
    hunkStarts.push(lines.length);
    const isFolded = shown.folded.has(at);
    lines.push(headOf(hunk, isFolded));
    if (isFolded) continue;
    for (const line of isBeside ? beside(hunk.rows, columns) : unified(hunk.rows, columns)) {
      lines.push(line);
    }
  }
  return {lines, hunkStarts};
}

function headOf({header, rows}: Hunk, isFolded: boolean): Line {
  if (!isFolded) return [span(header, 'hunk')];
  const changed = rows.filter(({kind}) => kind === 'changed').length;
  return [span(`${header} `, 'hunk'), span(`${changed} changed, folded`, 'dim')];
}

/** As `diff -u`: all that is gone of a change, then all that came. */
function unified(rows: readonly DiffRow[], columns: number): readonly Line[] {
  const lines: Line[] = [];
  let come: Line[] = [];
  const put = (): void => {
    lines.push(...come);
    come = [];
  };
  for (const [at, row] of rows.entries()) {
    const {before, after} = sidesOf(row);
    if (row.kind === 'same') {
      put();
      lines.push([span(' '), ...after]);
      continue;
    }
    // What came without something gone before it and more gone after it are two changes.
    if (row.before !== undefined && rows[at - 1]?.before === undefined) put();
    if (row.before !== undefined) lines.push([span('-', 'removed'), ...before]);
    if (row.after !== undefined) come.push([span('+', 'added'), ...after]);
  }
  put();
  return lines.flatMap((line) => wrapLine(line, columns));
}

/** Old at the left, new at the right, each with its line's number and sign. */
function beside(rows: readonly DiffRow[], columns: number): readonly Line[] {
  const width = Math.floor((columns - 1) / 2);
  const last = rows.flatMap(({before, after}) => [before?.number ?? 0, after?.number ?? 0]);
  const margin = String(Math.max(...last)).length;
  return rows.flatMap((row) => {
    const isChanged = row.kind === 'changed';
    const {before, after} = sidesOf(row);
    const left = numbered(row.before, [sign(isChanged, '-', 'removed'), ...before], {
      margin,
      width,
    });
    const right = numbered(row.after, [sign(isChanged, '+', 'added'), ...after], {margin, width});
    return Array.from({length: Math.max(left.length, right.length)}, (_, at): Line => {
      return [...fitLine(left[at] ?? [], width), span('|', 'dim'), ...(right[at] ?? [])];
    });
  });
}

const sign = (isChanged: boolean, text: string, tone: 'added' | 'removed'): Span =>
  isChanged ? span(text, tone) : span(' ');

function numbered(
  line: TextLine | undefined,
  text: Line,
  {margin, width}: {readonly margin: number; readonly width: number},
): readonly Line[] {
  if (line === undefined) return [];
  const number = span(`${String(line.number).padStart(margin)} `, 'dim');
  const blank = span(' '.repeat(margin + 1));
  return wrapLine(text, width - margin - 1).map((part, at) =>
    [at === 0 ? number : blank].concat(part),
  );
}
