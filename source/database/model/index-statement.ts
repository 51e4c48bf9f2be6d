import type {DialectName} from '../../dialects/dialect.ts';
import type {Index, IndexPart} from '../../schema/table.ts';
import {sqlPieces, withoutOuterParentheses, type SqlPiece} from './sql-pieces.ts';

/** What a `create index` statement says; `undefined` when there is more in it than an index can hold. */
export function indexOfStatement(sql: string, dialect: DialectName): Index | undefined {
  const reader = new PieceReader(sqlPieces(sql.trim().replace(/;\s*$/, '')) ?? []);
  const head = headOf(reader);
  if (head === undefined) return undefined;

  const using = methodOf(reader);
  const list = reader.next();
  const parts = list?.kind === 'group' ? partsOf(list.text, dialect) : undefined;
  const tail = parts && tailOf(reader, sql);
  if (parts === undefined || tail === undefined) return undefined;

  const {name, unique} = head;
  return {name, parts, ...(unique && {unique}), ...(using !== undefined && {using}), ...tail};
}

/** The access method; the one that goes without saying is not said. */
function methodOf(reader: PieceReader): string | undefined {
  if (!reader.take('using')) return undefined;
  const method = reader.next()?.text.toLowerCase();
  return method === 'btree' ? undefined : method;
}

/** Walks over the pieces of a statement, word by word. */
class PieceReader {
  readonly #pieces: readonly SqlPiece[];
  #at = 0;

  constructor(pieces: readonly SqlPiece[]) {
    this.#pieces = pieces;
  }

  get done(): boolean {
    return this.#at >= this.#pieces.length;
  }

  next(): SqlPiece | undefined {
    return this.#pieces[this.#at++];
  }

  /** Steps over these words if they are next. */
  take(...words: readonly string[]): boolean {
    const there = words.every((word, ahead) => isWord(this.#pieces[this.#at + ahead], word));
    if (there) this.#at += words.length;
    return there;
  }

  /** Steps over a name with or without a schema, and gives its last part. */
  name(): string | undefined {
    let piece = this.next();
    while (this.#pieces[this.#at]?.text === '.') {
      this.next();
      piece = this.next();
    }
    return piece?.kind === 'quoted' || piece?.kind === 'word' ? piece.text : undefined;
  }
}

const isWord = (piece: SqlPiece | undefined, word: string): boolean =>
  piece?.kind === 'word' && piece.text.toLowerCase() === word;

function headOf(reader: PieceReader): {name: string; unique: boolean} | undefined {
  if (!reader.take('create')) return undefined;
  const unique = reader.take('unique');
  if (!reader.take('index')) return undefined;
  reader.take('concurrently');
  reader.take('if', 'not', 'exists');
  const name = reader.name();
  if (name === undefined || !reader.take('on')) return undefined;
  reader.take('only');
  return reader.name() === undefined ? undefined : {name, unique};
}

function tailOf(
  reader: PieceReader,
  sql: string,
): Pick<Index, 'include' | 'with' | 'where'> | undefined {
  let include: readonly string[] | undefined;
  let settings: Index['with'];
  if (reader.take('include')) include = namesOf(reader.next());
  if (reader.take('with')) settings = settingsOf(reader.next());
  let where: string | undefined;
  if (reader.take('where')) {
    const start = reader.next()?.start;
    if (start === undefined) return undefined;
    where = sql.trim().replace(/;\s*$/, '').slice(start);
  } else if (!reader.done) {
    return undefined;
  }
  return {
    ...(include && {include}),
    ...(settings && {with: settings}),
    ...(where !== undefined && {where}),
  };
}

const namesOf = (group: SqlPiece | undefined): readonly string[] | undefined =>
  group && splitAtCommas(group.text)?.map((part) => part.at(-1)?.text ?? '');

function settingsOf(group: SqlPiece | undefined): Record<string, string | number> | undefined {
  const settings = splitAtCommas(group?.text ?? '')?.map((pieces): [string, string | number] => {
    const value = pieces
      .slice(2)
      .map(({text}) => text)
      .join('');
    const number = Number(value);
    return [pieces[0]?.text ?? '', Number.isFinite(number) ? number : value];
  });
  return settings && Object.fromEntries(settings);
}

function splitAtCommas(sql: string): readonly (readonly SqlPiece[])[] | undefined {
  const parts: SqlPiece[][] = [[]];
  for (const piece of sqlPieces(sql) ?? []) {
    if (piece.kind === 'symbol' && piece.text === ',') parts.push([]);
    else parts.at(-1)?.push(piece);
  }
  return parts.every((part) => part.length > 0) ? parts : undefined;
}

const partsOf = (list: string, dialect: DialectName): readonly IndexPart[] | undefined =>
  splitAtCommas(list)?.map((pieces) => partOf(list, [...pieces], dialect));

/** Takes what may follow a column or an expression from the end, and gives the rest a name. */
function partOf(list: string, pieces: SqlPiece[], dialect: DialectName): IndexPart {
  const nulls = takeLast(pieces, 2, ([nullsWord, place]) =>
    isWord(nullsWord, 'nulls') ? oneOf(place, ['first', 'last'] as const) : undefined,
  );
  const order = takeLast(pieces, 1, ([word]) => oneOf(word, ['asc', 'desc'] as const));
  const operatorClass =
    dialect === 'postgresql'
      ? takeLast(pieces, 1, ([word], before) => classOf(word, before))
      : undefined;
  const collation = takeLast(pieces, 2, ([word, name]) =>
    isWord(word, 'collate') ? name?.text : undefined,
  );
  return {
    ...subject(list, pieces, dialect),
    ...(collation !== undefined && {collation}),
    ...(operatorClass !== undefined && {operatorClass}),
    ...(order === 'desc' && {order}),
    ...(nulls && {nulls}),
  };
}

/** If `read` makes something of the last pieces, takes them away; at least one always stays. */
function takeLast<Result>(
  pieces: SqlPiece[],
  count: number,
  read: (last: readonly SqlPiece[], before: SqlPiece | undefined) => Result | undefined,
): Result | undefined {
  if (pieces.length <= count) return undefined;
  const result = read(pieces.slice(-count), pieces.at(-count - 1));
  if (result !== undefined) pieces.splice(-count);
  return result;
}

const oneOf = <Word extends string>(
  piece: SqlPiece | undefined,
  words: readonly Word[],
): Word | undefined => words.find((word) => isWord(piece, word));

/** A bare word right after a column, an expression or a collation names PostgreSQL's operator class. */
function classOf(word: SqlPiece | undefined, before: SqlPiece | undefined): string | undefined {
  if (word?.kind !== 'word' || before === undefined) return undefined;
  return before.kind === 'symbol' || isWord(before, 'collate') ? undefined : word.text;
}

function subject(list: string, pieces: readonly SqlPiece[], dialect: DialectName): IndexPart {
  const [first, ...others] = pieces;
  if (others.length === 0 && first?.kind === 'quoted') return {column: first.text};
  if (others.length === 0 && first?.kind === 'word') {
    return {column: dialect === 'postgresql' ? first.text.toLowerCase() : first.text};
  }
  const text = list.slice(first?.start, pieces.at(-1)?.end);
  return {expression: withoutOuterParentheses(text)};
}
