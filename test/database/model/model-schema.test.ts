import {EntityCaseNamingStrategy, MikroORM, p, type Options} from '@mikro-orm/core';
import {PostgreSqlDriver} from '@mikro-orm/postgresql';
import {SqliteDriver} from '@mikro-orm/sqlite';
import {describe, expect, test} from 'vitest';
import {modelSchema, type ModelSchema} from '../../../source/database/model/model-schema.ts';
import type {DialectName} from '../../../source/dialects/dialect.ts';
import {dialectNamed} from '../../../source/dialects/find.ts';
import type {Column} from '../../../source/schema/column.ts';
import {modelOf} from '../../support/entities-on.ts';
import {outsiders} from '../../support/outsiders.ts';
import {entity, zoo, type Entity} from '../../support/zoo.ts';

const id = p.integer().primary();

async function columnsOf(
  properties: Readonly<Record<string, unknown>>,
  dialect: DialectName,
): Promise<readonly Column[]> {
  const {tables} = await modelOf(
    [entity({name: 'Thing', properties: {id, ...properties}})],
    dialect,
  );
  return tables[0]?.columns.slice(1) ?? [];
}

async function modelWith(
  entities: readonly Entity[],
  options: Partial<Options>,
): Promise<ModelSchema> {
  const orm = await MikroORM.init({
    driver: PostgreSqlDriver,
    dbName: 'nowhere',
    entities: [...entities],
    ...options,
  });
  try {
    return modelSchema(orm, dialectNamed(options.driver === undefined ? 'postgresql' : 'sqlite'));
  } finally {
    await orm.close(true);
  }
}

describe('types', () => {
  test.for([
    ['string', p.string(), {kind: 'string'}],
    ['string of a length', p.string().length(80), {kind: 'string', length: 80}],
    ['uuid', p.uuid(), {kind: 'uuid'}],
    ['boolean', p.boolean(), {kind: 'boolean'}],
    ['datetime', p.datetime(), {kind: 'datetime'}],
    ['datetime of milliseconds', p.datetime(3), {kind: 'datetime', length: 3}],
    ['decimal', p.decimal().precision(12).scale(4), {kind: 'decimal', precision: 12, scale: 4}],
    ['enum', p.enum(['a', 'b']), {kind: 'enum', items: ['a', 'b']}],
    ['list of an enum', p.enum(['a']).array(), {kind: 'enum', items: ['a'], array: true}],
    ['blob', p.blob(), {kind: 'blob'}],
    ['bytes', p.uint8array(), {kind: 'blob'}],
  ] as const)('%s is portable: both databases say it the same way', async ([, property, type]) => {
    for (const dialect of ['postgresql', 'sqlite'] as const) {
      expect((await columnsOf({a: property}, dialect))[0]?.type).toEqual(type);
    }
  });

  test.for([
    ['citext', {kind: 'raw', sql: 'citext'}],
    ['numeric(10,2)', {kind: 'decimal', precision: 10, scale: 2}],
    ['int4', {kind: 'integer'}],
    ['character varying(40)', {kind: 'string', length: 40}],
    ['timestamp with time zone', {kind: 'datetime'}],
    ['int[]', {kind: 'raw', sql: 'int[]'}],
    ['varchar', {kind: 'raw', sql: 'varchar'}],
  ] as const)('a column of type %s on PostgreSQL', async ([text, type]) => {
    const [column] = await columnsOf({a: p.string().columnType(text)}, 'postgresql');
    expect(column?.type).toEqual(type);
  });

  test('a reference is of the type of what it refers to', async () => {
    const owner = entity({name: 'Owner', properties: {id: p.string().length(20).primary()}});
    const thing = entity({name: 'Thing', properties: {id, owner: () => p.manyToOne(owner)}});
    const {tables} = await modelOf([owner, thing], 'sqlite');
    expect(tables.find(({name}) => name === 'thing')?.columns[1]).toEqual({
      name: 'owner_id',
      type: {kind: 'string', length: 20},
      nullable: false,
    });
  });

  test('the check of an enum under a name of its own stays a check', async () => {
    const {tables} = await modelWith(
      [entity({name: 'Thing', properties: {id, a: p.enum(['x'])}})],
      {
        namingStrategy: class extends EntityCaseNamingStrategy {
          override indexName(table: string, columns: string[], type: string): string {
            return `${type}_${table}_${columns.join('_')}`;
          }
        },
      },
    );
    expect(tables[0]?.columns[1]?.type).toEqual({kind: 'text'});
    expect(tables[0]?.checks).toEqual([{name: 'check_Thing_a', expression: `"a" in ('x')`}]);
    expect(tables[0]?.primaryKey).toEqual({name: 'primary_Thing_id', columns: ['id']});
  });
});

