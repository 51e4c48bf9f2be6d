import type {ReferentialAction} from '../schema/table.ts';
import type {Bindable, Db} from './db.ts';
import type {ObjectOperations} from './object-operations.ts';
import type {Given as RowValue} from './value.ts';

/** A table in the default schema by its name, or in another by both. */
export type TableRef = string | {readonly schema: string; readonly name: string};

/** The name of a native enum, apart from that of its schema; as one text, a dot stands between the two. */
export interface NativeEnumName {
  readonly schema?: string;
  readonly name: string;
}

/** A column as `t` builds it; the words are those of MikroORM's property builder. Immutable. */
export interface ColumnBuilder {
  length(length: number): ColumnBuilder;
  precision(precision: number): ColumnBuilder;
  scale(scale: number): ColumnBuilder;
  nullable(nullable?: boolean): ColumnBuilder;
  default(value: string | number | boolean): ColumnBuilder;
  /** SQL as it stands, such as `current_timestamp`. */
  defaultRaw(sql: string): ColumnBuilder;
  primary(): ColumnBuilder;
  autoincrement(): ColumnBuilder;
  identity(kind?: 'always' | 'by default'): ColumnBuilder;
  /** SQL; `virtual` unless told otherwise. */
  generated(expression: string, kind?: 'stored' | 'virtual'): ColumnBuilder;
  collation(collation: string): ColumnBuilder;
  comment(comment: string): ColumnBuilder;
  /** A unique constraint of this column, named as MikroORM would unless a name is given. */
  unique(name?: string): ColumnBuilder;
  /** For an enum: kept by a native type of PostgreSQL. Made by `createEnum`. */
  nativeEnumName(name: string | NativeEnumName): ColumnBuilder;
  /** For an enum: a list of its values. */
  array(): ColumnBuilder;
}

/** The types, under the words of MikroORM's property builder. */
export interface Types {
  integer(): ColumnBuilder;
  smallint(): ColumnBuilder;
  tinyint(): ColumnBuilder;
  mediumint(): ColumnBuilder;
  bigint(): ColumnBuilder;
  float(): ColumnBuilder;
  double(): ColumnBuilder;
  decimal(): ColumnBuilder;
  boolean(): ColumnBuilder;
  string(): ColumnBuilder;
  character(): ColumnBuilder;
  text(): ColumnBuilder;
  date(): ColumnBuilder;
  time(): ColumnBuilder;
  datetime(length?: number): ColumnBuilder;
  interval(): ColumnBuilder;
  json(): ColumnBuilder;
  uuid(): ColumnBuilder;
  blob(): ColumnBuilder;
  array(): ColumnBuilder;
  enum(items: readonly (string | number)[]): ColumnBuilder;
  /** One database's own type, such as `citext`. */
  raw(sql: string): ColumnBuilder;
}

interface ForeignKeyOptions {
  readonly onDelete?: ReferentialAction;
  readonly onUpdate?: ReferentialAction;
  readonly deferrable?: 'immediate' | 'deferred';
}

/** A foreign key inside `createTable`. */
export interface TableForeignKey extends ForeignKeyOptions {
  readonly columns: readonly string[];
  /** The table referred to, and its columns. */
  readonly references: readonly [table: TableRef, columns: readonly string[]];
}

export interface UniqueOptions {
  readonly deferrable?: 'immediate' | 'deferred';
  /** PostgreSQL 15 and later: rows without a value are alike, too. */
  readonly nullsNotDistinct?: boolean;
}

export interface CreateTableOptions {
  /** Composite or named primary key; a single column says `.primary()`. */
  readonly primaryKey?:
    | readonly string[]
    | {readonly name: string; readonly columns: readonly string[]};
  /** By name. */
  readonly uniques?: Readonly<
    Record<string, readonly string[] | ({readonly columns: readonly string[]} & UniqueOptions)>
  >;
  /** By name: the SQL of the condition. */
  readonly checks?: Readonly<Record<string, string>>;
  /** By name. */
  readonly foreignKeys?: Readonly<Record<string, TableForeignKey>>;
  /** SQLite only: constraints that have no name, as databases made by others have them. */
  readonly unnamed?: {
    readonly uniques?: readonly (readonly string[])[];
    readonly checks?: readonly string[];
    readonly foreignKeys?: readonly TableForeignKey[];
  };
  readonly comment?: string;
  readonly ifNotExists?: boolean;
  /** PostgreSQL: `range (made_on)`, `list (country)` or `hash (id)`; its partitions are made with `createPartition`. */
  readonly partitionBy?: string;
  /** PostgreSQL's storage parameters, such as `{fillfactor: 70}`. */
  readonly with?: Readonly<Record<string, string | number>>;
  /** SQLite's table options. */
  readonly strict?: boolean;
  readonly withoutRowid?: boolean;
}

/** A column by name, or a part with an expression or an order of its own. */
export type IndexPartSpec =
  | string
  | {
      readonly column?: string;
      readonly expression?: string;
      readonly order?: 'asc' | 'desc';
      readonly nulls?: 'first' | 'last';
      readonly collation?: string;
      readonly operatorClass?: string;
    };

export interface CreateIndexOptions {
  readonly unique?: boolean;
  /** PostgreSQL 15 and later: rows without a value are alike, too. */
  readonly nullsNotDistinct?: boolean;
  readonly where?: string;
  readonly using?: string;
  readonly include?: readonly string[];
  readonly with?: Readonly<Record<string, string | number>>;
  readonly concurrently?: boolean;
}

