import {defineEntity, MikroORM, p} from '@mikro-orm/core';
import {PostgreSqlDriver} from '@mikro-orm/postgresql';
import {SqliteDriver} from '@mikro-orm/sql';
import {expect, inject, test} from 'vitest';
import {modelSchema} from '../../../source/database/model/model-schema.ts';
import {dialectNamed} from '../../../source/dialects/find.ts';
import type {Operation} from '../../../source/operations/operation.ts';
import {emptySchema} from '../../../source/schema/schema.ts';
import type {Schema} from '../../../source/schema/schema.ts';
import {nameOf} from '../../../source/schema/tables.ts';
import {
  carryOut,
  compiled as compiledForSqlite,
  database,
  live,
} from '../../dialects/sqlite/live.ts';
import {compiled, server} from './server.ts';

const Thing = defineEntity({
  name: 'Thing',
  properties: {
    id: p.bigint().primary(),
    small: p.smallint(),
    tiny: p.tinyint(),
    big: p.bigint().nullable(),
    state: p.enum(['new', "won't"]).default('new'),
    level: p.enum([1, 2, 3]),
    states: p.enum(['x', 'y']).array(),
    name: p.string(),
    short: p.string().length(5).default('it'),
    at: p.datetime(),
    precise: p.datetime().length(3).defaultRaw('current_timestamp'),
    time: p.time(),
    price: p.decimal(),
    exact: p.decimal().precision(12).scale(4).default(0),
    list: p.array(),
    data: p.json().default('{}'),
    on: p.boolean().default(true),
    key: p.uuid(),
    letter: p.character(),
    letters: p.character().length(3),
    span: p.interval(),
    bytes: p.blob(),
    float: p.float().default(-1.5),
    double: p.double(),
    text: p.text(),
    date: p.date(),
    one: p.integer().unique(),
    many: p.integer().index().comment("it's many"),
    twice: p.integer().generated('(many * 2) stored'),
  },
  checks: [{expression: 'small > 3'}, {name: 'named', expression: "name <> 'x, y'"}],
  indexes: [{properties: ['name', 'short']}],
});
const Part = defineEntity({
  name: 'Part',
  properties: {
    thing: () => p.manyToOne(Thing).primary(),
    number: p.integer().primary(),
    other: () => p.oneToOne(Thing).nullable().deleteRule('set null'),
  },
  uniques: [{properties: ['number', 'other'], name: 'part_pair'}],
});
const Node = defineEntity({
  name: 'Node',
  properties: {
    id: p.integer().primary(),
    nodes: () => p.manyToMany(Node),
    parent: () => p.manyToOne(Node).nullable().deferMode('deferred'),
  },
});

const options = {dbName: 'none', entities: [Thing, Part, Node], logger: () => undefined};

const createAll = ({tables}: Schema): readonly Operation[] => [
  ...tables.map((table): Operation => ({kind: 'createTable', table: {...table, foreignKeys: []}})),
  ...tables.flatMap((table) =>
    table.foreignKeys.map((foreignKey): Operation => ({
      kind: 'createForeignKey',
      table: nameOf(table),
      foreignKey,
    })),
  ),
];

test('what we create on SQLite is what MikroORM creates', async () => {
  const orm = new MikroORM({...options, driver: SqliteDriver});
  const theirs = database();
  theirs.exec(await orm.schema.getCreateSchemaSQL());
  const ours = database();
  const schema = modelSchema(orm, dialectNamed('sqlite'));
  const {enums, tables, unknowns} = schema;
  carryOut(ours, compiledForSqlite(createAll({enums, tables, unknowns})));

  expect(live(theirs).tables).toHaveLength(4);
  expect(live(ours)).toEqual(live(theirs));
  expect(live(ours)).toEqual({
    ...dialectNamed('sqlite').stored({enums, tables, unknowns}),
    objects: [],
    unknowns: [],
  });
});

test('what we create on PostgreSQL is what MikroORM creates', async () => {
  const orm = new MikroORM({...options, driver: PostgreSqlDriver});
  await using pg = await server(inject('postgresql'));
  await pg.ask('set search_path = public');
  for (const sql of (await orm.schema.getCreateSchemaSQL()).split(';\n')) await pg.ask(sql);
  const theirs = await pg.live();
  await pg.clear();
  await pg.ask("set search_path = ''");
  await pg.carryOut(
    compiled(createAll(modelSchema(orm, dialectNamed('postgresql'))), emptySchema, '14'),
  );

  expect(theirs.tables).toHaveLength(4);
  expect(await pg.live()).toEqual(theirs);
});
