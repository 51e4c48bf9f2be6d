import {identifier, isCode, tokens} from './sql-text.ts';
import type {SqlToken} from './sql-text.ts';

/** The expression, in the context of a table, after one of the table's columns got another name. */
export function withColumnRenamed(
  sql: string,
  {table, from, to}: {readonly table: string; readonly from: string; readonly to: string},
): string {
  return rewritten(sql, (code, at) => isColumn(code, at, {table, column: from}), to);
}

/** The expression after the table that its columns are qualified with got another name. */
export function withTableRenamed(sql: string, from: string, to: string): string {
  return rewritten(sql, (code, at) => names(code[at], from) && isQualifier(code, at), to);
}

/** Whether an expression, in the context of a table, speaks of one of the table's columns. */
export function mentionsColumn(sql: string, table: string, column: string): boolean {
  const code = tokens(sql).filter(isCode);
  return code.some((_, at) => isColumn(code, at, {table, column}));
}

function rewritten(
  sql: string,
  applies: (code: readonly SqlToken[], at: number) => boolean,
  to: string,
): string {
  const all = tokens(sql);
  const code = all.filter(isCode);
  const chosen = new Set(code.filter((_, at) => applies(code, at)));
  return all.map((token) => (chosen.has(token) ? named(token, to) : token.text)).join('');
}

function isColumn(
  code: readonly SqlToken[],
  at: number,
  {table, column}: {readonly table: string; readonly column: string},
): boolean {
  if (!names(code[at], column) || isQualifier(code, at)) return false;
  if (code[at - 1]?.text === '.') return names(code[at - 2], table);
  return code[at]?.kind === 'quoted' ? !isCollation(code, at) : !isOtherWord(code, at);
}

/** A bare word that stands where no column can stand: a function, a type, a collation. */
function isOtherWord(code: readonly SqlToken[], at: number): boolean {
  const next = code[at + 1];
  return (
    next?.text === '(' ||
    next?.kind === 'string' ||
    isCollation(code, at) ||
    isField(code, at) ||
    isType(code, at)
  );
}

const isCollation = (code: readonly SqlToken[], at: number): boolean =>
  isWord(code[at - 1], 'collate');

/** The `year` of `extract(year from …)`. */
const isField = (code: readonly SqlToken[], at: number): boolean =>
  code[at - 1]?.text === '(' && isWord(code[at - 2], 'extract');

/** After `::` or, in a cast, `as`; `double precision` and `timestamp with time zone` are types to their last word. */
function isType(code: readonly SqlToken[], at: number): boolean {
  let first = at;
  while (typeWords.has(code[first]?.text.toLowerCase() ?? '') && code[first - 1]?.kind === 'word') {
    if (isWord(code[first - 1], 'as')) break;
    first -= 1;
  }
  const before = code[first - 1];
  return before?.text === '::' || isWord(before, 'as');
}

const typeWords: ReadonlySet<string> = new Set([
  'precision',
  'varying',
  'with',
  'without',
  'time',
  'zone',
]);

const isQualifier = (code: readonly SqlToken[], at: number): boolean => code[at + 1]?.text === '.';

const isWord = (token: SqlToken | undefined, word: string): boolean =>
  token?.kind === 'word' && token.text.toLowerCase() === word;

/** Bare words are compared without case, as both databases fold them. */
function names(token: SqlToken | undefined, name: string): boolean {
  if (token === undefined) return false;
  const text = identifier(token);
  if (text === undefined) return false;
  return token.kind === 'quoted' ? text === name : text.toLowerCase() === name.toLowerCase();
}

/** A name in the way in which the old one was written, quoted where it must be. */
function named(token: SqlToken, name: string): string {
  if (token.kind === 'word')
    return plain.test(name) && !reserved.has(name) ? name : `"${name.replaceAll('"', '""')}"`;
  if (token.text.startsWith('['))
    return name.includes(']') ? `"${name.replaceAll('"', '""')}"` : `[${name}]`;
  const quote = token.text.charAt(0);
  return `${quote}${name.replaceAll(quote, quote.repeat(2))}${quote}`;
}

const plain = /^[a-z_][a-z0-9_]*$/;

/** Words that one of the two databases does not take as a name without quotes. */
const reserved: ReadonlySet<string> = new Set(
  (
    'add all alter analyse analyze and any array as asc asymmetric autoincrement between both case cast check collate ' +
    'column commit concurrently constraint create cross current_catalog current_date current_role current_schema ' +
    'current_time current_timestamp current_user default deferrable delete desc distinct do drop else end escape ' +
    'except exists false fetch for foreign freeze from full glob grant group having if ilike in index indexed ' +
    'initially inner insert intersect into is isnull join lateral leading left like limit localtime localtimestamp ' +
    'match natural not nothing notnull null offset on only or order outer overlaps placing primary references ' +
    'regexp returning right select session_user set similar some symmetric system_user table tablesample then to ' +
    'trailing transaction true union unique update user using values variadic verbose when where window with'
  ).split(' '),
);
