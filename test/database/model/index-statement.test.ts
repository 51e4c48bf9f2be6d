import {expect, test} from 'vitest';
import {indexOfStatement} from '../../../source/database/model/index-statement.ts';

test.for([
  ['create index "ix" on "types" (lower("s"))', {name: 'ix', parts: [{expression: 'lower("s")'}]}],
  [
    `create index "ix_ft" on "public"."ft" using gin(to_tsvector('simple', "doc"))`,
    {name: 'ix_ft', using: 'gin', parts: [{expression: `to_tsvector('simple', "doc")`}]},
  ],
  [
    'CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS ix ON ONLY t USING btree (Name text_pattern_ops DESC NULLS LAST, (a || b) collate "C" varchar_ops) INCLUDE (c, "d e") WITH (fillfactor = 70, deduplicate_items=off) WHERE a > 0 and (b);',
    {
      name: 'ix',
      unique: true,
      parts: [
        {column: 'name', operatorClass: 'text_pattern_ops', order: 'desc', nulls: 'last'},
        {expression: 'a || b', collation: 'C', operatorClass: 'varchar_ops'},
      ],
      include: ['c', 'd e'],
      with: {fillfactor: 70, deduplicate_items: 'off'},
      where: 'a > 0 and (b)',
    },
  ],
  [
    `create index ix on t ((doc->>'a''b, )'), "x""y" asc)`,
    {name: 'ix', parts: [{expression: `doc->>'a''b, )'`}, {column: 'x"y'}]},
  ],
] as const)('on PostgreSQL %s', ([sql, expected]) => {
  expect(indexOfStatement(sql, 'postgresql')).toEqual(expected);
});

test.for([
  ['create index `ix` on `t` (lower(`s`))', {name: 'ix', parts: [{expression: 'lower(`s`)'}]}],
  [
    'create index ix on t (Name collate nocase desc, a + b, [c d])',
    {
      name: 'ix',
      parts: [
        {column: 'Name', collation: 'nocase', order: 'desc'},
        {expression: 'a + b'},
        {column: 'c d'},
      ],
    },
  ],
  ['create index ix on t (a is null)', {name: 'ix', parts: [{expression: 'a is null'}]}],
] as const)('on SQLite %s', ([sql, expected]) => {
  expect(indexOfStatement(sql, 'sqlite')).toEqual(expected);
});

test.for([
  'alter table t add constraint x unique (a)',
  'create index ix on t (a) nulls not distinct',
  'create index ix on t (a) tablespace fast',
  'create index ix on t (a',
  "create index ix on t (lower('a)",
  'create index ix on t ()',
  '',
])('is not understood: %s', (sql) => {
  expect(indexOfStatement(sql, 'postgresql')).toBeUndefined();
});
