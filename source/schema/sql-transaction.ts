import {identifier, isCode, tokens, type SqlToken} from './sql-text.ts';

/** Why SQL cannot stand in a run, and what to do instead. */
export interface Interference {
  readonly what: string;
  readonly hint: string;
  /** Whether it may stand outside the step's transaction. */
  readonly mayStandOutside: boolean;
}

/**
 * How SQL, of one statement or several, would reach into the transaction that it runs in, or take away
 * what a run relies on; `undefined` when it does not.
 */
export function interference(sql: string): Interference | undefined {
  const code = tokens(sql).filter(isCode);
  for (const statement of statements(code)) {
    const found = interferes(statement);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether a statement holds others between `begin` and `end`, as a trigger or a routine does. */
export const hasBody = (words: readonly string[]): boolean =>
  words[0] === 'create' &&
  words.includes('begin') &&
  words.some((each) => ['trigger', 'function', 'procedure'].includes(each));

function statements(code: readonly SqlToken[]): readonly (readonly SqlToken[])[] {
  if (hasBody(code.map(word))) return [code];
  const found: SqlToken[][] = [[]];
  for (const token of code) {
    if (token.text === ';') found.push([]);
    else found.at(-1)?.push(token);
  }
  return found;
}

function interferes(statement: readonly SqlToken[]): Interference | undefined {
  const [first = '', second = ''] = statement.slice(0, 2).map(word);
  if (controls.has(first) || (first === 'prepare' && second === 'transaction')) {
    return {
      what: `${first} reaches into the transaction of the step, which is begun and ended by the run`,
      hint: 'leave it out: what has to be committed by itself belongs into a revision of its own',
      mayStandOutside: false,
    };
  }
  if (outside.has(first)) {
    return {
      what: `${first} cannot run inside a transaction`,
      hint: `say op.execute('${first} …', {transactional: false})`,
      mayStandOutside: true,
    };
  }
  return first === 'pragma' ? setsPragma(statement) : undefined;
}

const controls: ReadonlySet<string> = new Set([
  'begin',
  'start',
  'commit',
  'end',
  'rollback',
  'abort',
  'savepoint',
  'release',
  'discard',
]);

const outside: ReadonlySet<string> = new Set(['vacuum', 'attach', 'detach']);

/** `pragma main.foreign_keys = off`; what only asks is left alone. */
function setsPragma(statement: readonly SqlToken[]): Interference | undefined {
  const at = statement[2]?.text === '.' ? 3 : 1;
  const [name, sign] = statement.slice(at, at + 2);
  const pragma = (name === undefined ? '' : (identifier(name) ?? '')).toLowerCase();
  if (!settings.has(pragma) || (sign?.text !== '=' && sign?.text !== '(')) return undefined;
  return {
    what: `pragma ${pragma} is set by the run, and SQLite ignores or keeps it beyond the step`,
    hint: 'leave it out: foreign keys are off where a table is made anew, and looked at before the commit',
    mayStandOutside: false,
  };
}

const settings: ReadonlySet<string> = new Set(['foreign_keys', 'legacy_alter_table']);

const word = ({kind, text}: SqlToken): string => (kind === 'word' ? text.toLowerCase() : text);
