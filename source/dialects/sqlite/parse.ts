import type {Schema} from '../../schema/schema.ts';
import type {Index, IndexPart, Table} from '../../schema/table.ts';
import {withoutOuterParentheses} from './expression.ts';
import {readObject} from './parse-object.ts';
import {qualifiedName, readTable} from './parse-table.ts';
import {nameOf, reader} from './reader.ts';
import {stored, storedTable} from './stored.ts';
import {tokens} from './tokens.ts';
import type {Token} from './tokens.ts';

/**
 * The schema that these definitions make, as `stored` gives it: the texts of tables, indexes, views and triggers as they
 * stand in `sqlite_master`, in any order. What is none of these (virtual tables, SQLite's own) is left out. Throws `not_supported` for a definition that cannot be read.
 */
export function parse(definitions: readonly string[]): Schema {
  const tables = definitions
    .map(readTable)
    .filter((table) => table !== undefined)
    .filter(({name}) => !name.toLowerCase().startsWith('sqlite_'));
  const indexes = definitions.map(readIndex).filter((index) => index !== undefined);
  return stored({
    tables: tables.map((table) => withIndexes(table, indexes)),
    enums: [],
    objects: definitions.map(readObject).filter((object) => object !== undefined),
    unknowns: [],
  });
}

/** One table with its indexes; `undefined` when the first text is no ordinary table. */
export function parseTable(definition: string, indexes: readonly string[] = []): Table | undefined {
  const table = readTable(definition);
  if (table === undefined) return undefined;
  const read = indexes.map(readIndex).filter((index) => index !== undefined);
  return storedTable(spelled(withIndexes(table, read)));
}

/** An index and the name of its table. */
interface ReadIndex {
  readonly table: string;
  readonly index: Index;
}

function withIndexes(table: Table, indexes: readonly ReadIndex[]): Table {
  const own = indexes.filter((each) => each.table.toLowerCase() === table.name.toLowerCase());
  return spelled({...table, indexes: own.map(({index}) => index)});
}

/** Reads `create index`; `undefined` for anything else. */
function readIndex(sql: string): ReadIndex | undefined {
  const read = reader(sql);
  if (!read.accept('create')) return undefined;
  const unique = read.accept('unique');
  if (!read.accept('index')) return undefined;
  read.accept('if', 'not', 'exists');
  const name = qualifiedName(read);
  if (!read.accept('on')) throw read.refuse();
  const table = read.name();
  const parts = split(read.parenthesised()).map(readPart);
  const where = read.accept('where') ? read.rest().replace(/;$/, '') : undefined;
  return {
    table,
    index: {name, parts, ...(unique ? {unique} : {}), ...(where === undefined ? {} : {where})},
  };
}

/** Cuts a list at its own commas. */
function split(sql: string): readonly string[] {
  const pieces: string[] = [];
  let depth = 0;
  let start = 0;
  for (const {text, at} of tokens(sql)) {
    if (text === '(') depth += 1;
    if (text === ')') depth -= 1;
    if (text !== ',' || depth > 0) continue;
    pieces.push(sql.slice(start, at));
    start = at + 1;
  }
  return [...pieces, sql.slice(start)].map((piece) => piece.trim());
}

/** `lower(email) collate nocase desc`, read from its end. */
function readPart(sql: string): IndexPart {
  const all = [...tokens(sql)];
  const order = ['asc', 'desc'].find((word) => isWord(all.at(-1), word));
  if (order !== undefined) all.pop();
  const collation = isWord(all.at(-2), 'collate') ? all.splice(-2)[1] : undefined;
  const what = withoutOuterParentheses(textOf(sql, all));
  const [only, more] = tokens(what);
  const isColumn = only !== undefined && more === undefined && only.kind !== 'number';
  return {
    ...(isColumn ? {column: nameOf(only)} : {expression: what}),
    ...(order === 'desc' ? {order} : {}),
    ...(collation === undefined ? {} : {collation: nameOf(collation)}),
  };
}

const isWord = (token: Token | undefined, word: string): boolean =>
  token?.kind === 'word' && token.value === word;

function textOf(sql: string, all: readonly Token[]): string {
  const last = all.at(-1);
  return last === undefined ? '' : sql.slice(all[0]?.at, last.at + last.text.length);
}

/** Names of columns as the columns themselves are spelled: SQLite does not tell cases apart. */
function spelled(table: Table): Table {
  const spelling = new Map(table.columns.map(({name}) => [name.toLowerCase(), name]));
  const own = (name: string): string => spelling.get(name.toLowerCase()) ?? name;
  const all = (names: readonly string[]): readonly string[] => names.map(own);
  const {primaryKey} = table;
  return {
    ...table,
    ...(primaryKey === undefined
      ? {}
      : {primaryKey: {...primaryKey, columns: all(primaryKey.columns)}}),
    uniques: table.uniques.map((unique) => ({...unique, columns: all(unique.columns)})),
    foreignKeys: table.foreignKeys.map((key) => ({...key, columns: all(key.columns)})),
    indexes: table.indexes.map((index) => ({
      ...index,
      parts: index.parts.map((part) =>
        part.column === undefined ? part : {...part, column: own(part.column)},
      ),
    })),
  };
}
