import type {Column, Generated} from '../../schema/column.ts';
import type {
  Check,
  ForeignKey,
  PrimaryKey,
  ReferentialAction,
  Table,
  Unique,
} from '../../schema/table.ts';
import {reader} from './reader.ts';
import type {Reader} from './reader.ts';
import {tokens} from './tokens.ts';

/** What a definition gathers while it is read. */
interface Draft {
  readonly columns: Column[];
  readonly uniques: Unique[];
  readonly foreignKeys: ForeignKey[];
  readonly checks: Check[];
  primaryKey: PrimaryKey | undefined;
  /** The column that a table constraint numbers. */
  numbered: string | undefined;
}

/** A column while it is read. */
type ColumnDraft = {-readonly [Key in keyof Column]: Column[Key]};

/** Reads `create table`, ours or anybody's; `undefined` for what is no ordinary table. Throws `not_supported`. */
export function readTable(sql: string): Table | undefined {
  const read = reader(sql);
  if (!read.accept('create')) return undefined;
  if (!read.accept('temp')) read.accept('temporary');
  if (!read.accept('table')) return undefined;
  read.accept('if', 'not', 'exists');
  const name = qualifiedName(read);
  if (!read.accept('(')) throw read.refuse();

  const draft: Draft = {
    columns: [],
    uniques: [],
    foreignKeys: [],
    checks: [],
    primaryKey: undefined,
    numbered: undefined,
  };
  readBody(read, draft);
  const {columns, uniques, foreignKeys, checks, primaryKey, numbered} = draft;
  return {
    name,
    columns:
      numbered === undefined ? columns : columns.map((column) => numbering(column, numbered)),
    ...(primaryKey === undefined ? {} : {primaryKey}),
    uniques,
    foreignKeys,
    checks,
    indexes: [],
    ...tableOptions(read),
  };
}

const numbering = (column: Column, numbered: string): Column =>
  column.name === numbered ? {...column, autoincrement: true} : column;

/** `main.account` is `account`. */
export function qualifiedName(read: Reader): string {
  const first = read.name();
  return read.accept('.') ? read.name() : first;
}

/** Columns first, then constraints, between which the comma may be missing. */
function readBody(read: Reader, draft: Draft): void {
  do {
    if (startsTableConstraint(read)) break;
    readColumn(read, draft);
  } while (read.accept(','));
  while (!read.accept(')')) {
    readTableConstraint(read, draft);
    read.accept(',');
  }
}

/** A column may be called like a constraint only when it is quoted. */
const startsTableConstraint = (read: Reader): boolean =>
  ['constraint', 'check'].some((word) => read.sees(word)) ||
  read.sees('primary', 'key') ||
  read.sees('foreign', 'key') ||
  read.sees('unique', '(');

function tableOptions(read: Reader): Pick<Table, 'strict' | 'withoutRowid'> {
  let strict = false;
  let withoutRowid = false;
  do {
    strict = read.accept('strict') || strict;
    withoutRowid = read.accept('without', 'rowid') || withoutRowid;
  } while (read.accept(',') || read.sees('strict') || read.sees('without', 'rowid'));
  return {...(strict ? {strict} : {}), ...(withoutRowid ? {withoutRowid} : {})};
}

function readColumn(read: Reader, draft: Draft): void {
  const column: ColumnDraft = {
    name: read.name(),
    type: {kind: 'raw', sql: readType(read)},
    nullable: true,
  };
  let constraint = '';
  while (!read.sees(',') && !read.sees(')')) {
    if (read.accept('constraint')) {
      constraint = read.name();
    } else {
      readColumnConstraint(read, {column, draft, name: constraint});
      constraint = '';
    }
  }
  draft.columns.push(column);
}

const endOfType: ReadonlySet<string> = new Set(
  ', ) constraint primary not null unique check default collate references generated as'.split(' '),
);

/**
 * Lower case, one space where there was any, none in the parentheses. Quotes and brackets belong to the type:
 * SQLite keeps the text as it stands.
 */
function readType(read: Reader): string {
  let text = '';
  let end = 0;
  for (let token = read.peek(); token !== undefined; token = read.peek()) {
    if (token.text === '(') return `${text}(${tight(read.parenthesised())})`;
    if (token.kind !== 'quoted' && endOfType.has(token.value)) break;
    const space = text !== '' && token.at > end ? ' ' : '';
    text += space + read.next().text.toLowerCase();
    end = token.at + token.text.length;
  }
  return text;
}

/** The text without space and comments. */
const tight = (sql: string): string =>
  tokens(sql)
    .map(({text}) => text.toLowerCase())
    .join('');

interface ColumnPart {
  readonly column: ColumnDraft;
  readonly draft: Draft;
  readonly name: string;
}

