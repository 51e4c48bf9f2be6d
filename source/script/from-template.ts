import {readFileSync} from 'node:fs';
import {AthanorError} from '../errors.ts';
import {isFault, readHeader} from './read-header.ts';
import {piecesOf, revisionText, type NewRevision} from './write-script.ts';

const token = /\$\{(\w+)\}/g;

/**
 * The text of a revision file, as a template of the user's has it where there is one: `${comment}`, `${imports}`, `${constants}`,
 * `${upgrade}` and `${downgrade}` stand for the parts, `${revision}`, `${message}` and `${created}` for words.
 *
 * Throws `bad_config` for a template that cannot be read, that knows other words, or whose file would not say
 * what the revision is.
 */
export function textFromTemplate(template: string | undefined, revision: NewRevision): string {
  if (template === undefined) return revisionText(revision);
  const {id, message, created} = revision;
  const words: Readonly<Record<string, string>> = {
    ...piecesOf(revision),
    revision: id,
    message: message.replaceAll('*/', String.raw`*\/`),
    created,
  };
  const text = templateText(template).replaceAll(token, (whole, word: string) => {
    const put = Object.hasOwn(words, word) ? words[word] : undefined;
    if (put !== undefined) return put;
    throw wrong(`${template} knows no ${whole}`, `there are ${Object.keys(words).join(', ')}`);
  });
  const header = readHeader(text);
  const said = isFault(header) ? header.message : undefined;
  if (!isFault(header) && JSON.stringify(header) === JSON.stringify(headerOf(revision)))
    return text;
  throw wrong(
    `a file from ${template} does not say which revision it is${said === undefined ? '' : `: ${said}`}`,
    'put ${constants} on a line of its own before ${upgrade} and ${downgrade}',
  );
}

const headerOf = ({id, downRevisions, branchLabels, dependsOn}: NewRevision) => ({
  revision: id,
  downRevisions,
  branchLabels,
  dependsOn,
});

function templateText(template: string): string {
  try {
    return readFileSync(template, 'utf8');
  } catch (error) {
    throw new AthanorError('bad_config', `the template ${template} cannot be read`, {
      hint: '"template" names a file, relative to the configuration',
      cause: error,
    });
  }
}

const wrong = (message: string, hint: string): AthanorError =>
  new AthanorError('bad_config', message, {hint});
