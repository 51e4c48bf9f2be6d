import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {
  fitLine,
  lineText,
  lineWidth,
  span,
  spread,
  type Line,
} from '../../../source/workbench/text/spans.ts';
import {sqlLines} from '../../../source/workbench/text/sql-lines.ts';
import {wrapLine} from '../../../source/workbench/text/wrap-line.ts';

const someLine: fc.Arbitrary<Line> = fc.array(
  fc
    .string({unit: fc.constantFrom('a', 'b', ' ', '漢', '👍'), minLength: 1, maxLength: 12})
    .map((text) => span(text, 'id')),
  {maxLength: 5},
);

test('fitLine makes a line exactly as wide as it should be', () => {
  fc.assert(
    fc.property(someLine, fc.integer({min: 0, max: 30}), (line, columns) => {
      expect(lineWidth(fitLine(line, columns))).toBe(columns);
    }),
  );
});

test('fitLine keeps what fits and marks what was cut', () => {
  const line = [span('abc', 'id'), span('def'), span('ghi', 'dim')];
  expect(fitLine(line, 9)).toEqual(line);
  expect(lineText(fitLine(line, 8))).toBe('abcdefg…');
  expect(lineText(fitLine(line, 6))).toBe('abcde…');
  expect(lineText(fitLine(line, 11))).toBe('abcdefghi  ');
});

test('spread cuts the left part first', () => {
  expect(lineText(spread([span('a long message')], [span(' head')], 12))).toBe('a long… head');
  expect(lineText(spread([span('short')], [span(' head')], 12))).toBe('short   head');
  expect(lineText(spread([span('short')], [span(' very long words')], 8))).toBe('short   ');
});

const letters = (all: readonly Line[]): string => all.map(lineText).join('').replaceAll(' ', '');

test('wrapLine sets in what goes on, and loses nothing', () => {
  const line = [span(' 1  ', 'dim'), span('create table account (id integer, email text)')];
  expect(wrapLine(line, 24).map(lineText)).toEqual([
    ' 1  create table account',
    '      (id integer, email',
    '      text)',
  ]);
  const parts = [
    span('abc '),
    span('numeric', 'keyword'),
    span('('),
    span('12,2', 'number'),
    span(')'),
  ];
  expect(wrapLine(parts, 15).map(lineText)).toEqual(['abc', '  numeric(12,2)']);
  fc.assert(
    fc.property(someLine, fc.integer({min: 6, max: 30}), (some, columns) => {
      const lines = wrapLine(some, columns);
      expect(letters(lines)).toBe(letters([some]));
    }),
  );
});

const tonesOf = (sql: string): readonly string[] =>
  sqlLines(sql).flatMap((line) =>
    line.flatMap(({text, tone}) => (tone === undefined ? [] : [`${text.trim()}:${tone}`])),
  );

test.for([
  ['select 1', ['select:keyword', '1:number']],
  ["select 'a'", ['select:keyword', "'a':string"]],
  ['select "from" from t', ['select:keyword', 'from:keyword']],
  ["select a #> '{b}' from t", ['select:keyword', "'{b}':string", 'from:keyword']],
  [
    'create index concurrently i on t (a)',
    ['create index concurrently:keyword', 'on:keyword', 't:function'],
  ],
  ['alter table t add c jsonb', ['alter table:keyword', 'add:keyword', 'jsonb:keyword']],
  ['select 1 -- why', ['select:keyword', '1:number', '-- why:comment']],
] as const)('sqlLines: %s', ([sql, tones]) => {
  expect(tonesOf(sql)).toEqual(tones);
});

test('sqlLines puts the parts of a table each on a line', () => {
  const sql = 'create table `a` (`x` numeric(14,2) not null, primary key (`x`, `y`)) strict';
  expect(sqlLines(sql).map(lineText)).toEqual([
    'create table `a` (',
    '  `x` numeric(14,2) not null,',
    '  primary key (`x`, `y`)',
    ') strict',
  ]);
});

test('sqlLines shows what SQL holds, and does not obey it', () => {
  expect(sqlLines("select '\u001B[31m'\nfrom t").map(lineText)).toEqual([
    String.raw`select '\u{1B}[31m'`,
    'from t',
  ]);
});
