import {AthanorError} from '../errors.ts';
import type {Column} from '../schema/column.ts';
import type {ObjectName} from '../schema/object.ts';
import type {Schema} from '../schema/schema.ts';
import {findObject, isView, objectName, objectNamed, objectsOn} from '../schema/objects.ts';
import {columnNamed, findTable, nameOf, nameText, tableNamed} from '../schema/tables.ts';
import type {Table, TableName} from '../schema/table.ts';
import {apply} from './apply.ts';
import {enumNamed} from './apply-enums.ts';
import {given} from './given.ts';
import {byKind} from './operation.ts';
import type {
  AlterColumn,
  ByKind,
  ColumnChange,
  DropColumn,
  DropConstraint,
  Only,
  Operation,
} from './operation.ts';
import {withoutRedundantDrops} from './redundant-drops.ts';
import {enumAsBefore, withoutEnumValue} from './reverse-enum-value.ts';
import {deleteInserted} from './reverse-insert.ts';

/**
 * The operations that take one back, given the schema before it: what it drops they make as it was.
 *
 * Throws `bad_operation` for `execute` and `run`, whose way back only their author knows, and for
 * what is not there.
 */
export function reverse(
  operation: Operation,
  before: Schema,
  dialect?: Only['dialect'],
): readonly Operation[] {
  return byKind(reversers, operation, before, dialect);
}

/**
 * The operations that take a list back, given the schema before the first. What goes with a table
 * that they drop anyway is not dropped one by one. Throws as `reverse` and `apply`.
 */
export function reverseAll(
  operations: readonly Operation[],
  before: Schema,
  dialect?: Only['dialect'],
): readonly Operation[] {
  const reversed: (readonly Operation[])[] = [];
  let schema = before;
  for (const operation of operations) {
    reversed.push(reverse(operation, schema, dialect));
    schema = apply(schema, operation, dialect);
  }
  return withoutRedundantDrops(reversed.toReversed().flat(), schema, dialect);
}

type Reversers = ByKind<[before: Schema, dialect?: Only['dialect']], readonly Operation[]>;

const tableReversers: Pick<
  Reversers,
  'createTable' | 'dropTable' | 'renameTable' | 'setTableComment' | 'setTableStorage'
> = {
  createTable: ({table, ifNotExists}, before) =>
    ifNotExists === true && findTable(before, table) !== undefined
      ? []
      : [{kind: 'dropTable', table: nameOf(table)}],
  dropTable: ({table, ifExists}, before) =>
    ifExists === true && findTable(before, table) === undefined
      ? []
      : [
          ...tableAgain(tableNamed(before, table)),
          ...objectsOn(before, table).map((object) => ({kind: 'createObject' as const, object})),
        ],
  renameTable: ({table, to}) => [
    {kind: 'renameTable', table: {...table, name: to}, to: table.name},
  ],
  setTableComment: ({table}, before) => [
    {kind: 'setTableComment', table, comment: tableNamed(before, table).comment ?? null},
  ],
  setTableStorage: ({table}, before) => [
    {kind: 'setTableStorage', table, with: tableNamed(before, table).with ?? {}},
  ],
};

const columnReversers: Pick<
  Reversers,
  'addColumn' | 'dropColumn' | 'renameColumn' | 'alterColumn'
> = {
  addColumn: ({table, column}) => [{kind: 'dropColumn', table, column: column.name}],
  dropColumn: (operation, before, dialect) => {
    const {table, column} = operation;
    return [
      {kind: 'addColumn', table, column: columnNamed(tableNamed(before, table), column, before)},
      ...lostBy(operation, before, dialect),
      ...exclusionsLost(operation, before, dialect),
    ];
  },
  renameColumn: ({table, column, to}) => [{kind: 'renameColumn', table, column: to, to: column}],
  alterColumn: ({table, column, change}, before) => {
    const was = columnNamed(tableNamed(before, table), column, before);
    return [{kind: 'alterColumn', table, column, change: changeBack(change, was)}];
  },
};

const constraintReversers: Pick<
  Reversers,
  | 'createPrimaryKey'
  | 'dropPrimaryKey'
  | 'createUnique'
  | 'createForeignKey'
  | 'createCheck'
  | 'dropConstraint'
  | 'renameConstraint'
> = {
  createPrimaryKey: ({table, primaryKey}, before) => [
    {kind: 'dropPrimaryKey', table},
    ...nullableAgain(tableNamed(before, table), primaryKey.columns),
  ],
  dropPrimaryKey: (operation, before, dialect) => lostBy(operation, before, dialect),
  createUnique: ({table, unique}) => [dropOf(table, 'unique', unique.name)],
  createForeignKey: ({table, foreignKey}) => [dropOf(table, 'foreignKey', foreignKey.name)],
  createCheck: ({table, check}) => [dropOf(table, 'check', check.name)],
  dropConstraint: (operation, before, dialect) => lostBy(operation, before, dialect),
  renameConstraint: ({table, name, to}) => [{kind: 'renameConstraint', table, name: to, to: name}],
};

