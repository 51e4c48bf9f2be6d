import type {Column, DefaultValue} from '../../schema/column.ts';
import type {Check, ForeignKey, PrimaryKey, Table, Unique} from '../../schema/table.ts';
import {literal, qualified, quote} from './quote.ts';
import {enumCheck, typeText} from './types.ts';

/** Quoted names, separated by commas. */
export const list = (names: readonly string[]): string => names.map(quote).join(', ');

/** SQL for what a column holds when nothing is given. */
export const defaultText = (value: DefaultValue): string =>
  value.kind === 'sql' ? value.sql : literal(value.value);

/** A column as it stands in `create table` and after `add column`. */
export function columnDefinition(column: Column): string {
  const {name, nullable, default: value, identity, generated, collation} = column;
  const kept = generated?.stored === true ? 'stored' : 'virtual';
  const words = [
    quote(name),
    typeText(column.type, column),
    collation !== undefined && `collate ${collationName(collation)}`,
    generated !== undefined && `generated always as (${generated.expression}) ${kept}`,
    nullable && !isNumbered(column) ? 'null' : 'not null',
    value !== undefined && generated === undefined && `default ${defaultText(value)}`,
    identity !== undefined && `generated ${identity} as identity`,
  ];
  return words.filter((word) => word !== false).join(' ');
}

/** A column that PostgreSQL numbers cannot be null. */
export const isNumbered = ({autoincrement = false, identity}: Column): boolean =>
  autoincrement || identity !== undefined;

/** `C`, or `pg_catalog.C` where a dot tells the schema apart. */
export const collationName = (name: string): string => name.split('.').map(quote).join('.');

/** A primary key as a table constraint. */
export const primaryKeyDefinition = ({name, columns}: PrimaryKey): string =>
  `${name === undefined ? '' : `constraint ${quote(name)} `}primary key (${list(columns)})`;

/** A unique constraint as a table constraint. */
export const uniqueDefinition = ({
  name,
  columns,
  deferrable,
  nullsNotDistinct = false,
}: Unique): string =>
  `constraint ${quote(name)} unique ${nullsNotDistinct ? 'nulls not distinct ' : ''}(${list(columns)})${deferrableText(deferrable)}`;

/** A check constraint as a table constraint. */
export const checkDefinition = ({name, expression}: Check): string =>
  `constraint ${quote(name)} check (${expression})`;

/** A foreign key as a table constraint. */
export function foreignKeyDefinition(foreignKey: ForeignKey): string {
  const {name, columns, references, onDelete, onUpdate, deferrable} = foreignKey;
  return [
    `constraint ${quote(name)} foreign key (${list(columns)})`,
    ` references ${qualified(references.table)} (${list(references.columns)})`,
    onUpdate === undefined ? '' : ` on update ${onUpdate}`,
    onDelete === undefined ? '' : ` on delete ${onDelete}`,
    deferrableText(deferrable),
  ].join('');
}

const deferrableText = (deferrable: 'immediate' | 'deferred' | undefined): string =>
  deferrable === undefined ? '' : ` deferrable initially ${deferrable}`;

/** Storage parameters behind a table or an index. */
export function storageText(parameters: Table['with'] = {}): string {
  const settings = storageSettings(parameters);
  return settings.length === 0 ? '' : ` with (${settings.join(', ')})`;
}

/** A parameter of the table of long values has a dot in its name. */
export const storageSettings = (parameters: NonNullable<Table['with']>): readonly string[] =>
  Object.entries(parameters).map(([key, value]) => `${storageName(key)} = ${literal(value)}`);

/** The name of a storage parameter, quoted. */
export const storageName = (key: string): string => key.split('.').map(quote).join('.');

/** `create table` with all its constraints; its indexes and comments are statements of their own. */
export function tableDefinition(table: Table): string {
  const parts = [
    ...table.columns.map(columnDefinition),
    ...(table.primaryKey === undefined ? [] : [primaryKeyDefinition(table.primaryKey)]),
    ...table.uniques.map(uniqueDefinition),
    ...enumChecks(table).map(checkDefinition),
    ...table.checks.map(checkDefinition),
    ...table.foreignKeys.map(foreignKeyDefinition),
  ];
  const partitioned = table.partitionBy === undefined ? '' : ` partition by ${table.partitionBy}`;
  return `${qualified(table)} (${parts.join(', ')})${partitioned}${storageText(table.with)}`;
}

/** The checks that keep the enums of a table; one that the table has under that name already is not made twice. */
export function enumChecks({name, columns, checks}: Table): readonly Check[] {
  const taken = new Set(checks.map((check) => check.name));
  return columns
    .map((column) => enumCheck(name, column))
    .filter((check) => check !== undefined)
    .filter((check) => !taken.has(check.name));
}
