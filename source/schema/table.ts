import type {Column} from './column.ts';

/** Names a table. Without `schema`, the one in the database's default schema. */
export interface TableName {
  readonly schema?: string;
  readonly name: string;
}

/** The primary key. Unnamed, the database chooses its name. */
export interface PrimaryKey {
  readonly name?: string;
  readonly columns: readonly string[];
}

/** A unique constraint; SQLite holds it as a unique index of the same name. */
export interface Unique {
  readonly name: string;
  readonly columns: readonly string[];
  readonly deferrable?: 'immediate' | 'deferred';
  /** PostgreSQL: rows without a value are alike, too. */
  readonly nullsNotDistinct?: boolean;
}

/** What happens to a row when the row that it refers to is deleted or gets another key. */
export type ReferentialAction = 'no action' | 'restrict' | 'cascade' | 'set null' | 'set default';

/** A foreign key constraint. */
export interface ForeignKey {
  readonly name: string;
  readonly columns: readonly string[];
  readonly references: {readonly table: TableName; readonly columns: readonly string[]};
  readonly onDelete?: ReferentialAction;
  readonly onUpdate?: ReferentialAction;
  readonly deferrable?: 'immediate' | 'deferred';
}

/** A check constraint. `expression` is SQL without the outer parentheses. */
export interface Check {
  readonly name: string;
  readonly expression: string;
}

/** A column or an expression of an index, and how it is sorted. */
export interface IndexPart {
  readonly column?: string;
  /** SQL without the outer parentheses; given instead of `column`. */
  readonly expression?: string;
  readonly order?: 'asc' | 'desc';
  readonly nulls?: 'first' | 'last';
  readonly collation?: string;
  /** PostgreSQL's operator class, such as `text_pattern_ops`. */
  readonly operatorClass?: string;
}

/** An index. */
export interface Index {
  readonly name: string;
  readonly parts: readonly IndexPart[];
  readonly unique?: boolean;
  /** PostgreSQL: rows without a value are alike, too. */
  readonly nullsNotDistinct?: boolean;
  /** The condition of a partial index, SQL. */
  readonly where?: string;
  /** PostgreSQL's access method, such as `gin`; `btree` when absent. */
  readonly using?: string;
  readonly include?: readonly string[];
  /** PostgreSQL's storage parameters, such as `{fillfactor: 70}`. */
  readonly with?: Readonly<Record<string, string | number>>;
}

/** A table as data: every constraint by name, nothing that belongs to one driver. */
export interface Table extends TableName {
  readonly columns: readonly Column[];
  readonly primaryKey?: PrimaryKey;
  readonly uniques: readonly Unique[];
  readonly foreignKeys: readonly ForeignKey[];
  readonly checks: readonly Check[];
  readonly indexes: readonly Index[];
  readonly comment?: string;
  /** PostgreSQL: `range (made_on)`. The rows are in its partitions. */
  readonly partitionBy?: string;
  /** PostgreSQL's storage parameters, such as `{fillfactor: 70}`. */
  readonly with?: Readonly<Record<string, string | number>>;
  /** SQLite's table options. */
  readonly strict?: boolean;
  readonly withoutRowid?: boolean;
}
