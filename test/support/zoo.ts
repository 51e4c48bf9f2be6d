import {defineEntity, p, Type, type EntitySchema, type Platform} from '@mikro-orm/core';
import type {DialectName} from '../../source/dialects/dialect.ts';

// One of everything that MikroORM's entities can say, for the tests that compare what Athanor makes of
// them with what MikroORM does.

/** Its types are those of every entity, since nothing here is loaded or saved. */
export type Entity = EntitySchema;

/** An entity as a project defines it; MikroORM checks what is said when it reads it. */
export function entity(meta: Readonly<Record<string, unknown>>): Entity {
  return Reflect.apply(defineEntity, undefined, [meta]);
}

/** A type of the project's own, with another column on each database. */
class Code extends Type<string, string> {
  override getColumnType(_: unknown, platform: Platform): string {
    return platform.constructor.name.includes('Sqlite') ? 'text' : 'varchar(77)';
  }
}

/** An entity that has a column of every type, and every option of a column. */
function types(dialect: DialectName): Entity {
  const onPostgresql = dialect === 'postgresql';
  return entity({
    name: 'Types',
    properties: {
      id: p.bigint().primary().autoincrement(),
      ...texts(),
      ...numbers(),
      ...moments(dialect),
      ...structures(dialect),
      ...enums(),
      ...(onPostgresql ? onlyPostgresql() : {col: p.string().collation('nocase')}),
      first: p.string(),
      last: p.string(),
      gen: p.string().generated(`(first || ' ' || last) stored`),
      genv: p.integer().generated(onPostgresql ? '(i * 2) stored' : '(i * 2) virtual'),
      age: p.integer().check('age >= 0'),
      ver: p.integer().version(),
      dexp: p.string().defaultRaw(`(upper('a') || 'b')`),
    },
    checks: [
      {name: 'chk_range', expression: 'i > 0 and i < 100'},
      {name: 'chk_or', expression: `s = 'a' or s in ('b', 'c,d')`},
      {name: 'chk_like', expression: `s like 'x%' or length(s) > 3`},
      {name: 'chk_between', expression: 'si between 1 and 5'},
      {name: 'chk_groups', expression: '(i > 1 or si > 1) and i < 5'},
    ],
    indexes: [...plainIndexes(dialect), ...(onPostgresql ? postgresqlIndexes : [])],
    uniques: [
      {name: 'uq_part', properties: ['last'], where: 'i > 7'},
      {name: 'uq_multi', properties: ['i', 'si']},
      ...(onPostgresql ? [{name: 'uq_defer', properties: ['ti'], deferMode: 'deferred'}] : []),
    ],
  });
}

function plainIndexes(dialect: DialectName): readonly object[] {
  const quote = dialect === 'postgresql' ? '"' : '`';
  const lower = () =>
    `create index ${quote}ix_expr${quote} on ${quote}types${quote} (lower(${quote}s${quote}))`;
  return [
    {name: 'ix_part', properties: ['s'], where: 'i > 5'},
    {name: 'ix_expr', expression: lower},
    {name: 'ix_multi', properties: ['first', 'last']},
    {name: 'ix_desc', properties: ['i'], columns: [{name: 'i', sort: 'DESC'}]},
    {name: 'ix_json', properties: ['js2.a.b']},
  ];
}

const postgresqlIndexes: readonly object[] = [
  {name: 'ix_gin', properties: ['jsonb'], type: 'gin'},
  {name: 'ix_include', properties: ['s2'], include: ['i']},
  {name: 'ix_fill', properties: ['f'], fillFactor: 70},
  {name: 'ix_brin', properties: ['dt'], type: 'brin'},
  {name: 'ix_nulls', properties: ['dbl'], columns: [{name: 'dbl', sort: 'DESC', nulls: 'LAST'}]},
  {
    name: 'ix_class',
    expression: () => 'create index "ix_class" on "types" ("first" text_pattern_ops, "last" desc)',
  },
];

