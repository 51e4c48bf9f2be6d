/** Control characters, and those that turn the direction of text round. Tab and line feed are told apart below. */
// oxlint-disable-next-line no-control-regex -- these are the characters that must not reach a terminal
const invisible = /[\u0000-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/g;

/** Text from a file or a database in one line, with everything that a terminal would act upon escaped. */
export function visible(text: string): string {
  return plain.test(text) ? text : text.replaceAll(invisible, escaped);
}

/** What most text is, and needs no looking at each character of. */
const plain = /^[ -~]*$/;

/** The same for text that may have several lines. */
export function visibleLines(text: string): string {
  return text.replaceAll(invisible, (character) => {
    return character === '\n' || character === '\t' ? character : escaped(character);
  });
}

function escaped(character: string): string {
  const code = character.charCodeAt(0);
  if (character === '\n') return String.raw`\n`;
  if (character === '\t') return String.raw`\t`;
  return code < 256
    ? `\\x${code.toString(16).padStart(2, '0')}`
    : `\\u${code.toString(16).padStart(4, '0')}`;
}
