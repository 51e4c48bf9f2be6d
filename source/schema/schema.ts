import type {SchemaObject} from './object.ts';
import type {Table} from './table.ts';

/** A native enum type of PostgreSQL. */
export interface EnumType {
  readonly schema?: string;
  readonly name: string;
  readonly items: readonly string[];
}

/** Raw SQL whose effect on the schema was not declared, and so is not known. */
interface Unknown {
  readonly sql: string;
}

/** Tables, enums and the like as data: immutable, JSON-able, in the order in which they were made. */
export interface Schema {
  readonly tables: readonly Table[];
  readonly enums: readonly EnumType[];
  /** Views, functions, triggers and so on. Absent where nothing is told of them, as by entities: that is not none. */
  readonly objects?: readonly SchemaObject[];
  readonly unknowns: readonly Unknown[];
}

/** The schema of an empty database. */
export const emptySchema: Schema = {tables: [], enums: [], objects: [], unknowns: []};
