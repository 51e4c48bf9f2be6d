import {expect, test} from 'vitest';
import {origins} from '../../source/dialects/origins.ts';
import {rawLosses} from '../../source/dialects/raw.ts';
import {dialectNamed} from '../../source/dialects/find.ts';
import type {Operations} from '../../source/operations/operations.ts';
import {record} from '../../source/operations/recorder.ts';
import {replay} from '../../source/operations/apply.ts';
import {emptySchema} from '../../source/schema/schema.ts';

type Loss = readonly [kind: string, object: string, measure?: string];

const cases: readonly (readonly [sql: string, losses: readonly Loss[]])[] = [
  ['delete from account', [['delete-rows', 'account', 'select count(*) as n from account']]],
  [
    'DELETE FROM public."Account" a -- all of them\nWHERE a.x >= 1 and note <> \'delete; from\'',
    [
      [
        'delete-rows',
        'Account',
        'select count(*) as n from public."Account" a  \nWHERE a.x >= 1 and note <> \'delete; from\'',
      ],
    ],
  ],
  [
    'delete from only sales.entry',
    [['delete-rows', 'sales.entry', 'select count(*) as n from only sales.entry']],
  ],
  ['delete from account using other where true', [['delete-rows', 'account']]],
  ['delete from account returning id', [['delete-rows', 'account']]],
  ['with gone as (delete from account) select 1', [['delete-rows', 'delete']]],
  ['truncate account', [['delete-rows', 'account', 'select count(*) as n from account']]],
  [
    'truncate table only a.b, c restart identity cascade',
    [
      ['delete-rows', 'a.b', 'select count(*) as n from a.b'],
      ['delete-rows', 'c', 'select count(*) as n from c'],
      ['delete-rows', 'cascade'],
    ],
  ],
  [
    'drop table if exists account',
    [['drop-table', 'account', 'select count(*) as n from account']],
  ],
  ['drop schema sales cascade', [['drop-table', 'schema']]],
  ['drop schema sales', []],
  ['drop index account_email', []],
  ['drop index account_email cascade', []],
  ['/* of no use */ drop type mood cascade', [['drop-column', 'mood']]],
  ['drop type mood', []],
  ['-- gone\ndrop domain if exists sales.price, "p" cascade', [['drop-column', 'sales.price, p']]],
  [
    'drop extension citext cascade',
    [
      ['drop-table', 'citext'],
      ['drop-column', 'citext'],
    ],
  ],
  ['drop extension if exists pg_cron', [['drop-table', 'pg_cron']]],
  ['drop view v cascade', [['drop-column', 'v']]],
  ['drop materialized view if exists v cascade', [['drop-column', 'v']]],
  ['drop materialized view v', []],
  ['drop collation german cascade', [['drop-column', 'german']]],
  ['drop function f(integer) cascade', [['drop-column', 'f']]],
  ['drop trigger t on account cascade', []],
  ['alter type pair drop attribute if exists a cascade', [['drop-column', 'pair.a']]],
  ['alter type pair add attribute b int, alter attribute a type int', [['narrow-type', 'pair.a']]],
  ["alter type mood add value 'x'", []],
  ['drop view v', []],
  [
    'alter table if exists account drop column "No te", add column x int, drop y cascade',
    [
      ['drop-column', 'account.No te', 'select count("No te") as n from account'],
      ['drop-column', 'account.y', 'select count(y) as n from account'],
    ],
  ],
  ['alter table account drop constraint c', []],
  [
    'alter table only account * drop x, alter column y set data type numeric(10, 2), alter z type text using trim(z)',
    [
      ['drop-column', 'account.x', 'select count(x) as n from account'],
      [
        'narrow-type',
        'account.y',
        'select count(*) as n from account where y is distinct from cast(y as numeric(10, 2))',
      ],
      ['narrow-type', 'account.z'],
    ],
  ],
  [
    'alter table account alter "No te" type double precision',
    [
      [
        'narrow-type',
        'account.No te',
        'select count(*) as n from account where "No te" is distinct from cast("No te" as double precision)',
      ],
    ],
  ],
  ["alter table account alter column type set default 'x', alter type drop not null", []],
  ['alter table account alter column x drop not null', []],
  ['do $$ begin delete from account; end $$', [['delete-rows', 'do']]],
  [
    'merge into a using b on true when not matched by source then delete',
    [['delete-rows', 'delete']],
  ],
  ['with b as (select 1) -- now\n delete from a', [['delete-rows', 'delete']]],
  [
    'insert into a with gone as (delete from b returning *) select * from gone',
    [['delete-rows', 'delete']],
  ],
  [
    'create table a as with gone as (delete from b returning *) select 1',
    [['delete-rows', 'delete']],
  ],
  ['explain analyze delete from a', [['delete-rows', 'delete']]],
  ['explain (analyze) delete from a', [['delete-rows', 'delete']]],
  ['replace into account (id) values (1)', [['delete-rows', 'account']]],
  ['insert or replace into main.account values (1)', [['delete-rows', 'account']]],
  ['with b as (select 1) replace into account select * from b', [['delete-rows', 'account']]],
  ['update or replace account set id = 1', [['delete-rows', 'account']]],
  ["select replace(a, 'b', '') into c from d", []],
  ['create or replace view v as select 1', []],
  ['insert into a values (1) on conflict do update set b = 1', []],
  ['select delete from a', []],
  ['create trigger t after delete on account begin select 1; end', []],
  ['create table a (b int references c on delete cascade)', []],
  ['insert into account select * from deleted', []],
  ["update account set note = 'delete from account'", []],
  ['/* delete from */ select 1', []],
];

