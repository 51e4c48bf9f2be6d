import * as fc from 'fast-check';
import {expect} from 'vitest';
import type {Dialect} from '../../source/dialects/dialect.ts';
import type {Statement} from '../../source/dialects/statement.ts';
import {replay} from '../../source/operations/apply.ts';
import type {Operation} from '../../source/operations/operation.ts';
import {reverseAll} from '../../source/operations/reverse.ts';
import {inDependencyOrder} from '../../source/schema/dependency-order.ts';
import {inNameOrder} from '../../source/schema/name-order.ts';
import {emptySchema} from '../../source/schema/schema.ts';
import type {Schema} from '../../source/schema/schema.ts';
import type {TableName} from '../../source/schema/table.ts';
import {nameOf} from '../../source/schema/tables.ts';
import {keptBy, rowsFor} from './rows.ts';
import type {Kept} from './rows.ts';
import {arbitraryOperations, arbitrarySchema} from './schemas.ts';

/** A schema, and operations that can be carried out on it. */
export interface History {
  readonly schema: Schema;
  readonly operations: readonly Operation[];
}

/** A real database, and the dialect that speaks to it; another dialect may be put in its place. */
export interface Ground {
  readonly dialect: Dialect;
  readonly target: string;
  readonly empty: () => Promise<void>;
  /** Carries statements out as a run does. */
  readonly carryOut: (statements: readonly Statement[]) => Promise<void>;
  /** Writes rows without minding what refers to what. */
  readonly write: (sql: readonly string[]) => Promise<void>;
  readonly live: () => Promise<Schema>;
  /** The schema as this database would word it. */
  readonly worded: (schema: Schema) => Promise<Schema>;
  /** The rows, every value as text. */
  readonly rows: (
    table: TableName,
    columns: readonly string[],
  ) => Promise<readonly (readonly (string | null)[])[]>;
  /** Whether the database refused because of the rows that are there. */
  readonly isInTheWay: (error: unknown) => boolean;
}

/** Tables and indexes share their names, which the random names do not mind. */
export function isSensible({tables}: Schema): boolean {
  const names = tables.flatMap((table) => [
    table.name,
    table.primaryKey?.name ?? `${table.name}_pkey`,
    ...[...table.uniques, ...table.indexes].map(({name}) => name),
  ]);
  return new Set(names).size === names.length;
}

/** Random schemas, each with 1 to 12 operations or as many as are said. */
export function histories(dialect: Dialect['name'], most = 12): fc.Arbitrary<History> {
  return arbitrarySchema({dialect})
    .filter(isSensible)
    .chain((schema) =>
      fc.record({
        schema: fc.constant(schema),
        operations: arbitraryOperations(schema, {dialect, most}),
      }),
    )
    .filter(
      ({schema, operations}) =>
        operations.length > 0 &&
        operations.every((_, at) =>
          isSensible(replay(schema, operations.slice(0, at + 1), dialect)),
        ),
    );
}

/** First what others refer to, then the foreign keys where the database can add them. */
export function createAll({enums, tables}: Schema, {name}: Dialect): readonly Operation[] {
  const together = name === 'sqlite';
  return [
    ...enums.map((type) => ({kind: 'createEnum', enum: type}) as const),
    ...inDependencyOrder(tables).map(
      (table) =>
        ({kind: 'createTable', table: together ? table : {...table, foreignKeys: []}}) as const,
    ),
    ...(together ? [] : tables).flatMap((table) =>
      table.foreignKeys.map((foreignKey): Operation => ({
        kind: 'createForeignKey',
        table: nameOf(table),
        foreignKey,
      })),
    ),
  ];
}

/** How far a history could go with the rows in its way. */
export type Reach = 'there and back' | 'there' | 'refused';

/**
 * Carries a history out on a real database with rows in it, and back. Throws when the schema is not the one that was
 * replayed, a row or value is not there any more that no operation drops, the text is not the same twice, the way back
 * does not lead back, or a refusal leaves anything behind.
 */
export async function prove(ground: Ground, {schema, operations}: History): Promise<Reach> {
  const {dialect} = ground;
  const after = replay(schema, operations, dialect.name);
  const kept = keptBy(operations, schema);
  await ground.empty();
  await ground.carryOut(compiled(ground, createAll(schema, dialect), emptySchema));
  await ground.write(rowsFor(schema, dialect));
  const start = await ground.live();
  const all = await contents(ground, kept, 'before');

  if (!(await attempt(ground, operations, schema))) {
    expect(await ground.live()).toEqual(start);
    expect(await contents(ground, kept, 'before')).toEqual(all);
    return 'refused';
  }
  const there = await ground.live();
  expect(there).toEqual(await ground.worded(after));
  expect(await contents(ground, kept, 'after')).toEqual(all);

  const back = reverseAll(operations, schema, dialect.name);
  if (!(await attempt(ground, back, after))) {
    expect(await ground.live()).toEqual(there);
    expect(await contents(ground, kept, 'after')).toEqual(all);
    return 'there';
  }
  expect(inNameOrder(await ground.live())).toEqual(inNameOrder(start));
  expect(await contents(ground, kept, 'before')).toEqual(all);
  return 'there and back';
}

async function attempt(
  ground: Ground,
  operations: readonly Operation[],
  before: Schema,
): Promise<boolean> {
  try {
    await ground.carryOut(compiled(ground, operations, before));
    return true;
  } catch (error) {
    if (ground.isInTheWay(error)) return false;
    throw error;
  }
}

function compiled(
  {dialect, target}: Ground,
  operations: readonly Operation[],
  before: Schema,
): readonly Statement[] {
  const [first, second] = [1, 2].map(() =>
    dialect.compile(operations, {before: () => before, target}),
  );
  expect(JSON.stringify(second)).toBe(JSON.stringify(first));
  return first ?? [];
}

/** All rows of what is kept, sorted. */
async function contents(
  ground: Ground,
  kept: readonly Kept[],
  when: keyof Kept,
): Promise<readonly (readonly string[])[]> {
  const found: (readonly string[])[] = [];
  for (const {[when]: its} of kept) {
    const rows = await ground.rows(its.table, its.columns);
    found.push(rows.map((row) => JSON.stringify(row)).toSorted());
  }
  return found;
}

/** Most histories must have come back, or the proof proves little. A long run says how many. */
export function mostCameBack(reached: readonly Reach[]): boolean {
  const count = (what: Reach): number => reached.filter((reach) => reach === what).length;
  const back = count('there and back');
  if (reached.length > 1000)
    console.log(`${back} there and back, ${count('there')} there, ${count('refused')} refused`);
  return back > reached.length / 2;
}

/** A dialect that compiles with a fault: what each statement becomes. */
export const faulty = (dialect: Dialect, fault: (sql: string) => string | undefined): Dialect => ({
  ...dialect,
  compile: (operations, context) =>
    dialect.compile(operations, context).flatMap((each): readonly Statement[] => {
      if (each.kind !== 'sql') return [each];
      const sql = fault(each.sql);
      return sql === undefined ? [] : [{...each, sql}];
    }),
});
