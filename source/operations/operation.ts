import type {Column, ColumnType, DefaultValue, Generated} from '../schema/column.ts';
import type {ObjectName, SchemaObject} from '../schema/object.ts';
import type {EnumType} from '../schema/schema.ts';
import type {
  Check,
  ForeignKey,
  Index,
  PrimaryKey,
  Table,
  TableName,
  Unique,
} from '../schema/table.ts';
import type {Db} from './db.ts';
import type {Value} from './value.ts';

export interface CreateTable {
  readonly kind: 'createTable';
  readonly table: Table;
  readonly ifNotExists?: boolean;
}

export interface DropTable {
  readonly kind: 'dropTable';
  readonly table: TableName;
  readonly ifExists?: boolean;
}

export interface RenameTable {
  readonly kind: 'renameTable';
  readonly table: TableName;
  readonly to: string;
}

export interface SetTableComment {
  readonly kind: 'setTableComment';
  readonly table: TableName;
  readonly comment: string | null;
}

export interface SetTableStorage {
  readonly kind: 'setTableStorage';
  readonly table: TableName;
  /** All of them. */
  readonly with: Readonly<Record<string, string | number>>;
}

export interface AddColumn {
  readonly kind: 'addColumn';
  readonly table: TableName;
  readonly column: Column;
}

export interface DropColumn {
  readonly kind: 'dropColumn';
  readonly table: TableName;
  readonly column: string;
}

export interface RenameColumn {
  readonly kind: 'renameColumn';
  readonly table: TableName;
  readonly column: string;
  readonly to: string;
}

/** What changes in a column; what is absent stays, `null` takes the thing away. */
export interface ColumnChange {
  readonly type?: ColumnType;
  readonly nullable?: boolean;
  readonly default?: DefaultValue | null;
  readonly autoincrement?: boolean;
  readonly identity?: 'always' | 'by default' | null;
  readonly generated?: Generated | null;
  readonly collation?: string | null;
  readonly comment?: string | null;
}

export interface AlterColumn {
  readonly kind: 'alterColumn';
  readonly table: TableName;
  readonly column: string;
  readonly change: ColumnChange;
  /** SQL that turns the old value into the new one, where a plain cast would not do. */
  readonly using?: string;
}

export interface CreatePrimaryKey {
  readonly kind: 'createPrimaryKey';
  readonly table: TableName;
  readonly primaryKey: PrimaryKey;
}

export interface DropPrimaryKey {
  readonly kind: 'dropPrimaryKey';
  readonly table: TableName;
}

export interface CreateUnique {
  readonly kind: 'createUnique';
  readonly table: TableName;
  readonly unique: Unique;
}

export interface CreateForeignKey {
  readonly kind: 'createForeignKey';
  readonly table: TableName;
  readonly foreignKey: ForeignKey;
}

export interface CreateCheck {
  readonly kind: 'createCheck';
  readonly table: TableName;
  readonly check: Check;
}

/** Drops a unique, foreign key or check constraint by its name. */
export interface DropConstraint {
  readonly kind: 'dropConstraint';
  readonly table: TableName;
  readonly type: 'unique' | 'foreignKey' | 'check';
  readonly name: string;
}

export interface RenameConstraint {
  readonly kind: 'renameConstraint';
  readonly table: TableName;
  readonly name: string;
  readonly to: string;
}

export interface CreateIndex {
  readonly kind: 'createIndex';
  readonly table: TableName;
  readonly index: Index;
  /** Built without blocking writers, outside any transaction (PostgreSQL). */
  readonly concurrently?: boolean;
}

export interface DropIndex {
  readonly kind: 'dropIndex';
  readonly table: TableName;
  readonly name: string;
  readonly concurrently?: boolean;
}

export interface RenameIndex {
  readonly kind: 'renameIndex';
  readonly table: TableName;
  readonly name: string;
  readonly to: string;
}

export interface CreateEnum {
  readonly kind: 'createEnum';
  readonly enum: EnumType;
}

export interface DropEnum {
  readonly kind: 'dropEnum';
  readonly schema?: string;
  readonly name: string;
}

export interface AddEnumValue {
  readonly kind: 'addEnumValue';
  readonly schema?: string;
  readonly name: string;
  readonly value: string;
  readonly before?: string;
}

