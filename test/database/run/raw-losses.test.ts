import {expect, test} from 'vitest';
import type {Loss} from '../../../source/runtime/losses.ts';
import {freshDatabase} from '../../support/databases.ts';
import {history, runUp} from '../../support/histories.ts';

const setUp = [
  "create type public.mood as enum ('up', 'down')",
  'create domain public.price as numeric',
  'create table public.t (id int primary key, q public.mood, p public.price, n numeric, s text, v varchar(9))',
  "insert into public.t values (1, 'up', 1.5, 1.5, 'x', '1'), (2, 'down', null, 2, '12345', '2')",
  'create table public.child (t int references public.t)',
];

test.for<{sql: string; asked: readonly Partial<Loss>[]}>([
  {
    sql: 'drop type public.mood cascade',
    asked: [{kind: 'drop-column', object: 'mood', count: undefined}],
  },
  {
    sql: 'drop domain public.price cascade',
    asked: [{kind: 'drop-column', object: 'price', count: undefined}],
  },
  {
    sql: 'truncate public.t cascade',
    asked: [
      {kind: 'delete-rows', object: 't', count: 2},
      {kind: 'delete-rows', object: 'cascade', count: undefined},
    ],
  },
  {
    sql: 'alter table public.t alter n type int',
    asked: [{kind: 'narrow-type', object: 't.n', count: 1}],
  },
  {sql: 'alter table public.t alter n type numeric(10, 2)', asked: []},
  {sql: 'alter table public.t alter v type text, alter column id set data type bigint', asked: []},
  {
    sql: 'alter table public.t alter v type int using v::int',
    asked: [{kind: 'narrow-type', object: 't.v', count: undefined}],
  },
])('on postgresql: $sql asks about what it loses', async ({sql, asked}) => {
  const {open} = await freshDatabase('postgresql');
  const session = await open();
  for (const each of setUp) await session.execute(each);
  const losses: Loss[] = [];
  await runUp(session, history('postgresql', [{id: 'aa', upgrade: (op) => op.execute(sql)}]), {
    consent: (found) => {
      losses.push(...found);
    },
  });
  expect(losses).toMatchObject(asked);
  expect(losses).toHaveLength(asked.length);
});
