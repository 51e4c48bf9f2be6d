import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {sqlite} from '../../../source/dialects/sqlite/sqlite.ts';
import {stored} from '../../../source/dialects/sqlite/stored.ts';
import {replay} from '../../../source/operations/apply.ts';
import {emptySchema} from '../../../source/schema/schema.ts';
import {createAll, histories, isSensible} from '../../support/proof.ts';
import {runs} from '../../support/runs.ts';
import {arbitrarySchema} from '../../support/schemas.ts';
import {carryOut, compiled, database, live, texts} from './live.ts';

const schemas = arbitrarySchema({dialect: 'sqlite'}).filter(isSensible);

describe('random schemas', () => {
  test('what is created is what is stored', () => {
    fc.assert(
      fc.property(schemas, (schema) => {
        const db = database();
        carryOut(db, compiled(createAll(schema, sqlite)));
        expect(live(db)).toEqual({...stored(schema), unknowns: []});
        db.close();
      }),
      runs(150),
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

const all = histories('sqlite', 16);
const targets = fc.constantFrom('3.31', '3.35', '3.53');

describe('random operations', () => {
  test('replayed are what is live, in one revision and one by one', () => {
    fc.assert(
      fc.property(all, targets, ({schema, operations}, target) => {
        const after = stored(replay(schema, operations, 'sqlite'));
        const atOnce = database();
        carryOut(atOnce, compiled(createAll(schema, sqlite)));
        carryOut(atOnce, compiled(operations, schema, target));
        expect(live(atOnce)).toEqual(after);
        atOnce.close();

        const oneByOne = database();
        carryOut(oneByOne, compiled(createAll(schema, sqlite)));
        let before = schema;
        for (const operation of operations) {
          carryOut(oneByOne, compiled([operation], before, target));
          before = replay(before, [operation], 'sqlite');
        }
        expect(live(oneByOne)).toEqual(after);
        oneByOne.close();
      }),
      runs(150),
    );
  });

  test('a table is rebuilt at most once in a revision', () => {
    fc.assert(
      fc.property(all, ({schema, operations}) => {
        const made = texts(compiled(operations, schema)).filter((sql) =>
          sql.startsWith('create table `_athanor_'),
        );
        expect(new Set(made).size).toBe(made.length);
      }),
    );
  });

  test('a history compiles to the same text each time', () => {
    fc.assert(
      fc.property(all, ({schema, operations}) => {
        expect(texts(compiled(operations, schema))).toEqual(texts(compiled(operations, schema)));
        expect(emptySchema.tables).toEqual([]);
      }),
    );
  });
});