/** Gives an enum other values: renames them, puts them in another order, takes some out. */
export interface AlterEnum {
  readonly kind: 'alterEnum';
  readonly schema?: string;
  readonly name: string;
  /** All values afterwards, in their order; absent, those from before under their new names. */
  readonly items?: readonly string[];
  /** What becomes of values that are no more, in rows and defaults: a value from before to one from afterwards. */
  readonly map?: Readonly<Record<string, string>>;
}

export interface CreateSchema {
  readonly kind: 'createSchema';
  readonly name: string;
}

export interface DropSchema {
  readonly kind: 'dropSchema';
  readonly name: string;
}

/** Makes a view, a function, a trigger and so on. */
export interface CreateObject {
  readonly kind: 'createObject';
  readonly object: SchemaObject;
}

/** Puts a definition in the place of the one of the same name. */
export interface ReplaceObject {
  readonly kind: 'replaceObject';
  readonly object: SchemaObject;
  /** PostgreSQL: a view keeps its rights and what stands on it; it can only get further columns at its end. */
  readonly inPlace?: boolean;
}

export interface DropObject {
  readonly kind: 'dropObject';
  readonly object: ObjectName;
}

/** Puts rows into a table. */
export interface BulkInsert {
  readonly kind: 'bulkInsert';
  readonly table: TableName;
  readonly columns: readonly string[];
  /** Each with a value for each column. */
  readonly rows: readonly (readonly Value[])[];
}

/** Gives columns of the rows that are there other values, so many rows at a time, each batch committed by itself. */
export interface Backfill {
  readonly kind: 'backfill';
  readonly table: TableName;
  /** SQL by column. */
  readonly set: Readonly<Record<string, string>>;
  /** SQL: only these rows. */
  readonly where?: string;
  /** The column that rows are taken in order of; the primary key, when absent. */
  readonly key?: string;
  /** How many rows at a time. */
  readonly batch: number;
}

/** Raw SQL, one statement. */
export interface Execute {
  readonly kind: 'execute';
  readonly sql: string;
  /** What its placeholders stand for. */
  readonly values?: readonly Value[];
  /**
   * What it does to the schema: nothing (`data`), what these operations would, or `unknown`, which is
   * passed on to whatever depends on it.
   */
  readonly effect: 'data' | 'unknown' | readonly Operation[];
  readonly transactional: boolean;
}

/** The user's own code, run in its place on the run's connection; refused offline. */
export interface Run {
  readonly kind: 'run';
  readonly name: string;
  /** The text of `perform`, shown in the plan. */
  readonly source: string;
  readonly perform: (db: Db) => Promise<void>;
}

/** Operations for one dialect only; the others skip them. */
export interface Only {
  readonly kind: 'only';
  readonly dialect: 'postgresql' | 'sqlite';
  readonly operations: readonly Operation[];
}

/** One directive of a revision, as data. */
export type Operation =
  | CreateTable
  | DropTable
  | RenameTable
  | SetTableComment
  | SetTableStorage
  | AddColumn
  | DropColumn
  | RenameColumn
  | AlterColumn
  | CreatePrimaryKey
  | DropPrimaryKey
  | CreateUnique
  | CreateForeignKey
  | CreateCheck
  | DropConstraint
  | RenameConstraint
  | CreateIndex
  | DropIndex
  | RenameIndex
  | CreateEnum
  | DropEnum
  | AddEnumValue
  | AlterEnum
  | CreateSchema
  | DropSchema
  | CreateObject
  | ReplaceObject
  | DropObject
  | BulkInsert
  | Backfill
  | Execute
  | Run
  | Only;

type OperationByKind = {readonly [Each in Operation as Each['kind']]: Each};

/** A table of functions, one for each kind of operation; one that is missing does not compile. */
export type ByKind<Rest extends readonly unknown[], Result> = {
  readonly [Kind in keyof OperationByKind]: (
    operation: OperationByKind[Kind],
    ...rest: Rest
  ) => Result;
};

/** Calls the function that a table has for an operation. */
export function byKind<Kind extends Operation['kind'], Rest extends readonly unknown[], Result>(
  table: ByKind<Rest, Result>,
  operation: {readonly kind: Kind} & OperationByKind[Kind],
  ...rest: Rest
): Result {
  return table[operation.kind](operation, ...rest);
}
