import {structuredPatch} from 'diff';

/** A text under its name. */
export interface NamedText {
  readonly name: string;
  readonly text: string;
}

/** One line of a text: its number from 1 on, without the end of the line. */
export interface TextLine {
  readonly number: number;
  readonly text: string;
}

/** A line beside the one that took its place; what stands on one side alone is new or gone. */
export interface DiffRow {
  readonly kind: 'same' | 'changed';
  readonly before: TextLine | undefined;
  readonly after: TextLine | undefined;
}

/** Lines that differ, with some of those around them. */
export interface Hunk {
  /** Such as `@@ -1,7 +1,7 @@`. */
  readonly header: string;
  readonly rows: readonly DiffRow[];
}

/** How two texts differ; no hunks when they are equal. */
export interface TextDiff {
  readonly before: string;
  readonly after: string;
  readonly hunks: readonly Hunk[];
  /** How many lines are new, and how many gone; a changed line is both. */
  readonly added: number;
  readonly removed: number;
}

/** No difference. */
export const noDiff: TextDiff = {before: '', after: '', hunks: [], added: 0, removed: 0};

/** How one text became another, by Myers' difference of their lines. */
export function compareTexts(before: NamedText, after: NamedText): TextDiff {
  const patch = structuredPatch(before.name, after.name, before.text, after.text);
  const hunks = patch.hunks.map(({oldStart, oldLines, newStart, newLines, lines}) => ({
    header: `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`,
    rows: rowsOf(lines, oldLines === 0 ? 1 : oldStart, newLines === 0 ? 1 : newStart),
  }));
  const rows = hunks.flatMap((hunk) => hunk.rows).filter(({kind}) => kind === 'changed');
  return {
    before: before.name,
    after: after.name,
    hunks,
    added: rows.filter((row) => row.after !== undefined).length,
    removed: rows.filter((row) => row.before !== undefined).length,
  };
}

/** Lines with their signs, as rows: what is gone stands beside what came instead. */
function rowsOf(lines: readonly string[], oldStart: number, newStart: number): readonly DiffRow[] {
  const rows: DiffRow[] = [];
  let [old, now] = [oldStart, newStart];
  let gone: TextLine[] = [];
  let come: TextLine[] = [];
  const pair = (): void => {
    for (let at = 0; at < Math.max(gone.length, come.length); at++) {
      rows.push({kind: 'changed', before: gone[at], after: come[at]});
    }
    [gone, come] = [[], []];
  };
  for (const line of lines) {
    const text = line.slice(1);
    if (line.startsWith('-')) {
      // What is gone after something came belongs to another change.
      if (come.length > 0) pair();
      gone.push({number: old++, text});
    } else if (line.startsWith('+')) {
      come.push({number: now++, text});
    } else if (!line.startsWith('\\')) {
      pair();
      rows.push({kind: 'same', before: {number: old++, text}, after: {number: now++, text}});
    }
  }
  pair();
  return rows;
}
