import Database from 'better-sqlite3';
import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {
  createIndexText,
  createTableText,
  allIndexes,
} from '../../../source/dialects/sqlite/definition.ts';
import {parse, parseTable} from '../../../source/dialects/sqlite/parse.ts';
import {storedTable} from '../../../source/dialects/sqlite/stored.ts';
import {tokens} from '../../../source/dialects/sqlite/tokens.ts';
import type {Column} from '../../../source/schema/column.ts';
import type {Table} from '../../../source/schema/table.ts';
import {arbitrarySchema} from '../../support/schemas.ts';

const table = (parts: Partial<Table>): Table => ({
  name: 't',
  columns: [],
  uniques: [],
  foreignKeys: [],
  checks: [],
  indexes: [],
  ...parts,
});
const column = (name: string, sql: string, parts: Partial<Column> = {}): Column => ({
  name,
  type: {kind: 'raw', sql},
  nullable: true,
  ...parts,
});

const definitions: readonly (readonly [sql: string, expected: Table])[] = [
  ['create table t(a)', table({columns: [column('a', '')]})],
  [
    'CREATE TABLE IF NOT EXISTS main."t" (\n  [a b] INTEGER  PRIMARY KEY AUTOINCREMENT, -- the id, with ) and (\n  "c""d" VARCHAR (  20 ) NOT NULL DEFAULT \'it\'\'s, (x)\', /* , */ `e`\tdouble   precision DEFAULT -1.5e3\n)',
    table({
      columns: [
        column('a b', 'integer', {nullable: false, autoincrement: true}),
        column('c"d', 'varchar(20)', {
          nullable: false,
          default: {kind: 'sql', sql: "'it''s, (x)'"},
        }),
        column('e', 'double precision', {default: {kind: 'sql', sql: '-1.5e3'}}),
      ],
      primaryKey: {columns: ['a b']},
    }),
  ],
  [
    "create table t (a text default (lower('X')) collate nocase, b blob default x'00ff', c default CURRENT_TIMESTAMP not null on conflict ignore, d default (1), e default +2, f default null, g default \"word\")",
    table({
      columns: [
        column('a', 'text', {collation: 'nocase', default: {kind: 'sql', sql: "lower('X')"}}),
        column('b', 'blob', {default: {kind: 'sql', sql: "x'00ff'"}}),
        column('c', '', {nullable: false, default: {kind: 'sql', sql: 'current_timestamp'}}),
        column('d', '', {default: {kind: 'sql', sql: '1'}}),
        column('e', '', {default: {kind: 'sql', sql: '+2'}}),
        column('f', '', {default: {kind: 'sql', sql: 'null'}}),
        column('g', '', {default: {kind: 'sql', sql: '"word"'}}),
      ],
    }),
  ],
  [
    'create table t (a int constraint positive check (a > 0 and a in (1, 2)), b int check (b <> \')\'), c int unique, constraint both check ((a < b) or (b < c)), check ("C" is not null))',
    table({
      columns: [column('a', 'int'), column('b', 'int'), column('c', 'int')],
      uniques: [{name: '', columns: ['c']}],
      checks: [
        {name: '', expression: "b <> ')'"},
        {name: '', expression: 'c is not null'},
        {name: 'both', expression: '(a < b) or (b < c)'},
        {name: 'positive', expression: 'a > 0 and a in (1, 2)'},
      ],
    }),
  ],
  [
    'create table t (x int constraint own references u on delete cascade on update no action, y int, z int, CONSTRAINT `pair` FOREIGN KEY (x, Y) REFERENCES "u v" (p, q) MATCH SIMPLE ON UPDATE SET NULL DEFERRABLE INITIALLY DEFERRED foreign key (z) references u(z) not deferrable primary key (x, y desc))',
    table({
      columns: [column('x', 'int'), column('y', 'int'), column('z', 'int')],
      primaryKey: {columns: ['x', 'y']},
      foreignKeys: [
        {name: '', columns: ['z'], references: {table: {name: 'u'}, columns: ['z']}},
        {
          name: 'own',
          columns: ['x'],
          references: {table: {name: 'u'}, columns: []},
          onDelete: 'cascade',
        },
        {
          name: 'pair',
          columns: ['x', 'y'],
          references: {table: {name: 'u v'}, columns: ['p', 'q']},
          onUpdate: 'set null',
          deferrable: 'deferred',
        },
      ],
    }),
  ],
  [
    'create table t (a text not null, b int as (length(a)) stored, c int generated always as ((b + 1)) virtual, d as (c), constraint k primary key (a)) WITHOUT ROWID, STRICT',
    table({
      columns: [
        column('a', 'text', {nullable: false}),
        column('b', 'int', {generated: {expression: 'length(a)', stored: true}}),
        column('c', 'int', {generated: {expression: 'b + 1', stored: false}}),
        column('d', '', {generated: {expression: 'c', stored: false}}),
      ],
      primaryKey: {name: 'k', columns: ['a']},
      strict: true,
      withoutRowid: true,
    }),
  ],
  [
    "create table 't' ('a' integer, \"check\" int, key int, constraint u unique (a collate nocase asc, key) on conflict replace, primary key (a autoincrement))",
    table({
      columns: [
        column('a', 'integer', {nullable: false, autoincrement: true}),
        column('check', 'int'),
        column('key', 'int'),
      ],
      primaryKey: {columns: ['a']},
      indexes: [{name: 'u', unique: true, parts: [{column: 'a'}, {column: 'key'}]}],
    }),
  ],
];

