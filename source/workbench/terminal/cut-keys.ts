/** One thing that a terminal sent: a key (its bytes), a whole paste, or a report of the mouse. */
export type Token =
  | {readonly kind: 'key'; readonly sequence: string}
  | {readonly kind: 'paste'; readonly sequence: string}
  | {readonly kind: 'mouse'; readonly report: MouseReport};

/** A report of the mouse in SGR form; columns and rows count from 1. */
export interface MouseReport {
  readonly button: number;
  readonly column: number;
  readonly row: number;
  readonly pressed: boolean;
}

/** What a chunk of input held, and the end of it that may go on in the next chunk. */
export interface Cut {
  readonly tokens: readonly Token[];
  readonly rest: string;
}

/** The escape key, in a form that no parser waits on or joins with the key after it. */
export const escapeKey = '\u001B[27u';

const graphemes = new Intl.Segmenter(undefined, {granularity: 'grapheme'});
const pasteStart = '\u001B[200~';
const pasteEnd = '\u001B[201~';

/* oxlint-disable no-control-regex -- escape sequences begin with a control character */
const mouse = /^\u001B\[<(\d+);(\d+);(\d+)([Mm])/;
const sequence = /^\u001B(?:\[\[?[0-?]*[ -/]*[@-Z\\-~]|O[\d;]*[@-~]|[^\u001B[O])/u;
const unfinished = /^\u001B(?:\[\[?[0-?]*[ -/]*|O[\d;]*)?$/;
/* oxlint-enable no-control-regex */

/** Cuts input into single keys, however many arrived together. */
export function cutKeys(input: string): Cut {
  const tokens: Token[] = [];
  let rest = input;
  while (rest !== '') {
    const step = rest.startsWith('\u001B') ? cutEscape(rest) : cutText(rest);
    if (step === undefined) break;
    tokens.push(...step.tokens);
    rest = step.rest;
  }
  return {tokens, rest};
}

/** What is left of an unfinished sequence when nothing more came: the escape key itself, or nothing that means a key. */
export function settleRest(rest: string): readonly Token[] {
  if (rest === '\u001B') return [{kind: 'key', sequence: escapeKey}];
  if (rest.startsWith(pasteStart)) return [{kind: 'paste', sequence: rest + pasteEnd}];
  return [];
}

/** Whether an unfinished sequence is a paste, whose end may take long to arrive. */
export function isPasting(rest: string): boolean {
  return rest.startsWith(pasteStart);
}

function cutText(input: string): Cut {
  const escape = input.indexOf('\u001B');
  const text = escape < 0 ? input : input.slice(0, escape);
  return {
    tokens: Array.from(graphemes.segment(text), ({segment}) => ({kind: 'key', sequence: segment})),
    rest: input.slice(text.length),
  };
}

/** The token at the start of input that begins with an escape; undefined while it may still go on. */
function cutEscape(input: string): Cut | undefined {
  if (input.startsWith(pasteStart)) return cutPaste(input);
  if (unfinished.test(input)) return undefined;
  const report = mouse.exec(input);
  if (report) {
    return {
      tokens: [{kind: 'mouse', report: readMouse(report)}],
      rest: input.slice(report[0].length),
    };
  }
  const key = sequence.exec(input)?.[0];
  if (key !== undefined)
    return {tokens: [{kind: 'key', sequence: key}], rest: input.slice(key.length)};
  // An escape before another one is the key; before anything else it began a sequence that no terminal sends.
  const isKey = input.startsWith('\u001B\u001B');
  return {tokens: isKey ? [{kind: 'key', sequence: escapeKey}] : [], rest: input.slice(1)};
}

function cutPaste(input: string): Cut | undefined {
  const end = input.indexOf(pasteEnd);
  if (end < 0) return undefined;
  const after = end + pasteEnd.length;
  return {tokens: [{kind: 'paste', sequence: input.slice(0, after)}], rest: input.slice(after)};
}

function readMouse([, button, column, row, end]: RegExpExecArray): MouseReport {
  return {
    button: Number(button),
    column: Number(column),
    row: Number(row),
    pressed: end === 'M',
  };
}
