import {byKind, type ByKind, type Operation} from '../operations/operation.ts';
import type {Column} from '../schema/column.ts';
import type {SchemaObject} from '../schema/object.ts';
import {findObject, objectWords} from '../schema/objects.ts';
import {readsFrom} from '../schema/sql-relations.ts';
import type {Schema} from '../schema/schema.ts';
import {implicitPrimaryKeyName} from '../schema/default-names.ts';
import {mentionsColumn} from '../schema/sql-identifiers.ts';
import {identifier, tokens} from '../schema/sql-text.ts';
import {findColumn, findTable, nameText} from '../schema/tables.ts';
import type {ForeignKey, Index, Table, TableName, Unique} from '../schema/table.ts';
import {relationNames} from './displaced.ts';

/**
 * What an operation has to do with others, as names of things: `table book`, `column book.title`,
 * `key book(id)`, `type book.id`, `enum state`, `schema sales`.
 */
export interface Reliance {
  /** Made by it. */
  readonly makes: readonly string[];
  /** Taken away by it. */
  readonly takes: readonly string[];
  /** What it makes stands on these. */
  readonly uses: readonly string[];
  /** What it takes away stood on these. */
  readonly releases: readonly string[];
}

/** What an operation makes, takes, uses and releases; `before` is the schema before all of them. */
export function relianceOf(operation: Operation, before: Schema): Reliance {
  return {...nothing, ...byKind(reliances, operation, before)};
}

const nothing: Reliance = {makes: [], takes: [], uses: [], releases: []};

const tableThing = (table: TableName): string => `table ${nameText(table)}`;
const columnThing = (table: TableName, column: string): string =>
  `column ${nameText(table)}.${column}`;
const typeThing = (table: TableName, column: string): string => `type ${nameText(table)}.${column}`;
const filledThing = (table: TableName, column: string): string =>
  `not null ${nameText(table)}.${column}`;
/** Names that only one relation of a schema can have: whoever takes one over needs it to be free. */
const freeThings = (...names: readonly string[]): readonly string[] =>
  names.map((name) => `the name ${name}`);
const allNames = (table: Table): readonly string[] => [
  ...relationNames(table),
  ...[...table.foreignKeys, ...table.checks].map(({name}) => name),
];
const keyThing = (table: TableName, columns: readonly string[]): string =>
  `key ${nameText(table)}(${columns.toSorted().join(', ')})`;
const enumThing = (type: TableName): string => `enum ${nameText(type)}`;
const schemaThings = ({schema}: TableName): readonly string[] =>
  schema === undefined ? [] : [`schema ${schema}`];

const onTable = (table: TableName, columns: readonly string[]): readonly string[] => [
  tableThing(table),
  ...columns.map((column) => columnThing(table, column)),
];

const enumsOf = ({type}: Pick<Column, 'type'>): readonly string[] =>
  type.kind === 'enum' && type.native ? [enumThing(type.native)] : [];

const keysIn = (table: Table): readonly string[] => [
  ...(table.primaryKey ? [keyThing(table, table.primaryKey.columns)] : []),
  ...table.uniques.map(({columns}) => keyThing(table, columns)),
];

const ofForeignKey = (table: TableName, {columns, references}: ForeignKey): readonly string[] => [
  ...onTable(table, columns),
  ...onTable(references.table, references.columns),
  keyThing(references.table, references.columns),
  ...columns.map((column) => typeThing(table, column)),
  ...references.columns.map((column) => typeThing(references.table, column)),
];

/** An expression may speak of any column; those that are not of the table are never asked for. */
const ofExpression = (
  table: TableName,
  sql: string,
  columns: readonly string[],
): readonly string[] =>
  onTable(
    table,
    columns.filter((column) => mentionsColumn(sql, table.name, column)),
  );

/** The names that may stand for columns; bare ones as they are written and as PostgreSQL takes them. */
const wordsIn = (sql: string): readonly string[] => {
  const names = tokens(sql)
    .map(identifier)
    .filter((name) => name !== undefined);
  return [...new Set([...names, ...names.map((name) => name.toLowerCase())])];
};

