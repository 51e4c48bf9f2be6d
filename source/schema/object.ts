/** A stored query. `query` is the `select`, without a semicolon. */
export interface View {
  readonly type: 'view' | 'materialized view';
  readonly schema?: string;
  readonly name: string;
  readonly query: string;
  /** PostgreSQL's options, such as `{security_barrier: true}`. */
  readonly options?: Readonly<Record<string, string | number | boolean>>;
  readonly comment?: string;
}

/** A function or a procedure of PostgreSQL. */
export interface Routine {
  readonly type: 'function' | 'procedure';
  readonly schema?: string;
  readonly name: string;
  /** As they stand between the parentheses: `a integer, b text default 'x'`; empty for none. */
  readonly arguments: string;
  /** Such as `trigger`, `setof account` or `table (id integer)`; procedures return nothing. */
  readonly returns?: string;
  /** Such as `plpgsql` or `sql`. */
  readonly language: string;
  readonly body: string;
  readonly volatility?: 'immutable' | 'stable';
  /** Nothing is computed where an argument is null. */
  readonly strict?: boolean;
  readonly securityDefiner?: boolean;
  readonly parallel?: 'safe' | 'restricted';
  /** Settings that hold while it runs, each as SQL: `{search_path: 'public, pg_temp'}`. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly comment?: string;
}

export type TriggerEvent = 'insert' | 'update' | 'delete' | 'truncate';

/** What happens by itself when rows of a table (or a view) change. */
export interface Trigger {
  readonly type: 'trigger';
  /** That of its table. */
  readonly schema?: string;
  readonly name: string;
  readonly table: string;
  readonly timing: 'before' | 'after' | 'instead of';
  readonly events: readonly TriggerEvent[];
  /** Only an `update` of these columns counts. */
  readonly columns?: readonly string[];
  readonly forEach: 'row' | 'statement';
  /** A condition, SQL without the outer parentheses. */
  readonly when?: string;
  /** PostgreSQL: the call of a function that returns `trigger`, such as `touch()`. */
  readonly execute?: string;
  /** SQLite: the statements between `begin` and `end`, each with its semicolon. */
  readonly body?: string;
}

/** A sequence that belongs to no column. Numbers beyond 2^53 are text. */
export interface Sequence {
  readonly type: 'sequence';
  readonly schema?: string;
  readonly name: string;
  readonly as?: 'smallint' | 'integer' | 'bigint';
  readonly start?: number | string;
  readonly increment?: number | string;
  readonly min?: number | string;
  readonly max?: number | string;
  readonly cache?: number | string;
  readonly cycle?: boolean;
}

/** An extension of PostgreSQL. */
export interface Extension {
  readonly type: 'extension';
  /** Where its objects are; its own choice when absent. */
  readonly schema?: string;
  readonly name: string;
  /** The version that is installed at first; the server's newest when absent. */
  readonly version?: string;
}

/** Which rows of a table somebody may see or write, where the table has row-level security on. */
export interface Policy {
  readonly type: 'policy';
  /** That of its table. */
  readonly schema?: string;
  readonly name: string;
  readonly table: string;
  readonly restrictive?: boolean;
  readonly for?: 'select' | 'insert' | 'update' | 'delete';
  /** Roles; everybody when absent. */
  readonly to?: readonly string[];
  /** Conditions, SQL without the outer parentheses. */
  readonly using?: string;
  readonly check?: string;
}

/** No two rows may be alike in the way that it says (PostgreSQL). */
export interface Exclusion {
  readonly type: 'exclusion';
  /** That of its table. */
  readonly schema?: string;
  readonly name: string;
  readonly table: string;
  /** What stands behind `exclude`: `using gist (room with =, during with &&)`. */
  readonly definition: string;
}

/** A table of PostgreSQL asks its policies who may see and write its rows; without a policy nobody may. */
export interface RowSecurity {
  readonly type: 'row security';
  /** That of its table. */
  readonly schema?: string;
  /** That of its table. */
  readonly name: string;
  readonly table: string;
  /** The owner of the table is asked for too. */
  readonly forced?: boolean;
}

/** A part of a partitioned table of PostgreSQL. */
export interface Partition {
  readonly type: 'partition';
  /** That of its table, too. */
  readonly schema?: string;
  readonly name: string;
  readonly table: string;
  /** Which rows are in it: `for values from ('2026-01-01') to ('2027-01-01')`, or `default`. */
  readonly bounds: string;
}

/**
 * What is no table and no enum, but has a definition that another can replace: one mechanism serves them all.
 * A definition that replaces another is whole; nothing of the former stays.
 */
export type SchemaObject =
  | View
  | Routine
  | Trigger
  | Sequence
  | Extension
  | Policy
  | Exclusion
  | RowSecurity
  | Partition;

/** What tells an object from all others. */
export interface ObjectName {
  readonly type: SchemaObject['type'];
  readonly schema?: string;
  readonly name: string;
  /** Of triggers and policies, whose names are their table's own. */
  readonly table?: string;
  /** Of routines, which may have a name in common: their arguments without defaults. */
  readonly arguments?: string;
}
