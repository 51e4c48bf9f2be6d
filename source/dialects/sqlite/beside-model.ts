import {tokens, type Token} from './tokens.ts';

/**
 * What a `create table` of SQLite says that has no place in a table as data, as it is written: a table
 * that is made anew from that data would be without it.
 */
export function besideModel(sql: string): readonly string[] {
  const all = tokens(sql);
  return all.flatMap((token, at) => {
    if (is(token, 'on') && is(all[at + 1], 'conflict')) return [text(all, at, at + 3)];
    // Numbered as a row is it alone that ascends.
    if (is(token, 'primary') && is(all[at + 2], 'desc')) return [text(all, at, at + 3)];
    if (all[at + 1]?.text !== '(' || !(is(token, 'unique') || is(token, 'key'))) return [];
    const end = all.findIndex((each, place) => place > at && each.text === ')');
    const key = all.slice(at, end + 1);
    return key.some((each) => is(each, 'collate')) ? [text(all, at, end + 1)] : [];
  });
}

const is = (token: Token | undefined, word: string): boolean =>
  token?.kind === 'word' && token.value === word;

const text = (all: readonly Token[], from: number, to: number): string =>
  all
    .slice(from, to)
    .map((token) => token.text)
    .join(' ');