const texts = () => ({
  s: p.string().default('it x'),
  s2: p.string().length(1000).nullable(),
  s3: p.string().default(''),
  ch: p.character().length(3).default('abc'),
  tx: p.text().default('t'),
  tx2: p.string().columnType('text'),
  com: p.string().comment("it's a label"),
  up: p.type(Code).nullable(),
});

const numbers = () => ({
  i: p.integer().default(0),
  si: p.smallint().default(-1),
  ti: p.tinyint().nullable(),
  bi: p.bigint().default('9007199254740991'),
  f: p.float().default(1.5),
  dbl: p.double().default(0),
  dec: p.decimal().precision(12).scale(4).default('1.5'),
  dec0: p.decimal().nullable(),
  dec2: p.decimal().precision(5),
  dneg: p.decimal().precision(8).scale(2).default('-1.50'),
  dnum: p.float().default(-0.5),
  b: p.boolean().default(true),
  b2: p.boolean().default(false),
  b3: p.boolean().nullable().default(null),
});

const moments = (dialect: DialectName) => ({
  dt: p.datetime().defaultRaw(dialect === 'postgresql' ? 'now()' : 'current_timestamp'),
  dt3: p.datetime().length(3).nullable(),
  dt6: p.datetime(6).defaultRaw('current_timestamp'),
  upd: p
    .datetime()
    .onUpdate(() => new Date())
    .nullable(),
  ts: p
    .datetime()
    .columnType(dialect === 'postgresql' ? 'timestamp' : 'datetime')
    .nullable(),
  d: p.date().nullable(),
  d2: p.date().default('2020-01-01'),
  t1: p.time().nullable(),
  t2: p.time().default('10:00:00'),
  iv: p.interval().nullable(),
  iv2: p.interval().default('1 day').nullable(),
});

const structures = (dialect: DialectName) => ({
  js: p.json().default('{"a":1,"b":[1,2]}'),
  js2: p.json().nullable(),
  arr: p.array().default(['a', 'b']),
  arr2: p.array().nullable(),
  uu: p
    .uuid()
    .defaultRaw(dialect === 'postgresql' ? 'gen_random_uuid()' : '(lower(hex(randomblob(16))))'),
  bl: p.blob().nullable(),
  bl2: p.uint8array().nullable(),
});

const enums = () => ({
  en: p.enum(['a', 'b', 'c']).default('a'),
  en2: p.enum(() => ['x', 'y z', "q'q"]).nullable(),
  enN: p.enum([1, 2, 3]).default(1),
  enArr: p.enum(['r', 'g']).array().default(['r']),
});

const onlyPostgresql = () => ({
  nen: p.enum(['n1', 'n2']).nativeEnumName('nat_en').default('n1'),
  nena: p.enum(['n1', 'n2']).nativeEnumName('nat_en').array().nullable(),
  intarr: p.array().columnType('int[]'),
  jsonb: p.json().columnType('jsonb').defaultRaw(`'{}'::jsonb`),
  inet: p.string().columnType('inet').nullable(),
  coll: p.string().collation('C'),
  num: p.string().columnType('numeric(10,2)').nullable(),
  vc: p.string().columnType('varchar').nullable(),
  tz: p.string().columnType('timestamptz').nullable(),
  bits: p.string().columnType('bit(8)').nullable(),
  rng: p.string().columnType('int4range').nullable(),
  xml: p.string().columnType('xml').nullable(),
  money: p.string().columnType('money').nullable(),
  identity: p.integer().generated('by default as identity'),
});

