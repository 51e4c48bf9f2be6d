import type Database from 'better-sqlite3';
import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {sqlite} from '../../../source/dialects/sqlite/sqlite.ts';
import {stored} from '../../../source/dialects/sqlite/stored.ts';
import {faulty, histories, mostCameBack, prove} from '../../support/proof.ts';
import type {Ground, Reach} from '../../support/proof.ts';
import {runs} from '../../support/runs.ts';
import {carryOut, database, live} from './live.ts';

const all = histories('sqlite');
const targets = fc.constantFrom('3.31', '3.35', '3.53');

function ground(target: string): Ground {
  let db: Database.Database = database();
  return {
    dialect: sqlite,
    target,
    async empty() {
      db.close();
      db = database();
    },
    carryOut: async (statements) => carryOut(db, statements),
    async write(sql) {
      db.pragma('foreign_keys = off');
      db.exec(sql.join(';\n'));
      db.pragma('foreign_keys = on');
      expect(db.pragma('foreign_key_check')).toEqual([]);
    },
    live: async () => live(db),
    worded: async (schema) => ({...stored(schema), unknowns: []}),
    rows: async ({name}, columns) => {
      const values = columns.map((column) => `quote(${sqlite.quote(column)})`);
      const what = values.length === 0 ? 'count(*)' : values.join(', ');
      return db
        .prepare<[], string[]>(`select ${what} from ${sqlite.quote(name)}`)
        .raw()
        .all();
    },
    isInTheWay: (error) =>
      error instanceof Error && /constraint failed|^broken: /.test(error.message),
  };
}

test('random schemas with rows go there and back', async () => {
  const reached: Reach[] = [];
  await fc.assert(
    fc.asyncProperty(all, targets, async (history, target) => {
      reached.push(await prove(ground(target), history));
    }),
    runs(100),
  );
  expect(mostCameBack(reached)).toBe(true);
});

test.each<[string, (sql: string) => string | undefined]>([
  [
    'a rebuild that copies one row',
    (sql) => sql.replace(/^(insert into `_athanor_.*)$/s, '$1 limit 1'),
  ],
  ['no index', (sql) => (sql.startsWith('create index') ? undefined : sql)],
  ['no cascade', (sql) => sql.replace(' on delete cascade', '')],
  ['a default that is another', (sql) => sql.replace(/default 42\b/, 'default 43')],
  ['a column that is null', (sql) => sql.replace(' not null', ' null')],
])('a compiler with a fault is found out: %s', async (_, fault) => {
  const planted: Ground = {...ground('3.35'), dialect: faulty(sqlite, fault)};
  const {failed} = await fc.check(
    fc.asyncProperty(all, async (history) => {
      await prove(planted, history);
    }),
    {numRuns: 1000, endOnFailure: true},
  );
  expect(failed).toBe(true);
});