const reversers: Reversers = {
  ...tableReversers,
  ...columnReversers,
  ...constraintReversers,

  createIndex: ({table, index, concurrently}) => [
    given({kind: 'dropIndex' as const, table, name: index.name, concurrently}),
  ],
  dropIndex: (operation, before, dialect) =>
    lostBy(operation, before, dialect).map((again) =>
      given({...again, concurrently: operation.concurrently}),
    ),
  renameIndex: ({table, name, to}) => [{kind: 'renameIndex', table, name: to, to: name}],

  createEnum: ({enum: made}) => [{kind: 'dropEnum', ...nameOf(made)}],
  dropEnum: (name, before) => [{kind: 'createEnum', enum: enumNamed(before, nameOf(name))}],
  addEnumValue: (operation, before) => withoutEnumValue(operation, before),
  alterEnum: (operation, before) => enumAsBefore(operation, before),
  createSchema: ({name}) => [{kind: 'dropSchema', name}],
  dropSchema: ({name}) => [{kind: 'createSchema', name}],
  createObject: ({object}) => [{kind: 'dropObject', object: objectName(object)}],
  // Back to what could not be had in place there, so it is made anew.
  replaceObject: ({object}, before) => [
    {kind: 'replaceObject', object: objectNamed(before, objectName(object))},
  ],
  dropObject: ({object}, before) => objectAgain(object, before),

  bulkInsert: (operation, before) => [deleteInserted(operation, before)],
  backfill: ({table}) => {
    throw irreversible(`a backfill of ${nameText(table)}`);
  },
  execute: ({sql}) => {
    throw irreversible(`raw SQL (${sql.replaceAll(/\s+/g, ' ').slice(0, 60)})`);
  },
  run: ({name}) => {
    throw irreversible(`run ${name}`);
  },
  only: ({dialect, operations}, before) => {
    const inside = reverseAll(operations, before, dialect);
    return inside.length === 0 ? [] : [{kind: 'only', dialect, operations: inside}];
  },
};

const irreversible = (what: string): AthanorError =>
  new AthanorError('bad_operation', `${what} cannot be reversed`, {
    hint: 'write its way back into downgrade by hand; only its author knows it',
  });

const dropOf = (table: TableName, type: DropConstraint['type'], name: string): DropConstraint => ({
  kind: 'dropConstraint',
  table,
  type,
  name,
});

/** A table as it was; `createTable` makes no indexes, they come after it. */
function tableAgain(table: Table): readonly Operation[] {
  const name = nameOf(table);
  return [
    {kind: 'createTable', table: {...table, indexes: []}},
    ...table.indexes.map((index): Operation => ({kind: 'createIndex', table: name, index})),
  ];
}

/** An object as it was, and the triggers that go with a view. */
function objectAgain(name: ObjectName, before: Schema): readonly Operation[] {
  const object = objectNamed(before, name);
  const on = isView(object) ? objectsOn(before, nameOf(object)) : [];
  return [object, ...on].map((each) => ({kind: 'createObject', object: each}));
}

/** Those that were there and are not any more. */
const lost = <T extends {readonly name: string}>(
  had: readonly T[],
  has: readonly T[],
): readonly T[] => had.filter(({name}) => !has.some((each) => each.name === name));

/** What makes the constraints and indexes again that an operation takes from its table. */
function lostBy(
  operation: Extract<Operation, {readonly table: TableName}>,
  before: Schema,
  dialect: Only['dialect'] | undefined,
): readonly Operation[] {
  const table = nameOf(operation.table);
  const was = tableNamed(before, table);
  const is = tableNamed(apply(before, operation, dialect), table);

  const keys = was.primaryKey && !is.primaryKey ? [was.primaryKey] : [];
  return [
    ...keys.map((primaryKey) => ({kind: 'createPrimaryKey' as const, table, primaryKey})),
    ...lost(was.uniques, is.uniques).map((unique) => ({
      kind: 'createUnique' as const,
      table,
      unique,
    })),
    ...lost(was.checks, is.checks).map((check) => ({kind: 'createCheck' as const, table, check})),
    ...lost(was.indexes, is.indexes).map((index) => ({kind: 'createIndex' as const, table, index})),
    ...lost(was.foreignKeys, is.foreignKeys).map((foreignKey) => ({
      kind: 'createForeignKey' as const,
      table,
      foreignKey,
    })),
  ];
}

/** What makes the exclusions again that go with a column. */
function exclusionsLost(
  operation: DropColumn,
  before: Schema,
  dialect: Only['dialect'] | undefined,
): readonly Operation[] {
  const after = apply(before, operation, dialect);
  return objectsOn(before, operation.table)
    .filter((object) => findObject(after, objectName(object)) === undefined)
    .map((object) => ({kind: 'createObject', object}));
}

/** Dropping a primary key leaves its columns not null; those that were nullable before it become so again. */
function nullableAgain(table: Table, columns: readonly string[]): readonly AlterColumn[] {
  return table.columns
    .filter(({name, nullable}) => nullable && columns.includes(name))
    .map(({name}) => ({
      kind: 'alterColumn',
      table: nameOf(table),
      column: name,
      change: {nullable: true},
    }));
}

/** What a facet is set back to, if it changes: what was there, or what stands for nothing. */
function back<T>(now: unknown, before: T | undefined, none: T): T | undefined {
  return now === undefined ? undefined : (before ?? none);
}

/** The change that sets what a change sets to what was there. */
function changeBack(change: ColumnChange, was: Column): ColumnChange {
  return given({
    type: change.type && was.type,
    nullable: change.nullable === undefined ? undefined : was.nullable,
    default: back(change.default, was.default, null),
    autoincrement: back(change.autoincrement, was.autoincrement, false),
    identity: back(change.identity, was.identity, null),
    generated: back(change.generated, was.generated, null),
    collation: back(change.collation, was.collation, null),
    comment: back(change.comment, was.comment, null),
  });
}