/** Entities with every kind of key and reference. */
function references(): readonly Entity[] {
  const Address = entity({
    name: 'Address',
    embeddable: true,
    properties: {street: p.string(), zip: p.string().length(10).nullable()},
  });
  const Org = entity({
    name: 'Org',
    comment: 'org table',
    properties: {
      id: p.integer().primary(),
      name: p.string().unique(),
      slug: p.string().length(50).index(),
    },
    uniques: [{properties: ['name', 'slug']}],
  });
  const Tag = entity({
    name: 'Tag',
    properties: {id: p.uuid().primary(), label: p.string().comment("it's a label")},
  });
  const Pair = entity({
    name: 'Pair',
    properties: {a: p.integer().primary(), b: p.string().length(20).primary(), v: p.text()},
  });
  const PairUser = entity({
    name: 'PairUser',
    properties: {id: p.bigint().primary(), pair: () => p.manyToOne(Pair).nullable()},
  });
  const NodeProperties: Entity = entity({
    name: 'Node_',
    properties: {
      id: p.integer().primary(),
      parent: () => p.manyToOne(NodeProperties).nullable().deleteRule('set null'),
      tags: () => p.manyToMany(Tag),
      org: () => p.manyToOne(Org).deleteRule('cascade').updateRule('restrict'),
      address: () => p.embedded(Address),
      addressJson: () => p.embedded(Address).object().nullable(),
    },
  });
  const OneToOne = entity({
    name: 'OneToOne',
    properties: {org: () => p.oneToOne(Org).primary().owner(), x: p.integer()},
  });
  const Deferred = entity({
    name: 'Deferred',
    properties: {
      id: p.integer().primary(),
      org: () => p.manyToOne(Org).deferMode('deferred'),
      loose: () => p.manyToOne(Org).createForeignKeyConstraint(false),
      named: () => p.manyToOne(Org).foreignKeyName('my_fk').joinColumn('weird col'),
    },
  });
  return [Address, Org, Tag, Pair, PairUser, NodeProperties, OneToOne, Deferred];
}

/** Two tables that refer to each other, and so cannot be created one after the other. */
function circle(): readonly Entity[] {
  const Author: Entity = entity({
    name: 'Author',
    properties: {id: p.integer().primary(), favourite: () => p.manyToOne(Book).nullable()},
  });
  const Book: Entity = entity({
    name: 'Book',
    properties: {id: p.integer().primary(), author: () => p.manyToOne(Author)},
  });
  return [Author, Book];
}

/** Inheritance within one table, and over several. */
function inheritance(): readonly Entity[] {
  const Animal = entity({
    name: 'Animal',
    discriminatorColumn: 'kind',
    discriminatorMap: {animal: 'Animal', dog: 'Dog', cat: 'Cat'},
    properties: {
      id: p.integer().primary(),
      kind: p.enum(['animal', 'dog', 'cat']),
      name: p.string(),
    },
  });
  const Dog = entity({name: 'Dog', extends: Animal, properties: {bark: p.string()}});
  const Cat = entity({name: 'Cat', extends: Animal, properties: {meow: p.integer().index()}});
  const Vehicle = entity({
    name: 'Vehicle',
    inheritance: 'tpt',
    properties: {id: p.integer().primary(), wheels: p.integer()},
  });
  const Car = entity({
    name: 'Car',
    extends: Vehicle,
    properties: {doors: p.integer().unique()},
  });
  const Truck = entity({
    name: 'Truck',
    extends: Vehicle,
    properties: {load: p.decimal().check('load > 0')},
  });
  return [Animal, Dog, Cat, Vehicle, Car, Truck];
}

/** What PostgreSQL alone has: schemas, full text. */
function elsewhere(): readonly Entity[] {
  const Other = entity({
    name: 'Other',
    schema: 'other',
    tableName: 'sch',
    properties: {
      id: p.integer().primary(),
      e: p.enum(['s1', 's2']).nativeEnumName('other.oth_en'),
    },
  });
  const FullText = entity({
    name: 'FullText',
    properties: {id: p.integer().primary(), doc: p.text()},
    indexes: [{name: 'ix_ft', properties: ['doc'], type: 'fulltext'}],
  });
  return [Other, FullText];
}

/** Every entity of the zoo that has a place in a schema of Athanor's. */
export function zoo(dialect: DialectName): Entity[] {
  return [
    types(dialect),
    ...references(),
    ...circle(),
    ...inheritance(),
    ...(dialect === 'postgresql' ? elsewhere() : []),
  ];
}
