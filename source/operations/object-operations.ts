import type {Policy, Routine, Sequence, Trigger} from '../schema/object.ts';
import type {TableRef} from './operations.ts';

export interface ViewOptions {
  /** PostgreSQL: such as `{security_invoker: true}`. */
  readonly options?: Readonly<Record<string, string | number | boolean>>;
  /** PostgreSQL. */
  readonly comment?: string;
}

interface ReplaceViewOptions extends ViewOptions {
  /**
   * PostgreSQL: `create or replace`, which keeps rights and what stands on the view, but can only add columns at
   * its end. Else it is made anew, and the views that read from it with it.
   */
  readonly inPlace?: boolean;
}

export type RoutineSpec = Omit<
  Routine,
  'type' | 'schema' | 'name' | 'arguments' | 'securityDefiner'
> & {
  /** As they stand between the parentheses: `a integer, b text default 'x'`. */
  readonly arguments?: string;
  readonly security?: 'definer';
};

export type TriggerSpec = Omit<Trigger, 'type' | 'schema' | 'name' | 'table' | 'forEach'> & {
  /** `row` unless told otherwise. */
  readonly forEach?: Trigger['forEach'];
};

export type SequenceSpec = Omit<Sequence, 'type' | 'schema' | 'name'>;

export interface ExtensionSpec {
  readonly schema?: string;
  readonly version?: string;
}

export type PolicySpec = Omit<Policy, 'type' | 'schema' | 'name' | 'table'>;

/**
 * Views, functions, triggers and so on. What replaces another is its whole new definition: nothing of the former
 * stays. `downgrade` replaces it with the former text.
 */
export interface ObjectOperations {
  createView(name: TableRef, query: string, options?: ViewOptions): void;
  replaceView(name: TableRef, query: string, options?: ReplaceViewOptions): void;
  dropView(name: TableRef): void;

  /** The rest is PostgreSQL's, but for triggers. */
  createMaterializedView(name: TableRef, query: string, options?: ViewOptions): void;
  replaceMaterializedView(name: TableRef, query: string, options?: ViewOptions): void;
  dropMaterializedView(name: TableRef): void;

  createFunction(name: TableRef, spec: RoutineSpec): void;
  replaceFunction(name: TableRef, spec: RoutineSpec): void;
  /** `types`: its arguments, if it has any; defaults may be left out. */
  dropFunction(name: TableRef, types?: string): void;
  createProcedure(name: TableRef, spec: RoutineSpec): void;
  replaceProcedure(name: TableRef, spec: RoutineSpec): void;
  dropProcedure(name: TableRef, types?: string): void;

  /** PostgreSQL executes a function, SQLite the statements of `body`; a trigger for both says both. */
  createTrigger(name: string, table: TableRef, spec: TriggerSpec): void;
  replaceTrigger(name: string, table: TableRef, spec: TriggerSpec): void;
  dropTrigger(name: string, table: TableRef): void;

  createSequence(name: TableRef, spec?: SequenceSpec): void;
  replaceSequence(name: TableRef, spec: SequenceSpec): void;
  dropSequence(name: TableRef): void;

  createExtension(name: string, spec?: ExtensionSpec): void;
  /** Another version or schema. */
  replaceExtension(name: string, spec: ExtensionSpec): void;
  dropExtension(name: string): void;

  createPolicy(name: string, table: TableRef, spec: PolicySpec): void;
  replacePolicy(name: string, table: TableRef, spec: PolicySpec): void;
  dropPolicy(name: string, table: TableRef): void;

  /** The table asks its policies; `forced`, for its owner too. */
  createRowSecurity(table: TableRef, spec?: {readonly forced?: boolean}): void;
  replaceRowSecurity(table: TableRef, spec: {readonly forced?: boolean}): void;
  dropRowSecurity(table: TableRef): void;

  /** `definition`: what stands behind `exclude`, such as `using gist (room with =, during with &&)`. */
  createExclusion(name: string, table: TableRef, definition: string): void;
  replaceExclusion(name: string, table: TableRef, definition: string): void;
  dropExclusion(name: string, table: TableRef): void;

  /** Of a table that was made with `partitionBy`; in the schema of that table. */
  createPartition(name: string, table: TableRef, bounds: string): void;
  dropPartition(name: string, table: TableRef): void;
}
