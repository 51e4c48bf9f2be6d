import * as fc from 'fast-check';
import {afterAll, beforeAll, expect, inject, test} from 'vitest';
import {postgresql} from '../../../source/dialects/postgresql/postgresql.ts';
import {replay} from '../../../source/operations/apply.ts';
import {createAll, histories, isSensible} from '../../support/proof.ts';
import {runs} from '../../support/runs.ts';
import {arbitrarySchema} from '../../support/schemas.ts';
import {compiled, server} from './server.ts';
import type {Server} from './server.ts';

let pg: Server;
beforeAll(async () => {
  pg = await server(inject('postgresql'));
});
afterAll(async () => {
  await pg[Symbol.asyncDispose]();
});

const schemas = arbitrarySchema({dialect: 'postgresql'}).filter(isSensible);

test('random schemas: what is created is what is stored', {timeout: 120_000}, async () => {
  await fc.assert(
    fc.asyncProperty(schemas, async (schema) => {
      await pg.clear();
      await pg.carryOut(compiled(createAll(schema, postgresql)));
      expect(await pg.live()).toEqual(await pg.worded(schema));
    }),
    runs(8),
  );
});

test('random operations: replayed they are what is live', {timeout: 120_000}, async () => {
  await fc.assert(
    fc.asyncProperty(histories('postgresql', 16), async ({schema, operations}) => {
      await pg.clear();
      await pg.carryOut(compiled(createAll(schema, postgresql)));
      await pg.carryOut(compiled(operations, schema));
      const after = replay(schema, operations, 'postgresql');
      expect(await pg.live()).toEqual(await pg.worded(after));
    }),
    runs(10),
  );
});