/** What `alterColumn` changes; what is absent stays. */
export interface ColumnChanges {
  readonly type?: (t: Types) => ColumnBuilder;
  readonly nullable?: boolean;
  /** `null` takes the default away. */
  readonly default?: string | number | boolean | null;
  readonly defaultRaw?: string;
  readonly autoincrement?: boolean;
  readonly identity?: 'always' | 'by default' | null;
  readonly generated?: {readonly expression: string; readonly kind?: 'stored' | 'virtual'} | null;
  readonly collation?: string | null;
  readonly comment?: string | null;
  /** SQL that turns the old value into the new one. */
  readonly using?: string;
}

/** What `alterEnum` changes. */
interface EnumChanges {
  /** Absent: the values from before, under their new names. */
  readonly items?: readonly string[];
  readonly map?: Readonly<Record<string, string>>;
}

interface BackfillOptions {
  /** SQL: only these rows. */
  readonly where?: string;
  /** A column, unique and never null, to take the rows in order of; the primary key, when absent. */
  readonly key?: string;
  /** Rows in a batch; 1000, when absent. */
  readonly batch?: number;
}

export interface ExecuteOptions {
  /**
   * What the SQL does to the schema: nothing (`data`), or what the recorded operations would. Absent:
   * `data` for what reads and writes rows (`insert`, `update`, `delete`, `replace`, `merge`,
   * `truncate`, `refresh`, `with`, `values` and `select` without `into`), else not known, which is passed on.
   */
  readonly effect?: 'data' | ((op: Operations) => void);
  /** False: outside any transaction. */
  readonly transactional?: boolean;
  /** What each `?` of the SQL stands for; written into it as literals, so that a script is the same. */
  readonly values?: readonly Bindable[];
}

/**
 * What `upgrade` and `downgrade` talk to. It records; nothing runs while the function runs.
 *
 * Every method throws `bad_operation` for what can be seen to be wrong at once.
 */
export interface Operations extends ObjectOperations {
  createTable(
    table: TableRef,
    columns: (t: Types) => Readonly<Record<string, ColumnBuilder>>,
    options?: CreateTableOptions,
  ): void;
  dropTable(table: TableRef, options?: {readonly ifExists?: boolean}): void;
  renameTable(table: TableRef, to: string): void;
  setTableComment(table: TableRef, comment: string | null): void;
  /** PostgreSQL: all storage parameters of the table; those that are not said are as usual. */
  setTableStorage(table: TableRef, parameters: Readonly<Record<string, string | number>>): void;

  addColumn(table: TableRef, column: string, type: (t: Types) => ColumnBuilder): void;
  dropColumn(table: TableRef, column: string): void;
  renameColumn(table: TableRef, column: string, to: string): void;
  alterColumn(table: TableRef, column: string, changes: ColumnChanges): void;

  /** Named `null`, the database chooses its name. */
  createPrimaryKey(name: string | null, table: TableRef, columns: readonly string[]): void;
  dropPrimaryKey(table: TableRef): void;
  createUnique(
    name: string,
    table: TableRef,
    columns: readonly string[],
    options?: UniqueOptions,
  ): void;
  createForeignKey(
    name: string,
    table: TableRef,
    columns: readonly string[],
    references: readonly [table: TableRef, columns: readonly string[]],
    options?: ForeignKeyOptions,
  ): void;
  createCheck(name: string, table: TableRef, expression: string): void;
  dropUnique(name: string, table: TableRef): void;
  dropForeignKey(name: string, table: TableRef): void;
  dropCheck(name: string, table: TableRef): void;
  renameConstraint(table: TableRef, name: string, to: string): void;

  createIndex(
    name: string,
    table: TableRef,
    parts: readonly IndexPartSpec[],
    options?: CreateIndexOptions,
  ): void;
  dropIndex(name: string, table: TableRef, options?: {readonly concurrently?: boolean}): void;
  renameIndex(table: TableRef, name: string, to: string): void;

  /** Native enum types, schemas: PostgreSQL. */
  createEnum(name: TableRef, items: readonly string[]): void;
  dropEnum(name: TableRef): void;
  addEnumValue(name: TableRef, value: string, options?: {readonly before?: string}): void;
  /**
   * Other values for an enum: `items` are all of them afterwards, in their order; `map` says what becomes of those that
   * are no more, in rows and defaults. A row that holds a value of which nothing is said stops the run.
   */
  alterEnum(name: TableRef, changes: EnumChanges): void;
  renameEnumValue(name: TableRef, value: string, to: string): void;
  createSchema(name: string): void;
  dropSchema(name: string): void;

  /** Puts rows into a table; values are written as the types of the columns want them. */
  bulkInsert(table: TableRef, rows: readonly Readonly<Record<string, RowValue>>[]): void;
  /** Sets columns to SQL, by column, batch by batch, each committed by itself; goes on where it was interrupted. */
  backfill(table: TableRef, set: Readonly<Record<string, string>>, options?: BackfillOptions): void;

  /** One statement of raw SQL. */
  execute(sql: string, options?: ExecuteOptions): void;
  /** Work that needs data: run in its place with a connection, shown by name and source, refused offline. */
  run(name: string, perform: (db: Db) => Promise<void>): void;
  /** Operations for one database only. */
  only(dialect: 'postgresql' | 'sqlite', record: (op: Operations) => void): void;
  /**
   * Operations for one of several databases that share this history: by the name that an environment gives its
   * `database`, or the environment's own.
   */
  onDatabase(name: string, record: (op: Operations) => void): void;
}