const ofIndex = (table: TableName, {parts, include = [], where}: Index): readonly string[] => {
  const texts = [...parts.map(({expression}) => expression), where].filter(
    (sql) => sql !== undefined,
  );
  const named = parts.flatMap(({column}) => (column === undefined ? [] : [column]));
  return [
    ...onTable(table, [...named, ...include]),
    ...texts.flatMap((sql) => ofExpression(table, sql, wordsIn(sql))),
  ];
};

const ofUnique = (table: TableName, {columns}: Unique): readonly string[] =>
  onTable(table, columns);

const ofTable = (table: Table): readonly string[] => {
  const own = new Set([
    tableThing(table),
    ...table.columns.map(({name}) => columnThing(table, name)),
    ...keysIn(table),
  ]);
  const used = [
    ...schemaThings(table),
    ...table.columns.flatMap(enumsOf),
    ...table.foreignKeys.flatMap((key) => ofForeignKey(table, key)),
  ];
  return used.filter((thing) => !own.has(thing));
};

const ofColumn = (table: TableName, column: Column): readonly string[] => [
  tableThing(table),
  ...enumsOf(column),
  ...(column.generated
    ? ofExpression(table, column.generated.expression, wordsIn(column.generated.expression))
    : []),
];

/** A statement may speak of any table and any column; those that nothing makes are never asked for. */
const ofStatement = (words: readonly string[]): readonly string[] =>
  words.flatMap((name) => onTable({name}, words));

type Reliances = ByKind<[before: Schema], Partial<Reliance>>;

const ofTables: Pick<
  Reliances,
  'createTable' | 'dropTable' | 'renameTable' | 'setTableComment' | 'setTableStorage'
> = {
  createTable: ({table}) => ({
    makes: [
      ...onTable(
        table,
        table.columns.map(({name}) => name),
      ),
      ...keysIn(table),
    ],
    uses: [...ofTable(table), ...freeThings(...allNames(table))],
  }),
  dropTable: ({table: name}, before) => {
    const table = findTable(before, name);
    if (table === undefined) return {takes: [tableThing(name)]};
    return {
      makes: freeThings(...allNames(table)),
      takes: [
        ...onTable(
          table,
          table.columns.map((column) => column.name),
        ),
        ...keysIn(table),
      ],
      releases: ofTable(table),
    };
  },
  renameTable: ({table: name, to}, before) => {
    const table = findTable(before, name);
    const columns = table?.columns.map((column) => column.name) ?? [];
    const now = {...name, name: to};
    return {
      takes: [...onTable(name, columns), ...(table ? keysIn(table) : [])],
      makes: [...onTable(now, columns), ...(table ? keysIn({...table, name: to}) : [])],
    };
  },
  setTableStorage: ({table}) => ({uses: [tableThing(table)]}),
  setTableComment: ({table}) => ({uses: [tableThing(table)]}),
};

const ofColumns: Pick<Reliances, 'addColumn' | 'dropColumn' | 'renameColumn' | 'alterColumn'> = {
  addColumn: ({table, column}) => ({
    makes: [columnThing(table, column.name), typeThing(table, column.name)],
    uses: ofColumn(table, column),
  }),
  dropColumn: ({table, column: name}, before) => {
    const column = columnBefore(before, table, name);
    return {
      takes: [columnThing(table, name), typeThing(table, name)],
      releases: column ? ofColumn(table, column) : [],
    };
  },
  renameColumn: ({table, column, to}) => ({
    takes: [columnThing(table, column)],
    makes: [columnThing(table, to)],
  }),
  alterColumn: ({table, column: name, change}, before) => {
    const loosened = change.nullable === true ? [filledThing(table, name)] : [];
    if (change.type === undefined) return {takes: loosened, uses: [columnThing(table, name)]};
    const column = columnBefore(before, table, name);
    return {
      makes: [typeThing(table, name)],
      takes: [typeThing(table, name), ...loosened],
      uses: [columnThing(table, name), ...enumsOf({type: change.type})],
      releases: column ? enumsOf(column) : [],
    };
  },
};

const columnBefore = (before: Schema, name: TableName, column: string): Column | undefined => {
  const table = findTable(before, name);
  return table && findColumn(table, column);
};

