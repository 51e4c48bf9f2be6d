/**
 * Text that has not been broken into lines yet, after Wadler: a group is set on one line if it fits, and
 * otherwise each `line` of it becomes a new line. The formatter that projects run over their code works
 * the same way, so what is laid out here needs no formatting.
 */
export type Doc =
  | string
  | readonly Doc[]
  | {readonly kind: 'indent'; readonly contents: Doc}
  | Line
  | Group
  | {readonly kind: 'ifBroken'; readonly text: string}
  | {readonly kind: 'indentAfter'; readonly group: Group; readonly contents: Doc};

/** A place where the line may end: a space or nothing if it does not. A `hard` one always ends. */
export interface Line {
  readonly kind: 'line';
  readonly flat: '' | ' ';
  readonly hard: boolean;
  /** Within a text that goes over several lines: what follows is not indented. */
  readonly literal: boolean;
}

/** What is set on one line together, or not. */
export interface Group {
  readonly kind: 'group';
  readonly contents: Doc;
  readonly broken: boolean;
  /** Other ways to set the same, from the tightest to the loosest; the first that fits is taken. */
  readonly states?: readonly Doc[];
  /** Whether it breaks the groups around it, however it is set itself. */
  readonly breaksOthers: boolean;
}

const lineOf = (flat: Line['flat'], hard = false, literal = false): Line => ({
  kind: 'line',
  flat,
  hard,
  literal,
});

export const line: Doc = lineOf(' ');
export const softLine: Doc = lineOf('');
export const hardLine: Doc = lineOf('', true);
export const literalLine: Doc = lineOf('', true, true);
/** A comma at the end of a list, where the list is broken. */
export const trailingComma: Doc = {kind: 'ifBroken', text: ','};

/** Contents one step further in. */
export const indent = (...contents: readonly Doc[]): Doc => ({kind: 'indent', contents});

/** A group; broken from the start if it holds a line that must end. */
export const group = (
  contents: Doc,
  {broken = false}: {readonly broken?: boolean} = {},
): Group => ({
  kind: 'group',
  contents,
  broken: broken || mustBreak(contents),
  breaksOthers: broken || mustBreak(contents),
});

/** The first of several ways to set the same that fits. */
export const firstThatFits = (tight: Doc, ...looser: readonly Doc[]): Group => ({
  kind: 'group',
  contents: tight,
  broken: false,
  states: [tight, ...looser],
  breaksOthers: mustBreak(tight),
});

/** Contents, indented if a group before them was broken. */
export const indentAfter = (before: Group, contents: Doc): Doc => ({
  kind: 'indentAfter',
  group: before,
  contents,
});

/** Docs with another between each two. */
export const join = (between: Doc, docs: readonly Doc[]): readonly Doc[] =>
  docs.flatMap((doc, at) => (at === 0 ? [doc] : [between, doc]));

/** Whether a doc cannot be set on one line. */
export function mustBreak(doc: Doc): boolean {
  if (typeof doc === 'string') return false;
  if (isList(doc)) return doc.some(mustBreak);
  if (doc.kind === 'line') return doc.hard;
  if (doc.kind === 'group') return doc.breaksOthers;
  return doc.kind === 'ifBroken' ? false : mustBreak(doc.contents);
}

/** Whether a doc is several, one after the other. */
export const isList = (doc: Doc): doc is readonly Doc[] => Array.isArray(doc);
