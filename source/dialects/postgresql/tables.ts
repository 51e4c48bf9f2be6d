import type {
  AddColumn,
  CreateTable,
  DropColumn,
  DropTable,
  RenameColumn,
  RenameTable,
  SetTableComment,
  SetTableStorage,
} from '../../operations/operation.ts';
import {AthanorError} from '../../errors.ts';
import type {Column} from '../../schema/column.ts';
import type {Table, TableName, Unique} from '../../schema/table.ts';
import {implicitPrimaryKeyName} from '../../schema/default-names.ts';
import {keyOfRenamed} from '../../schema/key-names.ts';
import type {Schema} from '../../schema/schema.ts';
import {columnNamed, findTable, tableNamed} from '../../schema/tables.ts';
import {columnText, statement} from '../facts.ts';
import {atLeast} from '../numbers.ts';
import type {Hazard, SqlStatement} from '../statement.ts';
import {columnComment} from './alter-column.ts';
import {
  checkDefinition,
  columnDefinition,
  defaultText,
  isNumbered,
  storageName,
  storageSettings,
  tableDefinition,
  uniqueDefinition,
} from './definition.ts';
import {createIndexText, refuseNulls} from './indexes.ts';
import {guard, isNew, rowLoss, tableHazards, valueLoss} from './moment.ts';
import type {Moment} from './moment.ts';
import {literal, qualified, quote} from './quote.ts';
import {enumCheck} from './types.ts';

type NamePair = readonly [from: string, to: string];

/** PostgreSQL would name them by itself, and no revision would know how. */
function refuseNameless({name, uniques, checks, foreignKeys}: Table): void {
  if (![...uniques, ...checks, ...foreignKeys].some((each) => each.name === '')) return;
  throw new AthanorError('not_supported', `PostgreSQL has no constraints without a name: ${name}`, {
    hint: 'give each a name of its own, or say it within op.only("sqlite", (op) => …)',
  });
}

/** The table, its indexes and its comments. */
export function createTable(
  {table, ifNotExists = false}: CreateTable,
  {target}: Moment,
): readonly SqlStatement[] {
  table.columns.forEach((column) => refuseVirtual(table, column, target));
  refuseNameless(table);
  for (const unique of [...table.uniques, ...table.indexes]) refuseNulls(unique, target);
  const unless = ifNotExists ? 'if not exists ' : '';
  const late = repeatedUniques(table);
  const first = {...table, uniques: table.uniques.filter((unique) => !late.includes(unique))};
  return [
    statement(`create table ${unless}${tableDefinition(first)}`),
    ...late.map((unique) =>
      statement(`alter table ${qualified(table)} add ${uniqueDefinition(unique)}`),
    ),
    ...table.indexes.map((index) => statement(createIndexText(table, index, unless))),
    ...(table.comment === undefined || table.comment === ''
      ? []
      : [tableComment(table, table.comment)]),
    ...table.columns.flatMap(({name, comment}) =>
      comment === undefined || comment === ''
        ? []
        : [columnComment({table, column: name}, comment)],
    ),
  ];
}

/** Of constraints on the same columns PostgreSQL keeps but one, if it is told of them in one statement. */
function repeatedUniques({primaryKey, uniques}: Table): readonly Unique[] {
  const seen = new Set([JSON.stringify(primaryKey?.columns)]);
  return uniques.filter(({columns}) => {
    const key = JSON.stringify(columns);
    const repeated = seen.has(key);
    seen.add(key);
    return repeated;
  });
}

/** Drops the table if it is still as the revisions made it. */
export function dropTable(
  {table, ifExists = false}: DropTable,
  moment: Moment,
): readonly SqlStatement[] {
  const known = ifExists ? findTable(moment.before(), table) : tableNamed(moment.before(), table);
  return [
    statement(`drop table ${ifExists ? 'if exists ' : ''}${qualified(table)}`, {
      hazards: rowLoss(table, moment),
      ...(known === undefined || ifExists || isNew(table, moment) ? {} : {guard: guard(known)}),
    }),
  ];
}

/** Renames the table, and what is named after it: the checks of its enums, and a key that was given no name. */
export function renameTable({table, to}: RenameTable, moment: Moment): readonly SqlStatement[] {
  const renamed = {...table, name: to};
  const known = findTable(moment.before(), table);
  const names =
    known === undefined
      ? []
      : [...keyNames(moment.before(), known, to), ...derivedNames(known, {...known, name: to})];
  return [
    statement(`alter table ${qualified(table)} rename to ${quote(to)}`),
    ...names.map(([from, name]) => renamedConstraint(renamed, from, name)),
  ];
}

/** The name of the primary key before and after its table is renamed, if it changes. */
function keyNames(schema: Schema, table: Table, to: string): readonly NamePair[] {
  const after = keyOfRenamed(schema, table, to);
  if (after === undefined) return [];
  const {name: from = implicitPrimaryKeyName(table.name)} = table.primaryKey ?? {};
  const {name = implicitPrimaryKeyName(to)} = after;
  return from === name ? [] : [[from, name]];
}