const reliances: Reliances = {
  ...ofTables,
  ...ofColumns,

  createPrimaryKey: ({
    table,
    primaryKey: {name = implicitPrimaryKeyName(table.name), columns},
  }) => ({
    makes: [keyThing(table, columns)],
    uses: [...onTable(table, columns), ...freeThings(name)],
  }),
  dropPrimaryKey: ({table}, before) => {
    const {name = implicitPrimaryKeyName(table.name), columns = []} =
      findTable(before, table)?.primaryKey ?? {};
    const filled = columns.map((column) => filledThing(table, column));
    return {
      makes: freeThings(name),
      takes: [keyThing(table, columns)],
      releases: [...onTable(table, columns), ...filled],
    };
  },
  createUnique: ({table, unique}) => ({
    makes: [keyThing(table, unique.columns)],
    uses: [...ofUnique(table, unique), ...freeThings(unique.name)],
  }),
  createForeignKey: ({table, foreignKey}) => ({
    uses: [...ofForeignKey(table, foreignKey), ...freeThings(foreignKey.name)],
  }),
  createCheck: ({table, check: {name, expression}}) => ({
    uses: [...ofExpression(table, expression, wordsIn(expression)), ...freeThings(name)],
  }),
  dropConstraint: (operation, before) =>
    droppedConstraint(operation, findTable(before, operation.table)),
  renameConstraint: ({table}) => ({uses: [tableThing(table)]}),

  createIndex: ({table, index}) => ({
    uses: [...ofIndex(table, index), ...freeThings(index.name)],
  }),
  dropIndex: ({table: name, name: index}, before) => {
    const was = findTable(before, name)?.indexes.find((each) => each.name === index);
    return {makes: freeThings(index), releases: was ? ofIndex(name, was) : []};
  },
  renameIndex: ({table}) => ({uses: [tableThing(table)]}),

  createEnum: ({enum: type}) => ({makes: [enumThing(type)], uses: schemaThings(type)}),
  dropEnum: (type) => ({takes: [enumThing(type)]}),
  addEnumValue: (type) => ({makes: [enumThing(type)]}),
  alterEnum: (type) => ({makes: [enumThing(type)]}),
  createSchema: ({name}) => ({makes: [`schema ${name}`]}),
  dropSchema: ({name}) => ({takes: [`schema ${name}`]}),
  createObject: ({object}, before) => ({
    makes: [objectWords(object)],
    uses: [...schemaThings(object), ...relationsOf(object, before)],
  }),
  replaceObject: ({object}, before) => ({uses: relationsOf(object, before)}),
  dropObject: ({object}, before) => {
    const was = findObject(before, object);
    return {takes: [objectWords(object)], releases: was ? relationsOf(was, before) : []};
  },

  bulkInsert: ({table, columns}) => ({uses: onTable(table, columns)}),
  backfill: ({table, set}) => ({uses: onTable(table, Object.keys(set))}),
  execute: ({sql}) => ({uses: ofStatement(wordsIn(sql))}),
  run: () => ({}),
  only: () => ({}),
};

/** The tables that a view reads from, and that of a trigger or policy. */
function relationsOf(object: SchemaObject, {tables}: Schema): readonly string[] {
  if ('table' in object) {
    const {schema, table} = object;
    return [tableThing(schema === undefined ? {name: table} : {schema, name: table})];
  }
  if (!('query' in object)) return [];
  return tables.filter((table) => readsFrom(object.query, table)).map(tableThing);
}

function droppedConstraint(
  {table: name, type, name: constraint}: Extract<Operation, {kind: 'dropConstraint'}>,
  table: Table | undefined,
): Partial<Reliance> {
  const named = (each: {readonly name: string}): boolean => each.name === constraint;
  const makes = freeThings(constraint);
  if (type === 'foreignKey') {
    const key = table?.foreignKeys.find(named);
    return {makes, releases: key ? ofForeignKey(name, key) : []};
  }
  if (type === 'check') {
    const check = table?.checks.find(named);
    return {
      makes,
      releases: check ? ofExpression(name, check.expression, wordsIn(check.expression)) : [],
    };
  }
  const unique = table?.uniques.find(named);
  if (unique === undefined) return {makes};
  return {
    makes,
    takes: [keyThing(name, unique.columns)],
    releases: ofUnique(name, unique),
  };
}
