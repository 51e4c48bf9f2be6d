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
    ],
  ],
  [
    'drop table if exists account',
    [['drop-table', 'account', 'select count(*) as n from account']],
  ],
  ['drop schema sales cascade', [['drop-table', 'schema']]],
  ['drop schema sales', []],
  ['drop index account_email', []],
  ['drop view v', []],
  [
    'alter table if exists account drop column "No te", add column x int, drop y cascade',
    [
      ['drop-column', 'account.No te', 'select count("No te") as n from account'],
      ['drop-column', 'account.y', 'select count(y) as n from account'],
    ],
  ],
  ['alter table account drop constraint c', []],
  ['alter table account alter column x drop not null', []],
  ['do $$ begin delete from account; end $$', [['delete-rows', 'do']]],
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
