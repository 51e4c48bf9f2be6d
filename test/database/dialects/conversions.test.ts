import {afterAll, beforeAll, expect, inject, test} from 'vitest';
import {serverType} from '../../../source/dialects/postgresql/canonical-type.ts';
import {conversion} from '../../../source/dialects/postgresql/conversion.ts';
import {server, type Server} from './server.ts';

let pg: Server;
beforeAll(async () => {
  pg = await server(inject('postgresql'));
  // What becomes of one value that is cast there and back, and whether the condition counts it.
  await pg.ask(`
    create function public.fate(value text, before text, after text, seen text, condition text)
    returns table (fate text, counted boolean) language plpgsql as $$
    begin
      begin
        execute format('select case when (%1$L::%2$s)::%3$s::%2$s::%4$s is not distinct from %1$L::%2$s::%4$s then ''kept'' else ''changed'' end', value, before, after, seen) into fate;
      exception when others then fate := 'refused';
      end;
      execute format('select coalesce(%s, false) from (select %L::%s as "column") as item', condition, value, before) into counted;
      return next;
    end $$`);
});
afterAll(async () => {
  await pg[Symbol.asyncDispose]();
});

const whole = ['0', '-1', '7', '32767'];
const large = ['32768', '2147483647'];
const huge = ['2147483648', '9007199254740992', '9007199254740993', '9223372036854775807'];
const parts = ['1.5', '0.1', '1234.56', '-0.005'];
const numbers = [...whole, ...large, ...huge, ...parts];
const floats = [...whole, ...large, ...parts, '1e15', '1e30', 'NaN', 'Infinity'];
const moments = ['2026-01-01 00:00:00', '2026-01-01 10:11:12', '2026-01-01 10:11:12.123456'];

/** Values of each type; with how two of them are compared where the type itself cannot. */
const types: readonly (readonly [type: string, values: readonly string[], seen?: string])[] = [
  ['smallint', whole],
  ['integer', [...whole, ...large]],
  ['bigint', [...whole, ...large, ...huge]],
  ['real', [...floats, '0.123456789', '16777217', '123456.7']],
  [
    'double precision',
    [...floats, ...huge, '0.30000000000000004', '1234567890123456.5', '1234567890123457'],
  ],
  ['numeric', [...numbers, '0.30000000000000004', '123456789012345678901234567890']],
  ['numeric(12,4)', [...whole, ...parts, '99999999.9999', '32768']],
  ['numeric(6,2)', [...whole.slice(0, 3), '1.5', '1234.56']],
  ['boolean', ['true', 'false']],
  ['text', ['', 'x', '5', '0123', '1.50', ' 7', 'true', '2026-01-01', 'a longer text', 'ab ']],
  ['character varying(5)', ['', 'x', '5', '0123', 'abcde', 'ab ']],
  ['character(5)', ['', 'x', '5', 'abcde']],
  ['date', ['2026-01-01']],
  ['timestamp without time zone', moments],
  ['timestamp(0) without time zone', moments.slice(0, 2)],
  ['timestamp with time zone', moments],
  ['time without time zone', ['10:11:12', '10:11:12.123456']],
  ['interval', ['1 day', '1 mon 2 days 03:04:05.6']],
  ['uuid', ['a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11']],
  ['json', ['1', '{"b": 1,  "a": [2, null]}'], 'jsonb'],
  ['jsonb', ['1', '{"b": 1, "a": [2, null]}']],
  ['bytea', ['\\x00ff', 'abc']],
];

const cases = types.flatMap(([before, values, seen = before]) =>
  types.filter(([after]) => after !== before).map(([after]) => ({before, after, values, seen})),
);

test.for(cases)(
  'from $before to $after: what is changed or refused is counted, what is kept is not',
  async ({before, after, values, seen}) => {
    const {loses} = conversion(serverType(before), serverType(after));
    const condition = typeof loses === 'function' ? loses('"column"') : String(loses === 'all');
    const rows = await pg.ask<{value: string; fate: string; counted: boolean}>(
      'select value, fate, counted from unnest($1::text[]) as value, public.fate(value, $2, $3, $4, $5)',
      [values, before, after, seen, condition],
    );
    expect(rows).toHaveLength(values.length);
    const silent = rows.filter(({fate, counted}) => fate !== 'kept' && !counted);
    // What cannot be told apart is counted as a whole, and text that is cut even where it reads the same.
    const isExact = loses !== 'all' && !after.startsWith('character');
    const needless = rows.filter(({fate, counted}) => isExact && fate === 'kept' && counted);
    expect({silent, needless}).toEqual({silent: [], needless: []});
  },
);
