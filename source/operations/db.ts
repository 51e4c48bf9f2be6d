/** A value that can be bound to a statement. */
export type Bindable = string | number | bigint | boolean | null | Uint8Array | Date;

/** What `op.run` is handed: the run's own connection, inside the transaction of its step. */
export interface Db {
  readonly dialect: 'postgresql' | 'sqlite';
  /** Runs one statement. `?` stands for a value. */
  execute(sql: string, values?: readonly Bindable[]): Promise<void>;
  /** Runs one statement and gives its rows. */
  query<Row extends Record<string, unknown>>(
    sql: string,
    values?: readonly Bindable[],
  ): Promise<readonly Row[]>;
  /** Gives the rows one after the other, without holding them all. */
  stream<Row extends Record<string, unknown>>(
    sql: string,
    values?: readonly Bindable[],
  ): AsyncIterable<Row>;
  /** Runs one statement once for each list of values. */
  batch(sql: string, rows: Iterable<readonly Bindable[]>): Promise<void>;
}
