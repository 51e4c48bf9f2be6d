import {expect, test} from 'vitest';
import {compare} from '../../source/autogenerate/compare.ts';
import {listFor, merged, operationsOf} from '../../source/autogenerate/dialect-lists.ts';
import {withoutNeedlessGuards} from '../../source/autogenerate/guards.ts';
import {inWordsOf} from '../../source/autogenerate/portable-model.ts';
import {dialectNamed} from '../../source/dialects/find.ts';
import type {DialectName} from '../../source/dialects/dialect.ts';
import {replay} from '../../source/operations/apply.ts';
import {describe as inWords} from '../../source/operations/describe.ts';
import type {Operations} from '../../source/operations/operations.ts';
import {record} from '../../source/operations/recorder.ts';
import {emptySchema, type Schema} from '../../source/schema/schema.ts';

const names: readonly DialectName[] = ['postgresql', 'sqlite'];

const schema = (fn: (op: Operations) => void, name: DialectName): Schema =>
  replay(emptySchema, record(fn), name);

/** What leads from one revision's schema to another's, on both databases, as one list. */
function forBoth(from: (op: Operations) => void, to: (op: Operations) => void) {
  const words = schema(to, 'postgresql');
  const worlds = names.map((dialect) => {
    const {stored} = dialectNamed(dialect);
    const model = inWordsOf(schema(to, dialect), words, stored);
    return {dialect, before: schema(from, dialect), stored, model};
  });
  const lists = new Map(
    worlds.map(({dialect, before, stored, model}) => [
      dialect,
      compare(before, model, {stored}).operations,
    ]),
  );
  return {lists, worlds, entries: withoutNeedlessGuards(merged(lists), worlds)};
}

test('what makes no difference to one database is not kept from it', () => {
  const {entries, worlds} = forBoth(
    (op) => op.createTable('a', (t) => ({b: t.string().length(80), c: t.integer()})),
    (op) => {
      op.createTable('a', (t) => ({b: t.string().length(160), c: t.text()}));
      op.only('sqlite', (inner) => inner.createIndex('a_b', 'a', ['b']));
    },
  );

  expect(operationsOf(entries).map(inWords)).toEqual([
    'alter column b of a: type',
    'alter column c of a: type',
    'on sqlite only: create index a_b on a (b)',
  ]);
  for (const {dialect, before, model, stored} of worlds) {
    const there = replay(before, operationsOf(entries), dialect);
    expect(compare(there, model, {stored}).operations).toEqual([]);
  }
});

test('each database keeps its own order', () => {
  const {entries, lists} = forBoth(
    (op) => op.createTable('a', (t) => ({b: t.integer()})),
    (op) => {
      op.only('postgresql', (inner) => {
        inner.createEnum('state', ['on']);
        inner.createTable('a', (t) => ({
          b: t.integer(),
          s: t.enum(['on']).nativeEnumName('state'),
        }));
      });
      op.only('sqlite', (inner) => inner.createTable('a', (t) => ({b: t.integer(), s: t.text()})));
      op.createTable('z', (t) => ({id: t.integer().primary()}));
    },
  );

  for (const name of names) expect(listFor(entries, name)).toEqual(lists.get(name));
  expect(operationsOf(entries).map(inWords)).toEqual([
    'on postgresql only: create enum state',
    'create table z',
    'on postgresql only: add column s to a',
    'on sqlite only: add column s to a',
  ]);
});

test('what is of an enum type of one database does not become the text of another', () => {
  const {entries, worlds} = forBoth(
    (op) => op.createTable('a', (t) => ({e: t.text()})),
    (op) => {
      op.only('postgresql', (inner) => {
        inner.createEnum('e_t', ['x', 'y']);
        inner.createTable('a', (t) => ({e: t.enum(['x', 'y']).nativeEnumName('e_t')}));
      });
      op.only('sqlite', (inner) => inner.createTable('a', (t) => ({e: t.raw('e_t')})));
    },
  );

  const [there] = worlds.map(({dialect, before}) => replay(before, operationsOf(entries), dialect));
  expect(there?.tables[0]?.columns[0]?.type.kind).toBe('enum');
});
