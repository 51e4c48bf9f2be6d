import {isCode, tokens} from '../schema/sql-text.ts';
import {hasBody, interference} from '../schema/sql-transaction.ts';
import {refusal} from './arguments.ts';

/** The SQL without the semicolon that ends it and what follows it. Throws when nothing or more than one statement is there. */
export function oneStatement(sql: string): string {
  const all = tokens(sql);
  const code = all.filter(isCode);
  const last = code.findLastIndex(({text}) => text !== ';');
  if (last < 0) throw refusal('execute: the SQL says nothing');
  const inside = code.slice(0, last).some(({text}) => text === ';');
  if (inside && !hasBody(code.map(({text}) => text.toLowerCase()))) {
    throw refusal('execute: the SQL has several statements', 'give each an op.execute of its own');
  }
  const end = code[last];
  return all
    .slice(0, all.findIndex((token) => token === end) + 1)
    .map(({text}) => text)
    .join('')
    .trimStart();
}

/** Refuses SQL that would reach into the transaction of its step. */
export function refuseInterference(sql: string, transactional: boolean): void {
  const found = interference(sql);
  if (found === undefined || (found.mayStandOutside && !transactional)) return;
  throw refusal(`execute: ${found.what}`, found.hint);
}

/** What raw SQL does to the schema when nobody said: nothing, if it only reads and writes rows. */
export function effectOf(sql: string): 'data' | 'unknown' {
  const words = tokens(sql)
    .filter(isCode)
    .map(({text}) => text.toLowerCase());
  const [first = ''] = words;
  if (reading.has(first)) return makesTable(words) ? 'unknown' : 'data';
  return writing.has(first) ? 'data' : 'unknown';
}

const reading: ReadonlySet<string> = new Set(['select', 'with', 'values', '(']);
const writing: ReadonlySet<string> = new Set([
  'insert',
  'update',
  'delete',
  'replace',
  'merge',
  'truncate',
  'refresh',
]);

/** `select … into t` makes a table; `insert into`, `merge into` and `replace into` do not. */
const makesTable = (words: readonly string[]): boolean =>
  words.some((word, at) => word === 'into' && !writing.has(words[at - 1] ?? ''));
