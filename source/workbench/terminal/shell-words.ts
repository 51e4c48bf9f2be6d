import {AthanorError} from '../../errors.ts';

const quotes: Readonly<Record<string, string>> = {"'": "'", '"': '"'};

/** Splits a command as a shell would: blanks, both quotes, backslashes; nothing is expanded. */
export function shellWords(command: string): readonly string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let at = 0; at < command.length; at++) {
    const character = command.charAt(at);
    if (isEscape(character, quote, command.charAt(at + 1))) {
      word = (word ?? '') + command.charAt(++at);
    } else if (quote === '' && /\s/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (character === quote) {
      quote = '';
    } else if (quote === '' && character in quotes) {
      quote = character;
      word ??= '';
    } else {
      word = (word ?? '') + character;
    }
  }
  if (quote !== '') {
    throw new AthanorError('editor_failed', `the command ${command} has a ${quote} that is not closed`, {
      hint: 'correct ATHANOR_EDITOR, VISUAL or EDITOR',
    });
  }
  return word === undefined ? words : [...words, word];
}

/** A backslash escapes anything outside quotes, nothing in single ones, and itself or the quote in double ones. */
function isEscape(character: string, quote: string, next: string): boolean {
  if (character !== '\\' || next === '') return false;
  if (quote === '') return true;
  return quote === '"' && (next === '"' || next === '\\');
}
