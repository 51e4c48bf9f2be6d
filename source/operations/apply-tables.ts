import {isOn, objectsOf, withoutObjects} from '../schema/objects.ts';
import {withRelationRenamed} from '../schema/sql-relations.ts';
import type {SchemaObject} from '../schema/object.ts';
import {keyOfRenamed, madeKey} from '../schema/key-names.ts';
import type {Schema} from '../schema/schema.ts';
import {withTableRenamed} from '../schema/sql-identifiers.ts';
import {
  findTable,
  nameText,
  sameName,
  tableNamed,
  withTable,
  withTableAt,
  withoutTable,
} from '../schema/tables.ts';
import type {ForeignKey, PrimaryKey, Table, TableName} from '../schema/table.ts';
import type {Appliers} from './apply.ts';
import {refusal} from './arguments.ts';
import {checkEnums, checkIndexNames, checkReferences} from './check-schema.ts';
import {checkTable} from './check-table.ts';
import {refuseRead, refuseTakenRelation} from './check-objects.ts';
import {withExpressions} from './expressions.ts';

/** How operations on whole tables change a schema. */
export const applyTables: Pick<
  Appliers,
  | 'createTable'
  | 'dropTable'
  | 'renameTable'
  | 'setTableComment'
  | 'setTableStorage'
  | 'createSchema'
  | 'dropSchema'
> = {
  createTable: ({table, ifNotExists}, schema, dialect) => {
    if (findTable(schema, table) !== undefined) {
      if (ifNotExists === true) return schema;
      throw refusal(`table ${nameText(table)} is there already`);
    }
    refuseTakenRelation(schema, table);
    checkTable(table);
    checkIndexNames(schema, table, [...table.uniques, ...table.indexes]);
    const after = withTable(schema, dialect === 'postgresql' ? withMadeKey(schema, table) : table);
    for (const foreignKey of table.foreignKeys) checkReferences(after, foreignKey, dialect);
    for (const {type} of table.columns) checkEnums(schema, type, dialect);
    return after;
  },

  dropTable: ({table, ifExists}, schema, dialect) => {
    if (ifExists === true && findTable(schema, table) === undefined) return schema;
    const dropped = tableNamed(schema, table);
    // SQLite drops a table that others refer to, and minds only when they are written to.
    if (dialect !== 'sqlite') refuseReferred(schema, dropped);
    refuseRead(schema, dropped);
    return withoutObjects(withoutTable(schema, table), (object) => isOn(object, dropped));
  },

  renameTable: ({table: name, to}, schema, dialect) => {
    const table = tableNamed(schema, name);
    const renamed: TableName = {...name, name: to};
    if (findTable(schema, renamed) !== undefined) {
      throw refusal(`table ${nameText(renamed)} is there already`);
    }
    refuseTakenRelation(schema, renamed);
    const keyRenamed =
      dialect === 'postgresql' ? keyOfRenamed(schema, table, to) : table.primaryKey;
    const after = withTableAt(schema, name, tableRenamed(table, to, keyRenamed));
    return {
      ...after,
      tables: after.tables.map((each) => withReferences(each, name, renamed)),
      ...(schema.objects && {
        objects: schema.objects.map((each) => objectRenamed(each, name, to, dialect)),
      }),
    };
  },

  setTableComment: ({table: name, comment}, schema) => {
    const {comment: _, ...table} = tableNamed(schema, name);
    return withTable(schema, comment === null ? table : {...table, comment});
  },

  setTableStorage: ({table: name, with: parameters}, schema) => {
    const {with: _, ...table} = tableNamed(schema, name);
    const isNone = Object.keys(parameters).length === 0;
    return withTable(schema, isNone ? table : {...table, with: parameters});
  },

  // Which schemas there are is not kept: a table names its own.
  createSchema: (_, schema) => schema,
  dropSchema: ({name}, schema) => {
    const inside = [...schema.tables, ...schema.enums, ...objectsOf(schema)].find(
      (each) => each.schema === name,
    );
    if (inside === undefined) return schema;
    throw refusal(
      `schema ${name} is not empty: it has ${nameText(inside)}`,
      'drop what is in it first',
    );
  },
};

/** What a view reads from, and on SQLite what a trigger writes to, is followed; the text of a function is not. */
function objectRenamed(
  object: SchemaObject,
  table: TableName,
  to: string,
  dialect: Parameters<Appliers['renameTable']>[2],
): SchemaObject {
  if ('query' in object) return {...object, query: withRelationRenamed(object.query, table, to)};
  if (!('table' in object)) return object;
  if (!isOn(object, table)) return bodyRenamed(object, table, {to, dialect});
  if (object.type === 'row security') return {...object, name: to, table: to};
  const moved = {...object, table: to};
  if (moved.type === 'policy') {
    const {using, check} = moved;
    const renamed = (sql: string): string => withTableRenamed(sql, table.name, to);
    return {
      ...moved,
      ...(using !== undefined && {using: renamed(using)}),
      ...(check !== undefined && {check: renamed(check)}),
    };
  }
  return bodyRenamed(moved, table, {to, dialect});
}

/** The statements of a trigger of SQLite. */
function bodyRenamed(
  object: SchemaObject,
  table: TableName,
  {to, dialect}: {readonly to: string; readonly dialect: Parameters<Appliers['renameTable']>[2]},
): SchemaObject {
  if (object.type !== 'trigger' || object.body === undefined || dialect === 'postgresql') {
    return object;
  }
  return {...object, body: withRelationRenamed(object.body, table, to)};
}

function refuseReferred(schema: Schema, dropped: Table): void {
  for (const table of schema.tables) {
    const key = table.foreignKeys.find(({references}) => sameName(references.table, dropped));
    if (key === undefined || table === dropped) continue;
    throw refusal(
      `table ${nameText(dropped)} is referred to by the foreign key ${key.name} of ${nameText(table)}`,
      `op.dropForeignKey('${key.name}', '${nameText(table)}') first`,
    );
  }
}

function withMadeKey(schema: Schema, table: Table): Table {
  if (table.primaryKey === undefined) return table;
  return {...table, primaryKey: madeKey(schema, table, table.primaryKey)};
}

function tableRenamed(table: Table, to: string, primaryKey: PrimaryKey | undefined): Table {
  return withExpressions({...table, name: to, ...(primaryKey && {primaryKey})}, (sql) =>
    withTableRenamed(sql, table.name, to),
  );
}

function withReferences(table: Table, from: TableName, to: TableName): Table {
  const refers = ({references}: ForeignKey): boolean => sameName(references.table, from);
  if (!table.foreignKeys.some(refers)) return table;
  return {
    ...table,
    foreignKeys: table.foreignKeys.map((key) =>
      refers(key) ? {...key, references: {...key.references, table: to}} : key,
    ),
  };
}
