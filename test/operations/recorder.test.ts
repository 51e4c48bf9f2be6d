import {expect, test} from 'vitest';
import {record} from '../../source/operations/recorder.ts';

test('the example of the guide', () => {
  const operations = record((op) => {
    op.createTable('account', (t) => ({
      id: t.integer().autoincrement().primary(),
      email: t.string().length(120).unique(),
      note: t.text().nullable(),
      created_at: t.datetime().defaultRaw('current_timestamp'),
    }));
    op.createIndex('account_note_index', 'account', ['note', {expression: 'lower(email)'}], {
      where: 'note is not null',
    });
  });

  expect(operations).toStrictEqual([
    {
      kind: 'createTable',
      table: {
        name: 'account',
        columns: [
          {name: 'id', type: {kind: 'integer'}, nullable: false, autoincrement: true},
          {name: 'email', type: {kind: 'string', length: 120}, nullable: false},
          {name: 'note', type: {kind: 'text'}, nullable: true},
          {
            name: 'created_at',
            type: {kind: 'datetime'},
            nullable: false,
            default: {kind: 'sql', sql: 'current_timestamp'},
          },
        ],
        primaryKey: {columns: ['id']},
        uniques: [{name: 'account_email_unique', columns: ['email']}],
        foreignKeys: [],
        checks: [],
        indexes: [],
      },
    },
    {
      kind: 'createIndex',
      table: {name: 'account'},
      index: {
        name: 'account_note_index',
        parts: [{column: 'note'}, {expression: 'lower(email)'}],
        where: 'note is not null',
      },
    },
  ]);
});

const line = {
  kind: 'createTable',
  ifNotExists: true,
  table: {
    schema: 'sales',
    name: 'line',
    columns: [
      {name: 'order', type: {kind: 'bigint'}, nullable: false},
      {name: 'no', type: {kind: 'smallint'}, nullable: false, identity: 'by default'},
      {
        name: 'price',
        type: {kind: 'decimal', precision: 10, scale: 2},
        nullable: false,
        default: {kind: 'value', value: '0.00'},
        comment: 'net',
      },
      {
        name: 'state',
        type: {kind: 'enum', items: ['new', 'done'], native: {schema: 'sales', name: 'state'}},
        nullable: false,
        default: {kind: 'value', value: 'new'},
      },
      {
        name: 'total',
        type: {kind: 'decimal'},
        nullable: false,
        generated: {expression: 'price * 2', stored: true},
      },
      {name: 'word', type: {kind: 'raw', sql: 'citext'}, nullable: false, collation: 'C'},
      {name: 'at', type: {kind: 'datetime', length: 3}, nullable: false},
    ],
    primaryKey: {name: 'line_pk', columns: ['order', 'no']},
    uniques: [
      {name: 'u', columns: ['word']},
      {name: 'v', columns: ['price', 'word'], deferrable: 'deferred'},
      {name: 'w', columns: ['at']},
    ],
    foreignKeys: [
      {
        name: 'f',
        columns: ['order'],
        references: {table: {schema: 'sales', name: 'order'}, columns: ['id']},
        onDelete: 'cascade',
      },
    ],
    checks: [{name: 'positive', expression: 'price > 0'}],
    indexes: [],
    comment: 'lines',
    strict: true,
  },
};

test('everything that can be said of a table', () => {
  const [operation] = record((op) => {
    op.createTable(
      {schema: 'sales', name: 'line'},
      (t) => ({
        order: t.bigint(),
        no: t.smallint().identity(),
        price: t.decimal().precision(10).scale(2).default('0.00').comment('net'),
        state: t.enum(['new', 'done']).nativeEnumName('sales.state').default('new'),
        total: t.decimal().generated('price * 2', 'stored'),
        word: t.raw('citext').collation('C').unique('u'),
        at: t.datetime(3),
      }),
      {
        primaryKey: {name: 'line_pk', columns: ['order', 'no']},
        uniques: {v: {columns: ['price', 'word'], deferrable: 'deferred'}, w: ['at']},
        checks: {positive: 'price > 0'},
        foreignKeys: {
          f: {
            columns: ['order'],
            references: [{schema: 'sales', name: 'order'}, ['id']],
            onDelete: 'cascade',
          },
        },
        comment: 'lines',
        strict: true,
        ifNotExists: true,
      },
    );
  });

  expect(operation).toStrictEqual(line);
});

const perform = async (): Promise<void> => {};

test('run keeps the function and its text', () => {
  expect(record((op) => op.run('fill', perform))).toStrictEqual([
    {kind: 'run', name: 'fill', source: 'async () => {}', perform},
  ]);
});

test('lists are copied', () => {
  const columns = ['a'];
  const operations = record((op) => op.createUnique('u', 't', columns));
  columns.push('b');
  expect(operations).toMatchObject([{unique: {columns: ['a']}}]);
});

test('a builder may be used more than once', () => {
  const operations = record((op) => {
    op.createTable('a', (t) => {
      const word = t.string();
      return {short: word.length(3), long: word};
    });
  });
  expect(operations).toMatchObject([
    {table: {columns: [{type: {length: 3}}, {type: {kind: 'string'}}]}},
  ]);
});

test.for([
  ['insert into a values (1)', 'data'],
  ['/* why */ update a set b = 1', 'data'],
  ['with x as (select 1) delete from a', 'data'],
  ['with x as (select 1) insert into a select * from x', 'data'],
  ['select 1', 'data'],
  ['select * into b from a', 'unknown'],
  ['create view v as select 1', 'unknown'],
  ['alter table a rename to b', 'unknown'],
] as const)('%s: %s', ([sql, effect]) => {
  expect(record((op) => op.execute(sql))).toStrictEqual([
    {kind: 'execute', sql, effect, transactional: true},
  ]);
});

test('the effect can be declared', () => {
  const operations = record((op) => {
    op.execute('create view v as select 1', {effect: 'data', transactional: false});
    op.execute('create table a (id int)', {
      effect: (inner) => inner.createTable('a', (t) => ({id: t.integer()})),
    });
  });
  expect(operations).toMatchObject([
    {effect: 'data', transactional: false},
    {effect: [{kind: 'createTable', table: {name: 'a'}}], transactional: true},
  ]);
});

test.for([
  ["  select ';' ; ", "select ';'"],
  ['select 1 -- one', 'select 1'],
  ['select 1; -- one', 'select 1'],
  [
    'create trigger t after insert on a begin delete from b; delete from c; end;',
    'create trigger t after insert on a begin delete from b; delete from c; end',
  ],
  ['do $$ begin perform 1; end $$', 'do $$ begin perform 1; end $$'],
] as const)('%j is one statement', ([given, sql]) => {
  expect(record((op) => op.execute(given))).toMatchObject([{sql}]);
});
