import {AthanorError} from '../../errors.ts';
import {tokens} from './tokens.ts';
import type {Token} from './tokens.ts';

/** Goes through the tokens of one definition from left to right. */
export interface Reader {
  /** Whether these words (or signs) come next. */
  readonly sees: (...words: readonly string[]) => boolean;
  /** Whether these words (or signs) came next; then they are behind. */
  readonly accept: (...words: readonly string[]) => boolean;
  /** The next token, which is behind then. Throws `not_supported` at the end. */
  readonly next: () => Token;
  readonly peek: () => Token | undefined;
  /** The name that comes next, however it is quoted. */
  readonly name: () => string;
  /** What stands between the parentheses that come next, as it is written. */
  readonly parenthesised: () => string;
  /** The text from here to the end. */
  readonly rest: () => string;
  readonly refuse: () => AthanorError;
}

/** Reads a definition as it stands in `sqlite_master`. */
export function reader(sql: string): Reader {
  const all = tokens(sql);
  let at = 0;

  const isAt = (place: number, word: string): boolean => {
    const token = all[place];
    return (token?.kind === 'word' || token?.kind === 'symbol') && token.value === word;
  };
  const sees = (...words: readonly string[]): boolean =>
    words.every((word, offset) => isAt(at + offset, word));
  const refuse = (): AthanorError =>
    new AthanorError(
      'not_supported',
      `cannot read the definition near ${JSON.stringify(all[at]?.text ?? 'its end')}`,
      {
        hint: 'see the definition with: select sql from sqlite_master',
        details: {sql},
      },
    );
  const next = (): Token => {
    const token = all[at];
    if (token === undefined) throw refuse();
    at += 1;
    return token;
  };

  return {
    sees,
    next,
    refuse,
    peek: () => all[at],
    accept(...words) {
      const seen = sees(...words);
      if (seen) at += words.length;
      return seen;
    },
    name() {
      const token = all[at];
      if (token === undefined || !['word', 'quoted', 'string'].includes(token.kind)) throw refuse();
      at += 1;
      return nameOf(token);
    },
    parenthesised() {
      const open = all[at];
      if (open?.text !== '(') throw refuse();
      let depth = 0;
      do {
        const {text} = next();
        if (text === '(') depth += 1;
        if (text === ')') depth -= 1;
      } while (depth > 0);
      return sql.slice(open.at + 1, all[at - 1]?.at).trim();
    },
    rest: () => sql.slice(all[at]?.at ?? sql.length).trim(),
  };
}

/** The name that a token stands for. SQLite takes a string for a name where only a name can stand. */
export const nameOf = ({kind, text, value}: Token): string => (kind === 'word' ? text : value);
