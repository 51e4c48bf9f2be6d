import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {stored} from '../../../source/dialects/sqlite/stored.ts';
import {replay} from '../../../source/operations/apply.ts';
import {emptySchema} from '../../../source/schema/schema.ts';
import type {Schema} from '../../../source/schema/schema.ts';
import {arbitraryOperations, arbitrarySchema} from '../../support/schemas.ts';
import {carryOut, compiled, database, live, texts} from './live.ts';

const schemas = arbitrarySchema({dialect: 'sqlite'}).filter(isSensible);

/** Tables and indexes share their names, which the random names do not mind. */
function isSensible({tables}: Schema): boolean {
  const indexes = tables.flatMap((table) => [...table.uniques, ...table.indexes]);
  return !indexes.some(({name}) => tables.some((table) => table.name === name));
}

/** The tables of a schema, each as one `createTable`. */
const createAll = (schema: Schema) =>
  schema.tables.map((table) => ({kind: 'createTable', table}) as const);

describe('random schemas', () => {
  test('what is created is what is stored', () => {
    fc.assert(
      fc.property(schemas, (schema) => {
        const db = database();
        carryOut(db, compiled(createAll(schema)));
        expect(live(db)).toEqual({...stored(schema), unknowns: []});
        db.close();
      }),
      {numRuns: 300},
    );
  });

  test('stored is stored already', () => {
    fc.assert(
      fc.property(schemas, (schema) => {
        expect(stored(stored(schema))).toEqual(stored(schema));
      }),
    );
  });
});

const targets = fc.constantFrom('3.31', '3.35', '3.53');

describe('random operations', () => {
  const histories = schemas
    .chain((schema) =>
      fc.record({
        schema: fc.constant(schema),
        operations: arbitraryOperations(schema, {dialect: 'sqlite', most: 16}),
      }),
    )
    .filter(({schema, operations}) =>
      operations.every((_, at) =>
        isSensible(replay(schema, operations.slice(0, at + 1), 'sqlite')),
      ),
    );

  test('replayed are what is live, in one revision and one by one', () => {
    fc.assert(
      fc.property(histories, targets, ({schema, operations}, target) => {
        const after = stored(replay(schema, operations, 'sqlite'));
        const atOnce = database();
        carryOut(atOnce, compiled(createAll(schema)));
        carryOut(atOnce, compiled(operations, schema, target));
        expect(live(atOnce)).toEqual(after);
        atOnce.close();

        const oneByOne = database();
        carryOut(oneByOne, compiled(createAll(schema)));
        let before = schema;
        for (const operation of operations) {
          carryOut(oneByOne, compiled([operation], before, target));
          before = replay(before, [operation], 'sqlite');
        }
        expect(live(oneByOne)).toEqual(after);
        oneByOne.close();
      }),
      {numRuns: 400},
    );
  });

  test('a table is rebuilt at most once in a revision', () => {
    fc.assert(
      fc.property(histories, ({schema, operations}) => {
        const made = texts(compiled(operations, schema)).filter((sql) =>
          sql.startsWith('create table `_athanor_'),
        );
        expect(new Set(made).size).toBe(made.length);
      }),
    );
  });

  test('a history compiles to the same text each time', () => {
    fc.assert(
      fc.property(histories, ({schema, operations}) => {
        expect(texts(compiled(operations, schema))).toEqual(texts(compiled(operations, schema)));
        expect(emptySchema.tables).toEqual([]);
      }),
    );
  });
});