/** Names that follow from those of the table and its columns, before and after; those that change. */
function derivedNames(before: Table, after: Table): readonly NamePair[] {
  return before.columns.flatMap((column) => {
    const from = enumCheck(before.name, column)?.name;
    const to = enumCheck(after.name, column)?.name;
    return from === undefined || to === undefined || from === to ? [] : [[from, to] as const];
  });
}

/** A constraint under another name. */
export const renamedConstraint = (table: TableName, from: string, to: string): SqlStatement =>
  statement(`alter table ${qualified(table)} rename constraint ${quote(from)} to ${quote(to)}`);

/** What people are told of a table; `null` takes it away. */
export function setTableComment({table, comment}: SetTableComment): readonly SqlStatement[] {
  return [tableComment(table, comment)];
}

/** All storage parameters; what was set and is not said goes back to what is usual. */
export function setTableStorage(
  {table, with: parameters}: SetTableStorage,
  moment: Moment,
): readonly SqlStatement[] {
  const former = Object.keys(tableNamed(moment.before(), table).with ?? {});
  const gone = former.filter((key) => !(key in parameters)).map(storageName);
  const settings = storageSettings(parameters);
  const alter = `alter table ${qualified(table)}`;
  return [
    ...(gone.length === 0 ? [] : [statement(`${alter} reset (${gone.join(', ')})`)]),
    ...(settings.length === 0 ? [] : [statement(`${alter} set (${settings.join(', ')})`)]),
  ];
}

function tableComment(table: TableName, comment: string | null): SqlStatement {
  const text = comment === null || comment === '' ? 'null' : literal(comment);
  return statement(`comment on table ${qualified(table)} is ${text}`);
}

/** The column, the check of its enum and its comment. */
export function addColumn({table, column}: AddColumn, moment: Moment): readonly SqlStatement[] {
  refuseVirtual(table, column, moment.target);
  const check = enumCheck(table.name, column);
  const alter = `alter table ${qualified(table)} add`;
  return [
    statement(`${alter} column ${columnDefinition(column)}`, {
      hazards: [...addHazards(table, column), ...rewriteHazards(column)].flatMap((hazard) =>
        isNew(table, moment) ? [] : [hazard],
      ),
    }),
    ...(check === undefined ? [] : [statement(`${alter} ${checkDefinition(check)}`)]),
    ...(column.comment === undefined || column.comment === ''
      ? []
      : [columnComment({table, column: column.name}, column.comment)]),
  ];

  function rewriteHazards(added: Column): readonly Hazard[] {
    if (!rewrites(added)) return [];
    return tableHazards('rewrite', table, {
      message: 'writes the whole table anew and locks it meanwhile',
      moment,
    });
  }
}

function addHazards(
  table: TableName,
  {name, nullable, default: value, generated, ...column}: Column,
): readonly Hazard[] {
  const filled = value !== undefined || generated !== undefined || column.autoincrement === true;
  if (nullable || filled || column.identity !== undefined) return [];
  const object = columnText(table, name);
  return [
    {
      kind: 'may-fail',
      object,
      message: `fails if there are rows: nothing says what ${object} holds in them`,
    },
  ];
}

/** A default that differs from row to row has to be written into each; any other one is only noted. */
function rewrites(column: Column): boolean {
  if (column.generated?.stored === true || isNumbered(column)) return true;
  return column.default !== undefined && volatile.test(defaultText(column.default));
}

const volatile =
  /\b(gen_random_uuid|uuidv4|uuidv7|uuid_generate_v\w+|random|clock_timestamp|timeofday|nextval|txid_current)\s*\(/i;

/** Drops the column if its table is still as the revisions made it. */
export function dropColumn({table, column}: DropColumn, moment: Moment): readonly SqlStatement[] {
  const known = tableNamed(moment.before(), table);
  const {generated} = columnNamed(known, column, moment.before());
  const object = columnText(table, column);
  const hazards = valueLoss(
    {table, column},
    {
      kind: 'drop-column',
      message: `drops the column ${object} and its values`,
    },
    moment,
  );
  return [
    statement(`alter table ${qualified(table)} drop column ${quote(column)}`, {
      hazards: generated === undefined ? hazards : [],
      ...(isNew(table, moment) ? {} : {guard: guard(known)}),
    }),
  ];
}

/** Renames the column, and the check of its enum. */
export function renameColumn(
  {table, column, to}: RenameColumn,
  moment: Moment,
): readonly SqlStatement[] {
  const known = findTable(moment.before(), table)?.columns.find(({name}) => name === column);
  const from = known && enumCheck(table.name, known)?.name;
  const renamed = known && enumCheck(table.name, {...known, name: to})?.name;
  return [
    statement(`alter table ${qualified(table)} rename column ${quote(column)} to ${quote(to)}`),
    ...(from === undefined || renamed === undefined || from === renamed
      ? []
      : [renamedConstraint(table, from, renamed)]),
  ];
}

function refuseVirtual(table: TableName, {name, generated}: Column, target: string): void {
  if (generated === undefined || generated.stored || atLeast(target, '18')) return;
  throw new AthanorError(
    'not_supported',
    `PostgreSQL ${target} cannot hold ${columnText(table, name)}: it has no virtual generated columns before 18`,
    {
      hint: "say generated(…, 'stored'), or declare target: {postgresql: '18'} in athanor.config.ts",
    },
  );
}
