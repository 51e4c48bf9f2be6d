import type {EntityChange} from './entity-change.ts';
import {ofColumns, ofEnums} from './of-columns.ts';
import {ofChecks, ofIndexes} from './of-indexes.ts';
import {ofTables} from './of-tables.ts';

/** Every change of entities that autogenerate must find, carry out and take back. */
export const entityChanges: readonly EntityChange[] = [
  ...ofColumns,
  ...ofEnums,
  ...ofIndexes,
  ...ofChecks,
  ...ofTables,
];