test.for(definitions)('%s', ([sql, expected]) => {
  expect(parseTable(sql)).toEqual(expected);
});

const valid = definitions.map(([sql]) => sql).filter((sql) => !sql.endsWith('STRICT'));
test.for(valid)('the database agrees: %s', (sql) => {
  const db = new Database(':memory:');
  db.exec(sql);
  const found = parseTable(sql)?.columns.map(({name, type, generated, ...rest}) => [
    name,
    type.kind === 'raw' ? type.sql : '',
    'autoincrement' in rest,
    generated !== undefined,
  ]);
  const number = sql.toLowerCase().includes('autoincrement');
  const rows = db
    .prepare<[], {name: string; type: string; pk: number; hidden: number}>(
      "select name, type, pk, hidden from pragma_table_xinfo('t')",
    )
    .all();
  expect(found?.map(([name]) => name)).toEqual(rows.map(({name}) => name));
  expect(found?.map(([, type]) => type)).toEqual(
    rows.map(({type}) =>
      type
        .toLowerCase()
        .replaceAll(/\s*([(),])\s*/g, '$1')
        .replaceAll(/\s+/g, ' '),
    ),
  );
  expect(found?.map(([, , numbered]) => numbered)).toEqual(rows.map(({pk}) => number && pk === 1));
  expect(found?.map(([, , , computed]) => computed)).toEqual(rows.map(({hidden}) => hidden > 1));
  db.close();
});

test('a column renamed by SQLite has changed its quotes, which say nothing', () => {
  const db = new Database(':memory:');
  db.exec(
    'create table t (a int check (`a` > 1), b int as ([a] * 2), constraint c check (lower("A") <> \'a\' and t.a > 0))',
  );
  db.exec('create index i on t (a, (a + 1)) where "a" is not null');
  db.exec('alter table t rename column a to `order`');
  db.exec('alter table t rename to `new t`');
  const rows = db.prepare<[], {sql: string}>('select sql from sqlite_master').all();
  expect(parse(rows.map(({sql}) => sql)).tables).toEqual([
    table({
      name: 'new t',
      columns: [
        column('order', 'int'),
        column('b', 'int', {generated: {expression: '`order` * 2', stored: false}}),
      ],
      checks: [
        {name: '', expression: '`order` > 1'},
        {name: 'c', expression: "lower(`order`) <> 'a' and `new t`.`order` > 0"},
      ],
      indexes: [
        {
          name: 'i',
          parts: [{column: 'order'}, {expression: '`order` + 1'}],
          where: '`order` is not null',
        },
      ],
    }),
  ]);
});

test.for([
  ['create index i on t (a)', {name: 'i', parts: [{column: 'a'}]}],
  [
    'CREATE UNIQUE INDEX IF NOT EXISTS main."i" ON "t" ("A" COLLATE NoCase DESC, [b] ASC, lower(a), (a || b) collate binary desc) WHERE (a > 1)',
    {
      name: 'i',
      unique: true,
      parts: [
        {column: 'a', collation: 'nocase', order: 'desc'},
        {column: 'b'},
        {expression: 'lower(a)'},
        {expression: 'a || b', collation: 'binary', order: 'desc'},
      ],
      where: 'a > 1',
    },
  ],
] as const)('%s', ([sql, index]) => {
  expect(parseTable('create table t (a, b)', [sql])?.indexes).toEqual([index]);
});

test('what is no table or index is left out', () => {
  const db = new Database(':memory:');
  db.exec('create table t (a integer primary key autoincrement); create view v as select a from t');
  db.exec(
    'create trigger r after insert on t begin select 1; end; create virtual table f using fts5(x)',
  );
  const rows = db
    .prepare<[], {sql: string}>('select sql from sqlite_master where sql is not null')
    .all();
  expect(parse(rows.map(({sql}) => sql)).tables.map(({name}) => name)).not.toContain(
    'sqlite_sequence',
  );
  expect(parseTable('create view v as select 1')).toBeUndefined();
  expect(parseTable('create virtual table f using fts5(x)')).toBeUndefined();
});

test.for([
  'create table t (a int',
  'create table t (a int not null wrong)',
  'create table t (a, foreign key (a))',
])('%s cannot be read', (sql) => {
  expect(() => parseTable(sql)).toThrow(expect.objectContaining({code: 'not_supported'}));
});

test('are read as they are stored, wherever space and comments stand', () => {
  const spaced = fc.constantFrom(' ', '\n', '\t ', ' /* , ( */ ', ' -- )\n');
  fc.assert(
    fc.property(
      arbitrarySchema({dialect: 'sqlite'}),
      fc.array(spaced, {minLength: 1}),
      ({tables}, spaces) => {
        for (const each of tables) {
          const wide = (sql: string): string =>
            tokens(sql)
              .map(({text}, at) => text + (spaces[at % spaces.length] ?? ' '))
              .join('');
          const indexes = allIndexes(each).map((index) => createIndexText(each.name, index));
          expect(parseTable(createTableText(each), indexes)).toEqual(storedTable(each));
          const {checks: _, indexes: __, ...plain} = storedTable(each);
          expect(parseTable(wide(createTableText(each)), indexes)).toMatchObject(withoutSql(plain));
        }
      },
    ),
  );
});

/** Without what is SQL, whose spaces are kept. */
function withoutSql({columns, ...rest}: Omit<Table, 'checks' | 'indexes'>): object {
  return {
    ...rest,
    columns: columns.map(({name, type, nullable}) => ({name, type, nullable})),
  };
}
