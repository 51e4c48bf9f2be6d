import * as fc from 'fast-check';
import {afterAll, beforeAll, expect, inject, test} from 'vitest';
import {replay} from '../../../source/operations/apply.ts';
import {inDependencyOrder} from '../../../source/schema/dependency-order.ts';
import type {Operation} from '../../../source/operations/operation.ts';
import {nameOf} from '../../../source/schema/tables.ts';
import type {Schema} from '../../../source/schema/schema.ts';
import {arbitraryOperations, arbitrarySchema} from '../../support/schemas.ts';
import {compiled, server} from './server.ts';
import type {Server} from './server.ts';

let pg: Server;
beforeAll(async () => {
  pg = await server(inject('postgresql'));
});
afterAll(async () => {
  await pg[Symbol.asyncDispose]();
});

/** Tables and indexes share their names, which the random names do not mind. */
function isSensible({tables}: Schema): boolean {
  const names = tables.flatMap((table) => [
    table.name,
    table.primaryKey?.name ?? `${table.name}_pkey`,
    ...[...table.uniques, ...table.indexes].map(({name}) => name),
  ]);
  return new Set(names).size === names.length;
}

const schemas = arbitrarySchema({dialect: 'postgresql'}).filter(isSensible);

/** First what others refer to, then the foreign keys. */
const createAll = ({enums, tables}: Schema): readonly Operation[] => [
  ...enums.map((type) => ({kind: 'createEnum', enum: type}) as const),
  ...inDependencyOrder(tables).map(
    (table) => ({kind: 'createTable', table: {...table, foreignKeys: []}}) as const,
  ),
  ...tables.flatMap((table) =>
    table.foreignKeys.map((foreignKey): Operation => ({
      kind: 'createForeignKey',
      table: nameOf(table),
      foreignKey,
    })),
  ),
];

test('random schemas: what is created is what is stored', {timeout: 120_000}, async () => {
  await fc.assert(
    fc.asyncProperty(schemas, async (schema) => {
      await pg.clear();
      await pg.carryOut(compiled(createAll(schema)));
      expect(await pg.live()).toEqual(await pg.worded(schema));
    }),
    {numRuns: 12},
  );
});

test('random operations: replayed they are what is live', {timeout: 120_000}, async () => {
  const histories = schemas
    .chain((schema) =>
      fc.record({
        schema: fc.constant(schema),
        operations: arbitraryOperations(schema, {dialect: 'postgresql', most: 16}),
      }),
    )
    .filter(({schema, operations}) =>
      operations.every((_, at) =>
        isSensible(replay(schema, operations.slice(0, at + 1), 'postgresql')),
      ),
    );
  await fc.assert(
    fc.asyncProperty(histories, async ({schema, operations}) => {
      await pg.clear();
      await pg.carryOut(compiled(createAll(schema)));
      await pg.carryOut(compiled(operations, schema));
      const after = replay(schema, operations, 'postgresql');
      expect(await pg.live()).toEqual(await pg.worded(after));
    }),
    {numRuns: 15},
  );
});
