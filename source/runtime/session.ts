import type {DialectName} from '../dialects/dialect.ts';
import type {Db} from '../operations/db.ts';
import type {SchemaObject} from '../schema/object.ts';
import type {Schema} from '../schema/schema.ts';
import type {Table, TableName} from '../schema/table.ts';

/** A row as the driver gives it. */
export type Row = Readonly<Record<string, unknown>>;

/** Who holds the lock, as far as the database tells. */
export interface LockHolder {
  /** Such as `ana@build-7, run 3f2a, since 14:05:09`. */
  readonly description: string;
}

/**
 * One pinned connection. Opening it changes nothing. Leaving it rolls back what is open, frees the
 * lock and gives the connection back.
 */
export interface Session extends AsyncDisposable {
  readonly dialect: DialectName;
  /** Such as `18.4` or `3.53.4`. */
  readonly serverVersion: string;
  /** Runs one statement. Throws what the driver throws, with `code` and `position` where it has them. */
  execute(sql: string): Promise<void>;
  query<R extends Row = Row>(sql: string): Promise<readonly R[]>;
  /** What user code is handed: this same connection. */
  readonly db: Db;
  /**
   * Takes the lock that makes this the only run on the database, or says who holds it. Waiting is the caller's.
   * Throws `pooled_connection` where the server does not keep the connection to one backend.
   */
  tryLock(): Promise<LockHolder | undefined>;
  /**
   * Who holds the lock, or `undefined` where nobody does. It is free again at once, and no file is made for it.
   * Throws `pooled_connection` as `tryLock`.
   */
  lockHolder(): Promise<LockHolder | undefined>;
  unlock(): Promise<void>;
  /** The schema as it is, with types as the database's text; Athanor's own tables left out. */
  introspect(): Promise<Schema>;
  /** One table as it is, or `undefined` where there is none. */
  describe(table: TableName): Promise<Table | undefined>;
  /**
   * How `describe` would give a table that was created with this definition: the server's own
   * rewriting of expressions included. Leaves nothing behind.
   */
  described(definition: Table): Promise<Table>;
  /** How `introspect` would give objects with these definitions. Leaves nothing behind. */
  describedObjects(definitions: readonly SchemaObject[]): Promise<readonly SchemaObject[]>;
  /** Stops the statement that is running, from outside. */
  cancel(): Promise<void>;
}

/** A database that can be opened. */
export interface Database extends AsyncDisposable {
  readonly dialect: DialectName;
  /** Such as `postgresql localhost:5432/shop` or `sqlite shop.db`; never a password. */
  readonly label: string;
  /**
   * `read` creates nothing, not even the file of a SQLite database: a missing one reads as empty.
   * Throws `unreachable`.
   */
  open(purpose: 'read' | 'write'): Promise<Session>;
}
