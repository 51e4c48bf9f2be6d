import type {ForeignKey, Table, TableName, Unique} from '../schema/table.ts';
import {arrow, list, object, plain, sqlText, text, type Expression} from './layout/syntax.ts';
import {columnExpression, literal} from './render-column.ts';

/** Entries of an object, those that are not said left out. */
export type Entries = readonly (readonly [key: string, value: Expression])[];

/** A table, or an enum, as operations name it. */
export function tableExpression({schema, name}: TableName): Expression {
  if (schema !== undefined)
    return object([
      ['schema', text(schema)],
      ['name', text(name)],
    ]);
  // A dot in a name would be taken for that between schema and name.
  return name.includes('.') ? object([['name', text(name)]]) : text(name);
}

/** Names as a list. */
export const names = (values: readonly string[]): Expression => list(values.map(text));

/** The arguments of `createTable`. */
export function tableArguments(table: Table, ifNotExists: boolean): readonly Expression[] {
  const [only, ...others] = table.primaryKey?.columns ?? [];
  const inColumn = others.length === 0 && table.primaryKey?.name === undefined ? only : undefined;
  const columns = table.columns.map(
    (column) =>
      [column.name, columnExpression(column, {primary: column.name === inColumn})] as const,
  );
  const options = tableOptions(table, {inColumn: inColumn !== undefined, ifNotExists});
  return [
    tableExpression(table),
    arrow('t', object(columns, {open: true})),
    ...(options.length === 0 ? [] : [object(options)]),
  ];
}

/** Options of a foreign key beside what it refers to. */
export function foreignKeyOptions({onDelete, onUpdate, deferrable}: ForeignKey): Entries {
  return said({
    onDelete: onDelete && text(onDelete),
    onUpdate: onUpdate && text(onUpdate),
    deferrable: deferrable && text(deferrable),
  });
}

/** What a foreign key refers to: the table and its columns. */
export const referencesExpression = ({references: {table, columns}}: ForeignKey): Expression =>
  list([tableExpression(table), names(columns)]);

/** The entries that have a value. */
export function said(
  entries: Readonly<Record<string, Expression | '' | false | undefined>>,
): Entries {
  return Object.entries(entries).flatMap(([key, value]) => (value ? [[key, value] as const] : []));
}

/** A flag where it is set, either way. */
export const flag = (value: boolean | undefined): Expression | undefined =>
  value === undefined ? undefined : plain(String(value));

function tableOptions(
  {primaryKey, uniques, checks, foreignKeys, comment, ...table}: Table,
  {inColumn, ifNotExists}: {readonly inColumn: boolean; readonly ifNotExists: boolean},
): Entries {
  const byName = (entries: Entries): Expression | false =>
    entries.length > 0 && object(entries, {open: entries.length > 1});
  return said({
    primaryKey: primaryKey && !inColumn && primaryKeyExpression(primaryKey),
    uniques: byName(
      uniques.filter(isNamed).map((unique) => [unique.name, uniqueExpression(unique)]),
    ),
    checks: byName(checks.filter(isNamed).map(({name, expression}) => [name, sqlText(expression)])),
    foreignKeys: byName(
      foreignKeys.filter(isNamed).map((key) => [key.name, foreignKeyExpression(key)]),
    ),
    unnamed: unnamedExpression({uniques, checks, foreignKeys}),
    comment: comment !== undefined && text(comment),
    ifNotExists: ifNotExists && plain('true'),
    partitionBy: table.partitionBy !== undefined && text(table.partitionBy),
    with: table.with && storageExpression(table.with),
    strict: flag(table.strict),
    withoutRowid: flag(table.withoutRowid),
  });
}

const isNamed = ({name}: {readonly name: string}): boolean => name !== '';

function unnamedExpression({
  uniques,
  checks,
  foreignKeys,
}: Pick<Table, 'uniques' | 'checks' | 'foreignKeys'>): Expression | false {
  const entries = said({
    uniques: unnamed(uniques, ({columns}) => names(columns)),
    checks: unnamed(checks, ({expression}) => sqlText(expression)),
    foreignKeys: unnamed(foreignKeys, foreignKeyExpression),
  });
  return entries.length > 0 && object(entries, {open: entries.length > 1});
}

function unnamed<Thing extends {readonly name: string}>(
  things: readonly Thing[],
  expression: (thing: Thing) => Expression,
): Expression | false {
  const all = things.filter((thing) => !isNamed(thing)).map(expression);
  return all.length > 0 && list(all);
}

const primaryKeyExpression = ({name, columns}: NonNullable<Table['primaryKey']>): Expression =>
  name === undefined
    ? names(columns)
    : object([
        ['name', text(name)],
        ['columns', names(columns)],
      ]);

function uniqueExpression({columns, deferrable, nullsNotDistinct}: Unique): Expression {
  const options = said({
    deferrable: deferrable && text(deferrable),
    nullsNotDistinct: flag(nullsNotDistinct),
  });
  return options.length === 0 ? names(columns) : object([['columns', names(columns)], ...options]);
}

/** Storage parameters of a table or an index. */
export const storageExpression = (
  parameters: Readonly<Record<string, string | number>>,
): Expression =>
  object(Object.entries(parameters).map(([key, value]) => [key, literal(value)] as const));

const foreignKeyExpression = (key: ForeignKey): Expression =>
  object([
    ['columns', names(key.columns)],
    ['references', referencesExpression(key)],
    ...foreignKeyOptions(key),
  ]);
