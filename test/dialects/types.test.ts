import {Configuration, EnumArrayType, EnumType} from '@mikro-orm/core';
import type {EntityProperty} from '@mikro-orm/core';
import {PostgreSqlDriver} from '@mikro-orm/postgresql';
import {SqliteDriver} from '@mikro-orm/sql';
import {describe, expect, test} from 'vitest';
import {dialectNamed} from '../../source/dialects/find.ts';
import type {Column, ColumnType} from '../../source/schema/column.ts';

const drivers = {postgresql: PostgreSqlDriver, sqlite: SqliteDriver};

/** MikroORM's own platform, which needs no connection to know its types. */
function platformOf(name: keyof typeof drivers) {
  const options = {driver: drivers[name], dbName: 'none', entities: [], logger: () => undefined};
  return new Configuration(options, false).getDriver().getPlatform();
}

type Facts = Readonly<Record<string, unknown>>;

const cases: readonly (readonly [ColumnType, Facts])[] = [
  [{kind: 'integer'}, {}],
  [{kind: 'smallint'}, {}],
  [{kind: 'tinyint'}, {}],
  [{kind: 'bigint'}, {}],
  [{kind: 'float'}, {}],
  [{kind: 'double'}, {}],
  [{kind: 'boolean'}, {}],
  [{kind: 'text'}, {}],
  [{kind: 'date'}, {}],
  [{kind: 'interval'}, {}],
  [{kind: 'json'}, {}],
  [{kind: 'uuid'}, {}],
  [{kind: 'blob'}, {}],
  [{kind: 'string'}, {}],
  [{kind: 'character'}, {}],
  [{kind: 'datetime'}, {}],
  [{kind: 'time'}, {}],
  [{kind: 'decimal'}, {}],
  [{kind: 'string', length: 40}, {length: 40}],
  [{kind: 'character', length: 3}, {length: 3}],
  [{kind: 'datetime', length: 0}, {length: 0}],
  [{kind: 'datetime', length: 6}, {length: 6}],
  [{kind: 'time', length: 0}, {length: 0}],
  [{kind: 'time', length: 3}, {length: 3}],
  [{kind: 'decimal', precision: 12}, {precision: 12}],
  [
    {kind: 'decimal', precision: 12, scale: 4},
    {precision: 12, scale: 4},
  ],
];

describe.each(['postgresql', 'sqlite'] as const)('%s', (name) => {
  const platform = platformOf(name);
  const {typeText} = dialectNamed(name);

  test.for(cases)('%j is as MikroORM writes it', ([type, facts]) => {
    expect(typeText(type)).toBe(
      platform.getMappedType(type.kind).getColumnType(property(facts), platform),
    );
  });

  test.for([[['a', 'b']], [[1, 2]]] as const)('an enum of %j', ([items]) => {
    expect(typeText({kind: 'enum', items})).toBe(
      new EnumType().getColumnType(property({items}), platform),
    );
  });

  test('lists', () => {
    const list = new EnumArrayType('Book.tags', ['a']).getColumnType(property({}), platform);
    expect(typeText({kind: 'array'})).toBe(platform.getArrayDeclarationSQL());
    expect(typeText({kind: 'enum', items: ['a'], array: true})).toBe(list);
  });

  test('raw text stays as it is', () => {
    expect(typeText({kind: 'raw', sql: ' Citext '})).toBe('Citext');
  });

  test.for(['integer', 'bigint'] as const)('a numbered %s', (kind) => {
    const facts = property({autoincrement: true});
    const text = platform.getMappedType(kind).getColumnType(facts, platform);
    // MikroORM makes any numbered column of SQLite an integer where it writes the table.
    expect(typeText({kind}, numbered({kind}))).toBe(name === 'sqlite' ? 'integer' : text);
  });
});

/** Just what the types look at; a whole property of MikroORM has far more. */
function property(facts: Facts): EntityProperty {
  return Object.assign(Object.create(null), {fieldNames: ['a'], ...facts});
}

const numbered = (type: ColumnType): Column => ({
  name: 'id',
  type,
  nullable: false,
  autoincrement: true,
});

describe('PostgreSQL alone', () => {
  const {typeText} = dialectNamed('postgresql');

  test.for([
    [{kind: 'smallint'}, 'smallserial'],
    [{kind: 'raw', sql: 'INTEGER'}, 'serial'],
    [{kind: 'raw', sql: 'int8'}, 'bigserial'],
  ] as const)('a numbered %j is %s', ([type, text]) => {
    expect(typeText(type, numbered(type))).toBe(text);
  });

  test('native enums are named with their schema', () => {
    const items = ['a'];
    expect(typeText({kind: 'enum', items, native: {name: 'mood'}})).toBe('"public"."mood"');
    expect(typeText({kind: 'enum', items, native: {schema: 'x', name: 'm'}, array: true})).toBe(
      '"x"."m"[]',
    );
  });

  test('what it has not is refused', () => {
    expect(() => typeText({kind: 'mediumint'})).toThrow(
      expect.objectContaining({code: 'not_supported'}),
    );
    expect(() => typeText({kind: 'text'}, numbered({kind: 'text'}))).toThrow(
      'PostgreSQL cannot number the column id: its type is text',
    );
  });
});

test('SQLite holds a native enum as text', () => {
  const type = {kind: 'enum', items: ['a'], native: {name: 'mood'}} as const;
  expect(dialectNamed('sqlite').typeText(type)).toBe('text');
});