/** What may stand behind a column, by its first word. */
const columnConstraints: ReadonlyMap<string, (read: Reader, part: ColumnPart) => void> = new Map(
  Object.entries({
    primary: (read, {column, draft, name}) => {
      read.accept('key');
      if (!read.accept('asc')) read.accept('desc');
      skipConflict(read);
      if (read.accept('autoincrement')) column.autoincrement = true;
      draft.primaryKey = {...(name === '' ? {} : {name}), columns: [column.name]};
    },
    not: (read, {column}) => {
      read.accept('null');
      skipConflict(read);
      column.nullable = false;
    },
    null: (read) => skipConflict(read),
    unique: (read, {column, draft, name}) => {
      skipConflict(read);
      draft.uniques.push({name, columns: [column.name]});
    },
    check: (read, {draft, name}) => {
      draft.checks.push({name, expression: read.parenthesised()});
      skipConflict(read);
    },
    default: (read, {column}) => {
      column.default = {kind: 'sql', sql: readDefault(read)};
    },
    collate: (read, {column}) => {
      column.collation = read.name();
    },
    references: (read, {column, draft, name}) => {
      draft.foreignKeys.push({name, columns: [column.name], ...readReference(read)});
    },
    generated: (read, {column}) => {
      read.accept('always');
      read.accept('as');
      column.generated = readGenerated(read);
    },
    as: (read, {column}) => {
      column.generated = readGenerated(read);
    },
  }),
);

function readColumnConstraint(read: Reader, part: ColumnPart): void {
  const constraint = columnConstraints.get(read.peek()?.value ?? '');
  if (constraint === undefined) throw read.refuse();
  read.next();
  constraint(read, part);
}

function readGenerated(read: Reader): Generated {
  const expression = read.parenthesised();
  const stored = read.accept('stored');
  if (!stored) read.accept('virtual');
  return {expression, stored};
}

/** A number with its sign, a literal, a word, or an expression in parentheses. */
function readDefault(read: Reader): string {
  if (read.sees('(')) return read.parenthesised();
  const sign = ['+', '-'].find((each) => read.accept(each)) ?? '';
  return sign + read.next().text;
}

function readTableConstraint(read: Reader, draft: Draft): void {
  const name = read.accept('constraint') ? read.name() : '';
  if (read.accept('primary', 'key')) {
    const {columns, numbered} = readKey(read);
    draft.primaryKey = {...(name === '' ? {} : {name}), columns};
    draft.numbered = numbered;
  } else if (read.accept('unique')) {
    draft.uniques.push({name, columns: readKey(read).columns});
  } else if (read.accept('check')) {
    draft.checks.push({name, expression: read.parenthesised()});
  } else if (read.accept('foreign', 'key')) {
    const columns = readNames(read);
    if (!read.accept('references')) throw read.refuse();
    draft.foreignKeys.push({name, columns, ...readReference(read)});
  } else if (!read.sees('constraint')) {
    throw read.refuse();
  }
  skipConflict(read);
}

/** The columns of a key, whose collations and orders say nothing about what it keeps apart. */
function readKey(read: Reader): {
  readonly columns: readonly string[];
  readonly numbered: string | undefined;
} {
  const columns: string[] = [];
  let numbered: string | undefined;
  if (!read.accept('(')) throw read.refuse();
  do {
    columns.push(read.name());
    if (read.accept('collate')) read.name();
    if (!read.accept('asc')) read.accept('desc');
    if (read.accept('autoincrement')) numbered = columns.at(-1);
  } while (read.accept(','));
  if (!read.accept(')')) throw read.refuse();
  return {columns, numbered};
}

function readNames(read: Reader): readonly string[] {
  const names: string[] = [];
  if (!read.accept('(')) throw read.refuse();
  do names.push(read.name());
  while (read.accept(','));
  if (!read.accept(')')) throw read.refuse();
  return names;
}

type Reference = Omit<ForeignKey, 'name' | 'columns'>;

/** `references account (id) on delete cascade deferrable initially deferred`. */
function readReference(read: Reader): Reference {
  const table = {name: read.name()};
  const columns = read.sees('(') ? readNames(read) : [];
  const reference: {-readonly [Key in keyof Reference]: Reference[Key]} = {
    references: {table, columns},
  };
  for (;;) {
    if (read.accept('on', 'delete')) reference.onDelete = readAction(read);
    else if (read.accept('on', 'update')) reference.onUpdate = readAction(read);
    else if (read.accept('match')) read.name();
    else if (read.sees('not', 'deferrable') || read.sees('deferrable')) {
      Object.assign(reference, readDeferrable(read));
    } else return reference;
  }
}

function readDeferrable(read: Reader): Pick<ForeignKey, 'deferrable'> {
  const never = read.accept('not');
  read.accept('deferrable');
  const late = read.accept('initially', 'deferred');
  if (!late) read.accept('initially', 'immediate');
  return never ? {} : {deferrable: late ? 'deferred' : 'immediate'};
}

function readAction(read: Reader): ReferentialAction {
  const words: readonly ReferentialAction[] = [
    'no action',
    'restrict',
    'cascade',
    'set null',
    'set default',
  ];
  const action = words.find((each) => read.accept(...each.split(' ')));
  if (action === undefined) throw read.refuse();
  return action;
}

/** What to do about a conflict has no place in the model. */
function skipConflict(read: Reader): void {
  if (read.accept('on', 'conflict')) read.name();
}
