import {tokens} from './tokens.ts';
import type {Token} from './tokens.ts';

/** The names that an expression may speak of. */
export interface Names {
  readonly table: string;
  readonly columns: readonly string[];
}

/**
 * An expression in its plain form: names of columns spelled as the table does and quoted only where they must
 * be, comments and line breaks gone, no parentheses around the whole. SQLite changes the quotes when it renames a
 * column; the plain form stays the same.
 */
export function plainExpression(sql: string, {table, columns}: Names): string {
  const all = tokens(sql);
  const spelled = new Map(columns.map((column) => [column.toLowerCase(), column]));
  const text = all.map((token, at) => {
    const gap = at > 0 && spaceBefore(all[at - 1], token) ? ' ' : '';
    return gap + plainToken(token, all[at + 1], {table, spelled});
  });
  return withoutOuterParentheses(text.join(''));
}

function plainToken(
  token: Token,
  next: Token | undefined,
  {table, spelled}: {readonly table: string; readonly spelled: ReadonlyMap<string, string>},
): string {
  if (!isName(token)) return token.text;
  const name = token.value.toLowerCase();
  if (next?.text === '.') return name === table.toLowerCase() ? plainName(table) : token.text;
  const column = token.kind === 'word' && next?.text === '(' ? undefined : spelled.get(name);
  return column === undefined ? token.text : plainName(column);
}

const isName = ({kind, value}: Token): boolean =>
  kind === 'quoted' || (kind === 'word' && !reserved.has(value));

/** Whether a name reads the same without quotes. */
export const isPlainName = (name: string): boolean =>
  /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name) && !reserved.has(name.toLowerCase());

const plainName = (name: string): string =>
  isPlainName(name) ? name : `\`${name.replaceAll('`', '``')}\``;

const spaceBefore = (before: Token | undefined, token: Token): boolean =>
  before !== undefined && before.at + before.text.length < token.at;

/** `((a > 1))` is `a > 1`; `(a) > (b)` stays. */
export function withoutOuterParentheses(sql: string): string {
  const all = tokens(sql);
  let depth = 0;
  for (const [at, {text}] of all.entries()) {
    if (text === '(') depth += 1;
    if (text === ')') depth -= 1;
    if (depth === 0 && at < all.length - 1) return sql.trim();
  }
  if (all[0]?.text !== '(' || depth !== 0) return sql.trim();
  return withoutOuterParentheses(sql.trim().slice(1, -1));
}

/** Words that cannot be the name of a column without quotes, or that would read otherwise. */
const reserved: ReadonlySet<string> = new Set(
  (
    'add all alter always and as autoincrement between by case cast check collate commit constraint create cross current ' +
    'current_date current_time current_timestamp default deferrable delete distinct drop else escape except exists false foreign ' +
    'from full generated glob group having in index indexed inner insert intersect into is isnull join left like limit match ' +
    'natural not nothing notnull null on or order outer primary raise references regexp returning right select set table then to ' +
    'transaction true union unique update using values when where'
  ).split(' '),
);
