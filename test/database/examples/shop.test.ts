import {MikroORM} from '@mikro-orm/postgresql';
import {expect, inject, onTestFinished, test, vi} from 'vitest';
import type {SqlStatement} from '../../../source/dialects/statement.ts';
import {
  type Answered,
  firstSale,
  firstSaleAtHeads,
  firstSaleTakenBack,
  history,
} from '../../examples/shop.ts';
import {postgresqlStructure} from '../../examples/postgresql-structure.ts';

vi.stubEnv('SHOP_DATABASE_URL', inject('postgresql'));
const {default: config} = await import('../../../examples/shop/mikro-orm.config.ts');

test('a PostgreSQL database goes up, down to nothing, and up to what MikroORM would make', async () => {
  const ours = await open();
  const steps = await history('postgresql');
  for (const {upgrade} of steps) await carryOut(ours, upgrade);
  const first = await postgresqlStructure((sql) => ask(ours, sql));
  for (const {downgrade} of steps.toReversed()) await carryOut(ours, downgrade);
  expect(await postgresqlStructure((sql) => ask(ours, sql))).toEqual([]);
  for (const {upgrade} of steps) await carryOut(ours, upgrade);
  const have = await postgresqlStructure((sql) => ask(ours, sql));
  expect(have).toEqual(first);

  const theirs = await open();
  await theirs.schema.create();
  const want = await postgresqlStructure((sql) => ask(theirs, sql));
  expect(have.filter((line) => !want.includes(line))).toEqual([
    'column customer name character varying(80) not null t default ',
  ]);
  expect(want.filter((line) => !have.includes(line))).toEqual([
    'column customer name character varying(160) not null t default ',
    'column customer phone character varying(32) not null f default ',
    'index CREATE INDEX customer_phone_index ON public.customer USING btree (phone)',
  ]);
});

test('a PostgreSQL database keeps what was sold, and its stock', async () => {
  const database = await open();
  const steps = await history('postgresql');
  const start = steps.findIndex(({id}) => id === 'b07e52a9d4c8') + 1;
  for (const {upgrade} of steps.slice(0, start)) await carryOut(database, upgrade);
  for (const sql of firstSale) await ask(database, sql);

  for (let round = 0; round < 2; round++) {
    for (const {upgrade} of steps.slice(start)) await carryOut(database, upgrade);
    expect(await answers(database, firstSaleAtHeads)).toEqual(firstSaleAtHeads);
    for (const {downgrade} of steps.slice(start).toReversed()) await carryOut(database, downgrade);
    expect(await answers(database, firstSaleTakenBack)).toEqual(firstSaleTakenBack);
  }
});

let opened = 0;

/** An empty database of its own, through the shop's configuration. */
async function open(): Promise<MikroORM> {
  const orm = await MikroORM.init({
    entities: config.entities ?? [],
    clientUrl: config.clientUrl ?? '',
    dbName: `shop_${process.pid}_${opened++}`,
  });
  await orm.schema.ensureDatabase();
  onTestFinished(async () => {
    await orm.schema.dropDatabase();
    await orm.close();
  });
  return orm;
}

const ask = (orm: MikroORM, sql: string): Promise<readonly unknown[]> =>
  orm.em.getConnection().execute(sql);

async function answers(orm: MikroORM, questions: readonly Answered[]): Promise<readonly unknown[]> {
  return Promise.all(questions.map(async ([sql]) => [sql, await one(orm, sql)]));
}

async function one(orm: MikroORM, sql: string): Promise<number | undefined> {
  const [row] = await ask(orm, sql);
  if (typeof row !== 'object' || row === null || !('n' in row)) return undefined;
  return Number(row.n);
}

async function carryOut(orm: MikroORM, statements: readonly SqlStatement[]): Promise<void> {
  const connection = orm.em.getConnection();
  await connection.transactional(async (transaction) => {
    for (const {sql} of statements) await connection.execute(sql, [], 'run', transaction);
  });
}