describe('defaults', () => {
  test.for([
    [p.string().default("it's"), {kind: 'value', value: "it's"}],
    [p.string().default("''"), {kind: 'value', value: "''"}],
    [p.string().defaultRaw("'it''s'"), {kind: 'value', value: "it's"}],
    [p.string().defaultRaw("lower('A')"), {kind: 'sql', sql: "lower('A')"}],
    [p.integer().default(0), {kind: 'value', value: 0}],
    [p.float().default(-0.5), {kind: 'value', value: -0.5}],
    [p.boolean().default(false), {kind: 'value', value: false}],
    [p.json().default('{"a":1}'), {kind: 'value', value: '{"a":1}'}],
    [p.array().default(['a']), {kind: 'value', value: '{a}'}],
    [p.enum(['x']).default('x'), {kind: 'value', value: 'x'}],
    [p.enum(['x']).array().default(['x']), {kind: 'sql', sql: "'{x}'"}],
    [p.datetime().defaultRaw('now()'), {kind: 'sql', sql: 'now()'}],
    [p.boolean().nullable().default(null), undefined],
  ] as const)('%# of PostgreSQL', async ([property, expected]) => {
    expect((await columnsOf({a: property}, 'postgresql'))[0]?.default).toEqual(expected);
  });
});

test('what has no place in a schema is left out and named, and nothing fails', async () => {
  const {tables, leftOut} = await modelOf(outsiders(), 'postgresql');

  expect(tables.map(({name, checks}) => [name, checks.length])).toEqual([
    ['excluding', 0],
    ['guarded', 0],
    ['parted', 0],
    ['triggered', 0],
  ]);
  expect(leftOut.map(({kind, text}) => [kind, text])).toEqual([
    ['constraint', 'constraint ex1 of excluding is not made by revisions'],
    ['policy', 'policy pol1 of guarded is not made by revisions'],
    ['partitions', 'partitioned table parted is made without its partitions'],
    ['trigger', 'trigger trg1 of triggered is not made by revisions'],
    ['view', 'view org_view is not made by revisions'],
    ['wildcardSchema', 'table roaming is of every schema, and made in none'],
  ]);
});

test('an index that says more than an index can is left out and named', async () => {
  const statement = 'create index one on thing (a) tablespace fast';
  const thing = entity({
    name: 'Thing',
    properties: {id, a: p.string()},
    indexes: [{name: 'one', expression: statement}],
  });
  const {tables, leftOut} = await modelOf([thing], 'postgresql');
  expect(tables[0]?.indexes).toEqual([]);
  expect(leftOut.map(({text}) => text)).toEqual([
    'index one of thing says more than revisions can',
  ]);
});

describe('configuration', () => {
  const thing = entity({name: 'Thing', properties: {id, a: p.string().index()}});
  const user = entity({
    name: 'User',
    properties: {id, thing: () => p.manyToOne(thing), other: () => p.manyToOne(thing)},
  });

  test('skipTables', async () => {
    const {tables} = await modelWith([thing, user], {schemaGenerator: {skipTables: ['user']}});
    expect(tables.map(({name}) => name)).toEqual(['thing']);
  });

  test('another default schema', async () => {
    const {tables} = await modelWith([thing, user], {schema: 'sales'});
    expect(tables.map(({schema, name}) => [schema, name])).toEqual([
      ['sales', 'thing'],
      ['sales', 'user'],
    ]);
    expect(tables[1]?.foreignKeys[0]?.references.table).toEqual({schema: 'sales', name: 'thing'});
    expect(tables[0]?.columns[1]?.type).toEqual({kind: 'string'});
  });

  test('no foreign keys at all', async () => {
    const {tables} = await modelWith([thing, user], {
      schemaGenerator: {createForeignKeyConstraints: false},
    });
    expect(tables.flatMap(({foreignKeys}) => foreignKeys)).toEqual([]);
  });

  test('an index for each foreign key on SQLite', async () => {
    const {tables} = await modelWith([thing, user], {driver: SqliteDriver, dbName: ':memory:'});
    expect(tables[1]?.indexes.map(({name}) => name)).toEqual([
      'user_thing_id_index',
      'user_other_id_index',
    ]);
  });
});

test('the model is the same every time', async () => {
  expect(await modelOf(zoo('postgresql'), 'postgresql')).toEqual(
    await modelOf(zoo('postgresql'), 'postgresql'),
  );
});
