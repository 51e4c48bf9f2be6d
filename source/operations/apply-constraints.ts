import type {Column} from '../schema/column.ts';
import {implicitPrimaryKeyName} from '../schema/default-names.ts';
import {madeKey} from '../schema/key-names.ts';
import {didYouMean} from '../schema/nearest.ts';
import type {Schema} from '../schema/schema.ts';
import {nameText, tableNamed, unknownsHint, withTable} from '../schema/tables.ts';
import type {PrimaryKey, Table} from '../schema/table.ts';
import type {Appliers} from './apply.ts';
import {refusal} from './arguments.ts';
import {checkIndexNames, checkReferences} from './check-schema.ts';
import {checkColumns, namesIn} from './check-table.ts';
import type {DropConstraint, Only} from './operation.ts';

/** How operations on constraints change a schema. */
export const applyConstraints: Pick<
  Appliers,
  | 'createPrimaryKey'
  | 'dropPrimaryKey'
  | 'createUnique'
  | 'createForeignKey'
  | 'createCheck'
  | 'dropConstraint'
  | 'renameConstraint'
> = {
  createPrimaryKey: ({table: name, primaryKey}, schema, dialect) => {
    const table = tableNamed(schema, name);
    if (table.primaryKey !== undefined) {
      throw refusal(
        `table ${nameText(table)} has a primary key already`,
        `op.dropPrimaryKey('${nameText(table)}') first`,
      );
    }
    if (primaryKey.name !== undefined) refuseTaken(table, primaryKey.name);
    checkColumns(table, primaryKey.columns, 'the primary key');
    return withTable(schema, {
      ...table,
      primaryKey: dialect === 'postgresql' ? madeKey(schema, table, primaryKey) : primaryKey,
      // A primary key makes its columns not null, and they stay so when it is dropped.
      columns: table.columns.map((column) =>
        primaryKey.columns.includes(column.name) ? notNull(column) : column,
      ),
    });
  },

  dropPrimaryKey: ({table: name}, schema) => {
    const {primaryKey, ...table} = tableNamed(schema, name);
    if (primaryKey !== undefined) return withTable(schema, table);
    throw refusal(`table ${nameText(table)} has no primary key`, unknownsHint(schema, 'made it'));
  },

  createUnique: ({table: name, unique}, schema) => {
    const table = tableNamed(schema, name);
    refuseTaken(table, unique.name);
    checkIndexNames(schema, table, [unique]);
    checkColumns(table, unique.columns, unique.name);
    return withTable(schema, {...table, uniques: [...table.uniques, unique]});
  },

  createForeignKey: ({table: name, foreignKey}, schema, dialect) => {
    const table = tableNamed(schema, name);
    refuseTaken(table, foreignKey.name);
    checkColumns(table, foreignKey.columns, foreignKey.name);
    checkReferences(schema, foreignKey, dialect);
    return withTable(schema, {...table, foreignKeys: [...table.foreignKeys, foreignKey]});
  },

  createCheck: ({table: name, check}, schema) => {
    const table = tableNamed(schema, name);
    refuseTaken(table, check.name);
    return withTable(schema, {...table, checks: [...table.checks, check]});
  },

  dropConstraint: ({table: name, type, name: constraint}, schema) => {
    const table = tableNamed(schema, name);
    const list = listOf[type];
    const known: readonly {readonly name: string}[] = table[list];
    if (!known.some((each) => each.name === constraint)) {
      throw missing(schema, table, constraint, words[type]);
    }
    return withTable(schema, {
      ...table,
      [list]: known.filter((each) => each.name !== constraint),
    });
  },

  renameConstraint: ({table: name, name: from, to}, schema, dialect) => {
    const table = tableNamed(schema, name);
    refuseTaken(table, to);
    const renamed = keyRenamed(table, {from, to}, dialect) ?? constraintRenamed(table, from, to);
    if (renamed === undefined) throw missing(schema, table, from, 'constraint');
    if (renamed.uniques.some((unique) => unique.name === to))
      checkIndexNames(schema, table, [{name: to}]);
    return withTable(schema, renamed);
  },
};

const notNull = (column: Column): Column =>
  column.nullable ? {...column, nullable: false} : column;

const listOf = {unique: 'uniques', foreignKey: 'foreignKeys', check: 'checks'} as const;

const words: Readonly<Record<DropConstraint['type'], string>> = {
  unique: 'unique constraint',
  foreignKey: 'foreign key',
  check: 'check',
};

/** Throws when the table has a constraint or index of this name. */
export function refuseTaken(table: Table, name: string): void {
  if (!namesIn(table).includes(name)) return;
  throw refusal(`table ${nameText(table)} has a constraint or index named ${name} already`);
}

/** The error for a constraint or index that is not there, or is something else than was said. */
export function missing(schema: Schema, table: Table, name: string, what: string): Error {
  return refusal(
    `table ${nameText(table)} has no ${what} ${name}`,
    otherWord(table, name) ?? didYouMean(name, namesIn(table)) ?? unknownsHint(schema, 'made it'),
  );
}

/** The operation to use for a name that is there, but as something else. */
function otherWord(table: Table, name: string): string | undefined {
  const lists = [
    [table.uniques, 'a unique constraint', 'dropUnique'],
    [table.foreignKeys, 'a foreign key', 'dropForeignKey'],
    [table.checks, 'a check', 'dropCheck'],
    [table.indexes, 'an index', 'dropIndex'],
  ] as const;
  for (const [list, what, word] of lists) {
    if (list.some((each) => each.name === name)) {
      return `${name} is ${what}: op.${word}('${name}', '${nameText(table)}') drops it`;
    }
  }
  if (table.primaryKey?.name !== name) return undefined;
  return `${name} is the primary key: op.dropPrimaryKey('${nameText(table)}') drops it`;
}

/** The table with its primary key renamed, if it is the key that has this name. */
function keyRenamed(
  table: Table,
  {from, to}: {readonly from: string; readonly to: string},
  dialect: Only['dialect'] | undefined,
): Table | undefined {
  const {primaryKey} = table;
  if (primaryKey === undefined) return undefined;
  const implicit = dialect === 'postgresql' ? implicitPrimaryKeyName(table.name) : undefined;
  if ((primaryKey.name ?? implicit) !== from) return undefined;
  const {columns} = primaryKey;
  const renamed: PrimaryKey = to === implicit ? {columns} : {name: to, columns};
  return {...table, primaryKey: renamed};
}

function constraintRenamed(table: Table, from: string, to: string): Table | undefined {
  const named = ({name}: {readonly name: string}): boolean => name === from;
  const {uniques, foreignKeys, checks} = table;
  if (![...uniques, ...foreignKeys, ...checks].some(named)) return undefined;
  const renamed = <T extends {readonly name: string}>(things: readonly T[]): readonly T[] =>
    things.map((thing) => (named(thing) ? {...thing, name: to} : thing));
  return {
    ...table,
    uniques: renamed(uniques),
    foreignKeys: renamed(foreignKeys),
    checks: renamed(checks),
  };
}
