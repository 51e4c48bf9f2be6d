import type {Schema} from '../schema/schema.ts';
import type {TableName} from '../schema/table.ts';
import {columnNamed, tableNamed} from '../schema/tables.ts';
import {applyColumns} from './apply-columns.ts';
import {applyConstraints} from './apply-constraints.ts';
import {applyEnums} from './apply-enums.ts';
import {applyIndexes} from './apply-indexes.ts';
import {applyObjects} from './apply-objects.ts';
import {applyTables} from './apply-tables.ts';
import {byKind} from './operation.ts';
import type {ByKind, Only, Operation} from './operation.ts';

/** How operations change a schema. `dialect` settles what databases do differently, where it is known. */
export type Appliers = ByKind<[schema: Schema, dialect?: Only['dialect']], Schema>;

/**
 * The schema after an operation. Throws `bad_operation` for what is not there or would be refused.
 *
 * Without a dialect `only` is skipped, and what one of the databases would refuse is refused.
 */
export function apply(schema: Schema, operation: Operation, dialect?: Only['dialect']): Schema {
  return byKind(appliers, operation, schema, dialect);
}

/** The schema after these operations. Throws as `apply`. */
export function replay(
  schema: Schema,
  operations: readonly Operation[],
  dialect?: Only['dialect'],
): Schema {
  let after = schema;
  for (const operation of operations) after = apply(after, operation, dialect);
  return after;
}

const appliers: Appliers = {
  ...applyTables,
  ...applyColumns,
  ...applyConstraints,
  ...applyIndexes,
  ...applyEnums,
  ...applyObjects,
  bulkInsert: ({table, columns}, schema) => withColumns(schema, table, columns),
  backfill: ({table, set, key}, schema) =>
    withColumns(schema, table, key === undefined ? Object.keys(set) : [key, ...Object.keys(set)]),
  execute: ({sql, effect}, schema, dialect) => {
    if (effect === 'data') return schema;
    if (effect === 'unknown') return {...schema, unknowns: [...schema.unknowns, {sql}]};
    return replay(schema, effect, dialect);
  },
  run: (_, schema) => schema,
  only: ({dialect: its, operations}, schema, dialect) =>
    its === dialect ? replay(schema, operations, dialect) : schema,
};

/** The schema as it is, if the table has these columns. */
function withColumns(schema: Schema, name: TableName, columns: readonly string[]): Schema {
  const table = tableNamed(schema, name);
  for (const column of columns) columnNamed(table, column, schema);
  return schema;
}
