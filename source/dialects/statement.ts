import type {Db} from '../operations/db.ts';
import type {Trigger} from '../schema/object.ts';
import type {Table, TableName} from '../schema/table.ts';

/** What a statement can lose, under the word that `--allow` takes. */
export type LossKind = 'drop-table' | 'drop-column' | 'drop-object' | 'narrow-type' | 'delete-rows';

/** What a statement may lock, rewrite or lose. */
export interface Hazard {
  readonly kind: LossKind | 'rewrite' | 'lock' | 'not-transactional' | 'may-fail';
  /** What it befalls: `account`, or `account.note` for a column. */
  readonly object: string;
  /** One sentence for a person. */
  readonly message: string;
  /**
   * For losses: a query on the database as it is before the step, giving one row `n`: the number of
   * rows or values that would be lost. Absent when it cannot be counted.
   */
  readonly measure?: string;
  /** The table that is counted, as it stands in SQL: nobody else may write to it between counting and losing. */
  readonly counted?: string;
}

/** The live table must be defined like this when the statement's turn comes, or the run stops. */
export interface Guard {
  readonly table: TableName;
  readonly definition: Table;
  /** SQLite: the table is made anew, which drops its triggers; these are made again, so there must be no others. */
  readonly triggers?: readonly Trigger[];
}

/** How a statement is carried out in batches of rows, each committed by itself. All but the size is SQL. */
export interface Batches {
  readonly dialect: 'postgresql' | 'sqlite';
  readonly table: string;
  /** The column that rows are taken in order of. */
  readonly key: string;
  readonly set: string;
  readonly where?: string;
  /** In rows. */
  readonly size: number;
}

/** SQL with its facts. */
export interface SqlStatement {
  readonly kind: 'sql';
  /** One statement, without the closing semicolon. */
  readonly sql: string;
  /** False: must run outside any transaction. */
  readonly transactional: boolean;
  readonly hazards: readonly Hazard[];
  /** SQLite: the whole step runs with `foreign_keys=off` and is checked before its commit. */
  readonly foreignKeysOff?: boolean;
  readonly guard?: Guard;
  /** For a statement outside a transaction: clears away what an attempt that was killed may have left. */
  readonly restart?: string;
  /** Outside any transaction: `sql` says all that the batches do together. */
  readonly batches?: Batches;
}

/** The user's own code in its place; hashed and shown by its name and source. */
export interface RunStatement {
  readonly kind: 'run';
  readonly name: string;
  readonly source: string;
  readonly transactional: true;
  readonly hazards: readonly Hazard[];
  readonly perform: (db: Db) => Promise<void>;
}

/** One thing that a run carries out. */
export type Statement = SqlStatement | RunStatement;
