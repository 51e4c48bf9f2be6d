import {graphemesOf, textWidth} from './width.ts';

/** Shortens a text to a number of columns, ending it with an ellipsis where something was cut. */
export function cut(text: string, columns: number, ellipsis = '…'): string {
  if (textWidth(text) <= columns) return text;
  const room = columns - textWidth(ellipsis);
  if (room < 0) return '';
  return head(text, room) + ellipsis;
}

/** Shortens a text at its beginning, which suits paths. */
export function cutStart(text: string, columns: number, ellipsis = '…'): string {
  if (textWidth(text) <= columns) return text;
  const room = columns - textWidth(ellipsis);
  if (room < 0) return '';
  const characters = Array.from(graphemesOf(text));
  let kept = '';
  let width = 0;
  for (let at = characters.length - 1; at >= 0; at--) {
    const character = characters[at];
    if (!character || width + character.width > room) break;
    kept = character.text + kept;
    width += character.width;
  }
  return ellipsis + kept;
}

/** A text of exactly this many columns: cut, or filled with blanks on the right. */
export function fit(text: string, columns: number, ellipsis = '…'): string {
  const short = cut(text, columns, ellipsis);
  return short + ' '.repeat(Math.max(0, columns - textWidth(short)));
}

/** As much of the beginning of a text as has room. */
export function head(text: string, columns: number): string {
  let kept = '';
  let width = 0;
  for (const character of graphemesOf(text)) {
    if (width + character.width > columns) break;
    kept += character.text;
    width += character.width;
  }
  return kept;
}

/** The lines of a text broken at blanks so that none is wider than this; a longer word is broken where it must. */
export function wrapWords(text: string, columns: number): readonly string[] {
  if (textWidth(text) <= columns || columns < 1) return [text];
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/(?<= )/)) {
    if (textWidth(line + word.trimEnd()) > columns && line !== '') {
      lines.push(line.trimEnd());
      line = '';
    }
    line += word;
    while (textWidth(line.trimEnd()) > columns) {
      const piece = head(line, columns);
      lines.push(piece);
      line = line.slice(piece.length);
    }
  }
  return line.trim() === '' ? lines : [...lines, line.trimEnd()];
}
