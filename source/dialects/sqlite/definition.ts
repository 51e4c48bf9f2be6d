import {AthanorError} from '../../errors.ts';
import type {Column, DefaultValue, Generated} from '../../schema/column.ts';
import type {Check, ForeignKey, Index, IndexPart, Table, Unique} from '../../schema/table.ts';
import {withoutOuterParentheses} from './expression.ts';
import {literal, quote, tableName} from './quote.ts';
import {enumCheck, isNumbered, typeText} from './types.ts';
import {tokens} from './tokens.ts';

/** Quoted names, separated by commas. */
export const list = (names: readonly string[]): string => names.map(quote).join(', ');

/** SQL for what a column holds when nothing is given, without outer parentheses. */
export const defaultText = (value: DefaultValue): string =>
  value.kind === 'sql' ? withoutOuterParentheses(value.sql) : literal(value.value);

/** Whether a default is one value, written out, which SQLite can give to rows that are there already. */
export function isConstant(sql: string): boolean {
  const [first, second, third] = tokens(sql);
  const signed = first?.text === '-' || first?.text === '+';
  const [value, more] = signed ? [second, third] : [first, second];
  if (value === undefined || more !== undefined) return false;
  if (value.kind === 'word') return ['null', 'true', 'false'].includes(value.value);
  return signed ? value.kind === 'number' : ['number', 'string', 'blob'].includes(value.kind);
}

/** A default behind its column: SQLite wants parentheses around whatever is not one value or one of three words. */
function defaultClause(value: DefaultValue): string {
  const sql = defaultText(value);
  const bare = isConstant(sql) || /^current_(timestamp|date|time)$/i.test(sql);
  return `default ${bare ? sql : `(${sql})`}`;
}

/** A column as it stands in `create table` and after `add column`, in the order in which MikroORM writes it. */
export function columnDefinition(column: Column, key?: 'primary'): string {
  const {name, type, collation} = column;
  const check = enumCheck(column);
  const words = [
    quote(name),
    typeText(type, column),
    column.generated && generatedClause(column.generated),
    check !== undefined && `check (${check})`,
    collation !== undefined && `collate ${quote(collation)}`,
    ...(column.generated === undefined ? givenClauses(column, key) : []),
  ];
  return words.filter((word) => word !== false && word !== undefined && word !== '').join(' ');
}

const generatedClause = ({expression, stored}: Generated): string =>
  `generated always as (${expression}) ${stored ? 'stored' : 'virtual'}`;

/** What a column may have that is not computed. */
function givenClauses(column: Column, key: 'primary' | undefined): readonly (string | false)[] {
  return [
    column.nullable ? 'null' : 'not null',
    key !== undefined && 'primary key',
    isNumbered(column) && 'autoincrement',
    column.default !== undefined && defaultClause(column.default),
  ];
}

/** `create table` with all its constraints, under this name or another; its indexes are statements of their own. */
export function createTableText(table: Table, {name = tableName(table), how = ''} = {}): string {
  refusePartitions(table);
  const {primaryKey, strict = false, withoutRowid = false} = table;
  const inline = inlineKey(table);
  const parts = [
    ...table.columns.map((column) =>
      columnDefinition(column, column.name === inline ? 'primary' : undefined),
    ),
    ...(primaryKey === undefined || inline !== undefined
      ? []
      : [`${constraint(primaryKey.name)}primary key (${list(primaryKey.columns)})`]),
    ...table.uniques.filter(isNameless).map(({columns}) => `unique (${list(columns)})`),
    ...table.foreignKeys.map(foreignKeyDefinition),
    ...table.checks.map(checkDefinition),
  ];
  const options = [...(strict ? ['strict'] : []), ...(withoutRowid ? ['without rowid'] : [])];
  return `create table ${how}${name} (${parts.join(', ')})${options.map((option) => ` ${option}`).join(',')}`;
}

function refusePartitions({name, partitionBy}: Table): void {
  if (partitionBy !== undefined) throw notThere('partitions', name);
}

const notThere = (what: string, where: string): AthanorError =>
  new AthanorError('not_supported', `SQLite has no ${what} (${where})`, {
    hint: "leave it out, or put this under op.only('postgresql', (op) => …)",
  });

/** Without a name a unique constraint stands in the table; named, it is an index, as with MikroORM. */
export const isNameless = ({name}: Unique): boolean => name === '';

/** The column whose primary key stands behind it. Throws `not_supported` where a numbered column is not the key. */
function inlineKey(table: Table): string | undefined {
  const {columns = [], name} = table.primaryKey ?? {};
  const alone = columns.length === 1 ? columns[0] : undefined;
  const numbered = table.columns.find(isNumbered);
  if (numbered === undefined) return name === undefined ? alone : undefined;
  if (numbered.name === alone && table.withoutRowid !== true) return alone;
  throw new AthanorError(
    'not_supported',
    `SQLite cannot number the column ${table.name}.${numbered.name}`,
    {
      hint: 'only the one column of a primary key can be numbered: take autoincrement() away, or make it the key',
    },
  );
}

const constraint = (name: string | undefined): string =>
  name === undefined || name === '' ? '' : `constraint ${quote(name)} `;

/** A check constraint as a table constraint. */
export const checkDefinition = ({name, expression}: Check): string =>
  `${constraint(name)}check (${expression})`;

/** A foreign key as a table constraint. */
function foreignKeyDefinition(foreignKey: ForeignKey): string {
  const {name, columns, references, onDelete, onUpdate, deferrable} = foreignKey;
  const keys = references.columns.length === 0 ? '' : ` (${list(references.columns)})`;
  return [
    `${constraint(name)}foreign key (${list(columns)}) references ${tableName(references.table)}${keys}`,
    onUpdate === undefined ? '' : ` on update ${onUpdate}`,
    onDelete === undefined ? '' : ` on delete ${onDelete}`,
    deferrable === undefined ? '' : ` deferrable initially ${deferrable}`,
  ].join('');
}

/** `create index`; what SQLite has no place for is left out. */
export function createIndexText(
  table: string,
  {name, parts, unique = false, nullsNotDistinct = false, where}: Index,
  how = '',
): string {
  if (nullsNotDistinct) throw notThere('nulls that are not distinct', name);
  const condition = where === undefined ? '' : ` where ${where}`;
  const what = parts.map(partText).join(', ');
  return `create ${unique ? 'unique ' : ''}index ${how}${quote(name)} on ${quote(table)} (${what})${condition}`;
}

function partText({column, expression, order, collation}: IndexPart): string {
  return [
    column === undefined ? `(${expression ?? ''})` : quote(column),
    collation === undefined ? '' : ` collate ${quote(collation)}`,
    order === 'desc' ? ' desc' : '',
  ].join('');
}

/** All indexes of a table, with those that keep its unique constraints. */
export const allIndexes = ({
  uniques,
  indexes,
}: Pick<Table, 'uniques' | 'indexes'>): readonly Index[] => [
  ...uniques.filter((unique) => !isNameless(unique)).map(uniqueIndex),
  ...indexes,
];

/** The index that keeps a unique constraint. */
export const uniqueIndex = ({name, columns, nullsNotDistinct = false}: Unique): Index => ({
  name,
  parts: columns.map((column) => ({column})),
  unique: true,
  ...(nullsNotDistinct && {nullsNotDistinct}),
});
