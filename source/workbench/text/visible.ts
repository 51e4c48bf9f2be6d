const tab = 4;

/* oxlint-disable no-control-regex -- finding control characters is what these are for */
const plain = /^[^\p{Control}\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]*$/u;
const hidden = /[\p{Control}\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;
/* oxlint-enable no-control-regex */

/**
 * Text from outside as it may be shown on one line: tabs as blanks, and every character that would move the
 * cursor, change a colour or turn the direction of reading as its number.
 *
 * The joiner and the variation selectors inside emoji are left alone where they join something.
 */
export function visible(text: string): string {
  if (plain.test(text)) return text;
  return expandTabs(text).replaceAll(hidden, (character, at: number, whole: string) =>
    character === '\u200D' && joins(whole, at) ? character : numbered(character),
  );
}

/** Text from outside as lines that may be shown. */
export function visibleLines(text: string): readonly string[] {
  return text.split(/\r\n|\r|\n/).map(visible);
}

function joins(text: string, at: number): boolean {
  return (
    /\p{Extended_Pictographic}\uFE0F?$/u.test(text.slice(0, at)) &&
    /^\p{Extended_Pictographic}/u.test(text.slice(at + 1))
  );
}

function expandTabs(text: string): string {
  let line = '';
  for (const character of text) {
    line += character === '\t' ? ' '.repeat(tab - (line.length % tab)) : character;
  }
  return line;
}

function numbered(character: string): string {
  const number = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  return `\\u{${number}}`;
}
