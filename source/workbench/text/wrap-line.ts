import {head} from './cut.ts';
import {lineWidth, span, type Line, type Span} from './spans.ts';
import {textWidth} from './width.ts';

const cache = new WeakMap<
  readonly Line[],
  {readonly columns: number; readonly lines: readonly Line[]}
>();

/** Lines of which none is wider than this; what goes on in a next line is set in as far as its beginning. */
export function wrapLines(lines: readonly Line[], columns: number): readonly Line[] {
  const known = cache.get(lines);
  if (known?.columns === columns) return known.lines;
  const wrapped = lines.flatMap((line) => wrapLine(line, columns));
  cache.set(lines, {columns, lines: wrapped});
  return wrapped;
}

/** A line broken at blanks, or inside a word that is wider than there is room. */
export function wrapLine(line: Line, columns: number): readonly Line[] {
  if (lineWidth(line) <= columns) return [line];
  const indent = ' '.repeat(Math.min(indentOf(line) + 2, Math.floor(columns / 2)));
  const lines: Span[][] = [[]];
  let room = columns;
  for (const word of words(line).flatMap((one) => pieces(one, columns - indent.length))) {
    if (lineWidth(trimmed(word)) > room) {
      lines.push([span(indent)]);
      room = columns - indent.length;
    }
    lines.at(-1)?.push(...word);
    room -= lineWidth(word);
  }
  return lines.map(trimmed);
}

/** A line without the blanks at its end, for which there may be no room. */
function trimmed(line: Line): Line {
  const last = line.at(-1);
  if (last === undefined || !last.text.endsWith(' ')) return line;
  return [...line.slice(0, -1), span(last.text.trimEnd(), last.tone)];
}

/** The words of a line, with the blanks behind them; a word may look different in its parts. */
function words(line: Line): readonly Line[] {
  const found: Span[][] = [[]];
  for (const {text, tone} of line) {
    for (const part of text.split(/(?<= )(?=\S)/)) {
      const isNew = found.at(-1)?.at(-1)?.text.endsWith(' ') === true && !part.startsWith(' ');
      if (isNew) found.push([]);
      found.at(-1)?.push(span(part, tone));
    }
  }
  return found;
}

/** A word that fits, or what is left of it piece by piece. */
function pieces(word: Line, columns: number): readonly Line[] {
  if (lineWidth(trimmed(word)) <= columns) return [word];
  return word.flatMap(({text, tone}) => cutText(text, columns).map((part) => [span(part, tone)]));
}

function cutText(text: string, columns: number): readonly string[] {
  const cut: string[] = [];
  let rest = text;
  while (textWidth(rest.trimEnd()) > columns) {
    // A character that is wider than the room stands alone and is cut where it is drawn.
    const piece = head(rest, columns) || rest.charAt(0);
    cut.push(piece);
    rest = rest.slice(piece.length);
  }
  return [...cut, rest];
}

/** The columns before the text of a line: a number in the margin and blanks. */
function indentOf(line: Line): number {
  const text = line.map((piece) => piece.text).join('');
  return /^\s*(?:\d+\s{2})?\s*/.exec(text)?.[0].length ?? 0;
}
