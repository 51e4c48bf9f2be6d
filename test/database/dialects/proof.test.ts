import * as fc from 'fast-check';
import {afterAll, beforeAll, expect, inject, test} from 'vitest';
import {postgresql} from '../../../source/dialects/postgresql/postgresql.ts';
import {faulty, histories, mostCameBack, prove} from '../../support/proof.ts';
import type {Ground, Reach} from '../../support/proof.ts';
import {runs} from '../../support/runs.ts';
import {server} from './server.ts';
import type {Server} from './server.ts';

let pg: Server;
let ground: Ground;
beforeAll(async () => {
  pg = await server(inject('postgresql'));
  ground = {
    dialect: postgresql,
    target: '18',
    empty: pg.clear,
    carryOut: pg.carryOut,
    async write(sql) {
      // What refers to another row is written in no order.
      await pg.ask(
        ['set session_replication_role = replica', ...sql, 'reset session_replication_role'].join(
          ';\n',
        ),
      );
    },
    live: pg.live,
    worded: pg.worded,
    async rows(table, columns) {
      const values = columns.map((column) => `${postgresql.quote(column)}::text`);
      const sql = `select array[${values.join(', ')}]::text[] as "row" from ${postgresql.tableName(table)}`;
      return (await pg.ask<{row: (string | null)[]}>(sql)).map(({row}) => row);
    },
    // Of class 23: what a row holds breaks a constraint.
    isInTheWay: (error) =>
      error instanceof Error && 'code' in error && String(error.code).startsWith('23'),
  };
});
afterAll(async () => {
  await pg[Symbol.asyncDispose]();
});

const all = histories('postgresql');

test('random schemas with rows go there and back', async () => {
  const reached: Reach[] = [];
  await fc.assert(
    fc.asyncProperty(all, async (history) => {
      reached.push(await prove(ground, history));
    }),
    runs(8),
  );
  expect(mostCameBack(reached)).toBe(true);
});

test.each<[string, (sql: string) => string | undefined]>([
  ['a column that holds null', (sql) => sql.replace(' not null', '')],
  ['no index', (sql) => (sql.startsWith('create index') ? undefined : sql)],
  [
    'a new column that empties its table',
    (sql) =>
      sql.replace(
        /^alter table ("(?:[^"]|"")*"\."(?:[^"]|"")*") add column.*$/s,
        '$&; delete from $1',
      ),
  ],
])('a compiler with a fault is found out: %s', async (_, fault) => {
  const planted: Ground = {...ground, dialect: faulty(postgresql, fault)};
  const {failed} = await fc.check(
    fc.asyncProperty(all, async (history) => {
      await prove(planted, history);
    }),
    {numRuns: 300, endOnFailure: true},
  );
  expect(failed).toBe(true);
});