test.for(cases)('%s', ([sql, losses]) => {
  const found = rawLosses(sql, origins()).map(({kind, object, measure}) =>
    measure === undefined ? [kind, object] : [kind, object, measure],
  );
  expect(found).toEqual(losses);
});

const setUp = (op: Operations): void => {
  op.createTable('account', (t) => ({id: t.integer().primary(), note: t.text().nullable()}));
};

test.each(['postgresql', 'sqlite'] as const)(
  '%s: rows that the revision itself put there are nobody’s loss',
  (name) => {
    const statements = dialectNamed(name).compile(
      record((op) => {
        op.createTable('draft', (t) => ({id: t.integer().primary()}));
        op.execute('delete from draft');
        op.execute('drop table draft', {effect: (inner) => inner.dropTable('draft')});
      }),
      {before: () => emptySchema, target: '18'},
    );
    expect(statements.flatMap(({hazards}) => hazards)).toEqual([]);
  },
);

test.each(['postgresql', 'sqlite'] as const)(
  '%s: what raw SQL is declared to do counts',
  (name) => {
    const before = replay(emptySchema, record(setUp), name);
    const statements = dialectNamed(name).compile(
      record((op) => {
        op.renameTable('account', 'member');
        op.execute('select drop_note()', {effect: (inner) => inner.dropColumn('member', 'note')});
        op.execute('delete from member');
      }),
      {before: () => before, target: '18'},
    );
    const table = name === 'sqlite' ? '`account` where `note`' : '"public"."account" where "note"';
    const dangerous = statements.filter(({hazards}) => hazards.length > 0);
    expect(dangerous.map(({hazards}) => hazards)).toMatchObject([
      [
        {
          kind: 'drop-column',
          object: 'member.note',
          measure: `select count(*) as n from ${table} is not null`,
        },
      ],
      [{kind: 'delete-rows', object: 'member'}],
    ]);
    expect(dangerous[1]?.hazards[0]?.measure).toBeUndefined();
  },
);

test('raw SQL outside the transaction says so', () => {
  const [vacuum] = dialectNamed('postgresql').compile(
    record((op) => op.execute('vacuum account', {transactional: false})),
    {before: () => emptySchema, target: '14'},
  );
  expect(vacuum).toMatchObject({transactional: false, hazards: [{kind: 'not-transactional'}]});
});

const unknown = (): never => {
  throw new Error('asked');
};

test('the schema before is asked only by what depends on it', () => {
  for (const name of ['postgresql', 'sqlite'] as const) {
    const {compile} = dialectNamed(name);
    const free = record((op) => {
      op.createTable('b', (t) => ({id: t.integer()}));
      op.addColumn('a', 'c', (t) => t.integer().nullable());
      op.createIndex('i', 'a', ['c']);
      op.execute('select 1', {effect: 'data'});
      op.run('nothing', async () => undefined);
    });
    expect(compile(free, {before: unknown, target: '18'})).toHaveLength(5);
    const bound = record((op) => op.dropColumn('a', 'c'));
    expect(() => compile(bound, {before: unknown, target: '18'})).toThrow('asked');
  }
});
