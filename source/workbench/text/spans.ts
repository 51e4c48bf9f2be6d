import type {Tone} from '../theme/tones.ts';
import {cut} from './cut.ts';
import {textWidth} from './width.ts';

/** A piece of a line that looks the same throughout. */
export interface Span {
  readonly text: string;
  readonly tone?: Tone;
}

/** One line of the screen. Its text has been made visible already. */
export type Line = readonly Span[];

/** A piece of a line. */
export function span(text: string, tone?: Tone): Span {
  return tone === undefined ? {text} : {text, tone};
}

/** The columns that a line takes. */
export function lineWidth(line: Line): number {
  return line.reduce((width, {text}) => width + textWidth(text), 0);
}

/** The text of a line without its looks. */
export function lineText(line: Line): string {
  return line.map(({text}) => text).join('');
}

/** A line of exactly this many columns: cut with an ellipsis, or filled with blanks. */
export function fitLine(line: Line, columns: number, ellipsis = '…'): Line {
  const width = lineWidth(line);
  if (width <= columns) {
    return width === columns ? line : [...line, span(' '.repeat(columns - width))];
  }
  const kept: Span[] = [];
  let room = columns;
  for (const piece of line) {
    const needed = textWidth(piece.text);
    if (needed < room) {
      kept.push(piece);
      room -= needed;
      continue;
    }
    // The piece that does not fit, or that fills the room though more follows, ends in the ellipsis.
    const text = cut(`${piece.text}${ellipsis}`, room, ellipsis);
    kept.push({...piece, text}, span(' '.repeat(Math.max(0, room - textWidth(text)))));
    break;
  }
  return kept.filter(({text}) => text !== '');
}

/** A line with one part at its left and one at its right; the left is cut first. */
export function spread(left: Line, right: Line, columns: number, ellipsis = '…'): Line {
  const room = columns - lineWidth(right);
  if (right.length === 0 || room < 1) return fitLine(left, columns, ellipsis);
  return [...fitLine(left, room, ellipsis), ...right];
}
