import * as fc from 'fast-check';
import {apply, replay} from '../../source/operations/apply.ts';
import type {Only, Operation} from '../../source/operations/operation.ts';
import {emptySchema} from '../../source/schema/schema.ts';
import type {Schema} from '../../source/schema/schema.ts';
import {Dice} from './dice.ts';
import {randomOperation} from './random-operations.ts';

/** What random operations may hold. */
export interface Scope {
  /** Adds `only` for this database and, for PostgreSQL, what it alone has: native enums and comments. */
  readonly dialect?: Only['dialect'];
  /** How many operations at most. */
  readonly most?: number;
}

/** A schema of a few tables, with constraints, indexes and foreign keys among them, as operations make it. */
export function arbitrarySchema({dialect, most = 24}: Scope = {}): fc.Arbitrary<Schema> {
  const tables = rolls({least: 1, most: 4, pick: fc.constant(0)});
  return fc
    .tuple(tables, rolls({least: 0, most, pick: fc.nat()}))
    .map(([first, more]) => operationsOf(emptySchema, [...first, ...more], dialect))
    .map((operations) => replay(emptySchema, operations, dialect));
}

/**
 * Operations that can be carried out one after the other on this schema; no `execute`, no `run`.
 *
 * Both databases take them as they are: SQL in expressions is common to the two, keys that others
 * refer to stay, types only widen, and names differ in more than case. Rows that are there may still
 * be in the way of a unique index or of `not null`.
 */
export function arbitraryOperations(
  schema: Schema,
  {dialect, most = 12}: Scope = {},
): fc.Arbitrary<readonly Operation[]> {
  return rolls({least: 1, most, pick: fc.nat()}).map((all) => operationsOf(schema, all, dialect));
}

interface Roll {
  /** Which kind of operation; 0 makes a table. */
  readonly pick: number;
  /** What decides the rest. */
  readonly numbers: readonly number[];
}

function rolls({
  least,
  most,
  pick,
}: {
  readonly least: number;
  readonly most: number;
  readonly pick: fc.Arbitrary<number>;
}): fc.Arbitrary<readonly Roll[]> {
  const numbers = fc.array(fc.nat(), {minLength: 24, maxLength: 24});
  return fc.array(fc.record({pick, numbers}), {minLength: least, maxLength: most, size: 'max'});
}

function operationsOf(
  schema: Schema,
  all: readonly Roll[],
  dialect: Only['dialect'] | undefined,
): readonly Operation[] {
  const operations: Operation[] = [];
  let now = schema;
  for (const {pick, numbers} of all) {
    const operation = randomOperation(pick, {schema: now, dice: new Dice(numbers), dialect});
    if (operation === undefined) continue;
    operations.push(operation);
    now = apply(now, operation, dialect);
  }
  return operations;
}
