import * as fc from 'fast-check';
import {describe as suite, expect, test} from 'vitest';
import {apply, replay} from '../../source/operations/apply.ts';
import {describe} from '../../source/operations/describe.ts';
import {reverse, reverseAll} from '../../source/operations/reverse.ts';
import {inNameOrder} from '../../source/schema/name-order.ts';
import {arbitraryOperations, arbitrarySchema} from '../support/schemas.ts';

suite.each([undefined, 'postgresql', 'sqlite'] as const)('on %s', (dialect) => {
  const scope = dialect === undefined ? {} : {dialect};
  const schemaAndOperations = arbitrarySchema(scope).chain((schema) =>
    fc.record({schema: fc.constant(schema), operations: arbitraryOperations(schema, scope)}),
  );

  test('what operations did, their reverse takes back', () => {
    fc.assert(
      fc.property(schemaAndOperations, ({schema, operations}) => {
        const back = reverseAll(operations, schema, dialect);
        const after = replay(replay(schema, operations, dialect), back, dialect);
        expect(inNameOrder(after)).toEqual(inNameOrder(schema));
      }),
      {numRuns: 500},
    );
  });

  test('each operation by itself is taken back', () => {
    fc.assert(
      fc.property(schemaAndOperations, ({schema, operations}) => {
        let before = schema;
        for (const operation of operations) {
          const after = apply(before, operation, dialect);
          const again = replay(after, reverse(operation, before, dialect), dialect);
          expect(inNameOrder(again)).toEqual(inNameOrder(before));
          before = after;
        }
      }),
    );
  });

  test('nothing that was given is changed', () => {
    fc.assert(
      fc.property(schemaAndOperations, ({schema, operations}) => {
        const given = JSON.stringify([schema, operations]);
        reverseAll(operations, frozen(schema), dialect);
        expect(JSON.stringify([schema, operations])).toBe(given);
      }),
    );
  });

  test('operations and schemas are JSON, and every operation has a line', () => {
    fc.assert(
      fc.property(schemaAndOperations, ({schema, operations}) => {
        const thing = {schema: replay(schema, operations, dialect), operations};
        expect(JSON.parse(JSON.stringify(thing))).toStrictEqual(thing);
        for (const operation of operations) expect(describe(operation)).toMatch(/^[^\n]{8,200}$/u);
      }),
    );
  });
});

/** The same thing, frozen through and through: to write to it throws. */
function frozen<T>(thing: T): T {
  if (typeof thing !== 'object' || thing === null) return thing;
  for (const part of Object.values(thing)) frozen(part);
  return Object.freeze(thing);
}
