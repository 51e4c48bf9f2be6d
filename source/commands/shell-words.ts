import {AthanorError} from '../errors.ts';

const piece = /'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)|([^\s'"\\]+|\\$)/gs;
const word = /(?:'[^']*'|"(?:[^"\\]|\\.)*"|\\.|[^\s'"\\]|\\$)+/gs;

/** Splits a command as a shell would: blanks, both quotes, backslashes; nothing is expanded. */
export function shellWords(command: string): readonly string[] {
  if (command.replaceAll(word, '').trim() !== '') {
    throw new AthanorError(
      'editor_failed',
      `the command ${command} has a quote that is not closed`,
      {
        hint: 'correct ATHANOR_EDITOR, VISUAL or EDITOR',
      },
    );
  }
  return Array.from(command.matchAll(word), ([text]) => unquoted(text));
}

function unquoted(text: string): string {
  return Array.from(text.matchAll(piece), ([, single, double, escaped, bare]) => {
    const inDouble = double?.replaceAll(/\\(["\\])/g, '$1');
    return single ?? inDouble ?? escaped ?? bare ?? '';
  }).join('');
}
