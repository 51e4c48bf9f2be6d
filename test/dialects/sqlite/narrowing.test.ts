import {expect, test} from 'vitest';
import type {Operations} from '../../../source/operations/operations.ts';
import {record} from '../../../source/operations/recorder.ts';
import {carryOut, compiled, made} from './live.ts';

type Column = Parameters<Parameters<Operations['addColumn']>[2]>[0];
type Type = (t: Column) => ReturnType<Column['integer']>;

const types: readonly (readonly [name: string, type: Type])[] = [
  ['integer', (t) => t.integer()],
  ['bigint', (t) => t.bigint()],
  ['double', (t) => t.double()],
  ['float', (t) => t.float()],
  ['decimal', (t) => t.decimal().precision(12).scale(2)],
  ['boolean', (t) => t.boolean()],
  ['text', (t) => t.text()],
  ['string', (t) => t.string().length(5)],
  ['uuid', (t) => t.uuid()],
  ['json', (t) => t.json()],
  ['date', (t) => t.date()],
  ['datetime', (t) => t.datetime()],
  ['time', (t) => t.time()],
  ['interval', (t) => t.interval()],
  ['blob', (t) => t.blob()],
];

/** What a column may be given, as SQL. */
const values: readonly string[] = [
  'null',
  '0',
  '-1',
  '70000',
  '9007199254740992',
  '9007199254740993',
  '-9007199254740993',
  '9223372036854775807',
  '-9223372036854775808',
  '1.5',
  '0.1',
  '0.30000000000000004',
  '1e15',
  '12345678901234567890',
  '1e300',
  "''",
  "'x'",
  "'5'",
  "'0123'",
  "'1.0'",
  "'1e3'",
  "' 7 '",
  "'0x10'",
  "'9007199254740993'",
  "'9223372036854775807'",
  "'0.30000000000000004'",
  "'12 monkeys'",
  "'2026-01-01 10:11:12'",
  '\'{"a": 1}\'',
  "x'00ff'",
];

const cases = types.flatMap(([from, before]) =>
  types.filter(([to]) => to !== from).map(([to, after]) => ({from, before, to, after})),
);

test.for(cases)(
  'every value that changes from $from to $to is counted, and what does not fit',
  ({from, before, to, after}) => {
    const {db, schema} = made(
      record((op) =>
        op.createTable('item', (t) => ({
          id: t.integer().primary(),
          value: before(t).nullable(),
        })),
      ),
    );
    for (const value of values) db.exec(`insert into item (value) values (${value})`);
    db.exec('create temp table was as select id, typeof(value) as type, value from item');
    const statements = compiled(
      record((op) => op.alterColumn('item', 'value', {type: after})),
      schema,
    );
    const losses = statements.flatMap(({hazards}) =>
      hazards.filter(({kind}) => kind === 'narrow-type'),
    );
    const counted = losses.reduce(
      (sum, {measure = 'select 0 as n'}) => sum + count(db, measure),
      0,
    );
    carryOut(db, statements);
    const misfitting = texts.has(from) && numbers.has(to) ? count(db, misfits) : 0;
    expect(counted).toBe(count(db, changed) + misfitting);
  },
);

/** A number is the same if it is equal, as text or not; text is if it is written the same, 5 as 5.0 too. */
const changed = `select count(*) as n from temp.was join item using (id) where case
  when was.type = 'text' and typeof(item.value) in ('integer', 'real') then
    was.value not in (cast(item.value as text), cast(cast(item.value as integer) as text))
    or cast(was.value as numeric) <> item.value
  when was.type in ('integer', 'real') then cast(item.value as numeric) <> was.value
  else item.value is not was.value end`;

/** Text in a column for numbers only, which SQLite leaves as it is. */
const misfits = `select count(*) as n from temp.was join item using (id) where typeof(item.value) = 'text'`;

const texts = new Set(['text', 'string', 'uuid', 'blob']);
const numbers = new Set(['integer', 'bigint', 'double', 'float', 'boolean', 'interval']);

function count(db: ReturnType<typeof made>['db'], sql: string): number {
  return Number(db.prepare<[], {n: number}>(sql).get()?.n);
}
