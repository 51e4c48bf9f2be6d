/** A type that every dialect can say, under the word that MikroORM's property builder uses for it. */
export type PlainType =
  | 'integer'
  | 'smallint'
  | 'tinyint'
  | 'mediumint'
  | 'bigint'
  | 'float'
  | 'double'
  | 'boolean'
  | 'text'
  | 'date'
  | 'interval'
  | 'json'
  | 'uuid'
  | 'blob'
  | 'array';

/** What a column holds. `raw` is the text of one database's own type, and then portable no longer. */
export type ColumnType =
  | {readonly kind: PlainType}
  /** `length` in characters. */
  | {readonly kind: 'string' | 'character'; readonly length?: number}
  /** `length` in digits of a second. */
  | {readonly kind: 'datetime' | 'time'; readonly length?: number}
  | {readonly kind: 'decimal'; readonly precision?: number; readonly scale?: number}
  | EnumColumnType
  | {readonly kind: 'raw'; readonly sql: string};

/** One of a list of values: kept by a check constraint or, where `native` names one, by the database's own enum type. */
export interface EnumColumnType {
  readonly kind: 'enum';
  readonly items: readonly (string | number)[];
  readonly native?: {readonly schema?: string; readonly name: string};
  /** A column of lists of such values. */
  readonly array?: boolean;
}

/** What a column holds when nothing is given: a value, quoted by the dialect, or SQL as it stands. */
export type DefaultValue =
  | {readonly kind: 'value'; readonly value: string | number | boolean}
  | {readonly kind: 'sql'; readonly sql: string};

/** A column that is computed from others. `expression` is SQL without the outer parentheses. */
export interface Generated {
  readonly expression: string;
  readonly stored: boolean;
}

/** A column of a table. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
  readonly default?: DefaultValue;
  /** Numbered by the database: `serial` on PostgreSQL, `integer primary key autoincrement` on SQLite. */
  readonly autoincrement?: boolean;
  readonly identity?: 'always' | 'by default';
  readonly generated?: Generated;
  readonly collation?: string;
  readonly comment?: string;
}
