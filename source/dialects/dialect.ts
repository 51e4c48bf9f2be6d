import type {Operation} from '../operations/operation.ts';
import type {Column, ColumnType} from '../schema/column.ts';
import type {Schema} from '../schema/schema.ts';
import type {TableName} from '../schema/table.ts';
import type {Statement} from './statement.ts';

export type DialectName = 'postgresql' | 'sqlite';

/** What a compiler may ask for. */
export interface CompileContext {
  /** The schema before the first operation. Called only when a statement depends on it. */
  readonly before: () => Schema;
  /** The lowest server version that the project declares, such as `3.35` or `14`. */
  readonly target: string;
}

/** How one database says what revisions ask for. Pure: no connection, no driver. */
export interface Dialect {
  readonly name: DialectName;
  /** Quotes an identifier, whatever is in it. */
  readonly quote: (name: string) => string;
  /** Writes a value as a literal. */
  readonly literal: (
    value: string | number | bigint | boolean | null | Uint8Array | Date,
  ) => string;
  /** Schema-qualified and quoted; PostgreSQL's default schema is `public`. */
  readonly tableName: (table: TableName) => string;
  /** The database's own text for a type, as it stands in `create table`. Throws `not_supported`. */
  readonly typeText: (type: ColumnType, column?: Column) => string;
  /**
   * The statements for the operations of one revision in one direction, in the order in which they run.
   * Throws `not_supported` and `bad_operation`.
   */
  readonly compile: (
    operations: readonly Operation[],
    context: CompileContext,
  ) => readonly Statement[];
  /**
   * The schema as this database can hold it: types as the database's text (`raw`), what it has no
   * place for left out, unique constraints as unique indexes where it keeps them so. Two schemas that
   * are stored equal are the same to this database.
   */
  readonly stored: (schema: Schema) => Schema;
}
