import {p} from '@mikro-orm/core';
import {entity, type Entity} from '../zoo.ts';
import {id, owner, properties, thing, type EntityChange} from './entity-change.ts';

const referring = (said: (target: Entity) => unknown): readonly Entity[] => {
  const target = owner();
  return [target, thing({owner: () => said(target)})];
};

/** Changes of tables, keys and what is computed. */
export const ofTables: readonly EntityChange[] = [
  {
    name: 'a table more',
    before: () => [owner()],
    after: () => [owner(), thing({})],
    operations: ['create table thing'],
  },
  {
    name: 'a table less',
    before: () => [owner(), thing({})],
    after: () => [owner()],
    operations: ['drop table thing'],
  },
  {
    name: 'tables that refer to each other less',
    before: () => {
      const one: Entity = entity({
        name: 'One',
        properties: {id, two: () => p.manyToOne(two).nullable()},
      });
      const two: Entity = entity({
        name: 'Two',
        properties: {id, one: () => p.manyToOne(one).nullable()},
      });
      return [owner(), one, two];
    },
    after: () => [owner()],
    operations: ['drop foreign key two_one_id_foreign of two', 'drop table one', 'drop table two'],
  },
  {
    name: 'tables between which rows are many to many',
    before: () => [owner()],
    after: () => {
      const target = owner();
      return [target, thing({owners: () => p.manyToMany(target)})];
    },
    operations: ['create table thing', 'create table thing_owners'],
    on: 'postgresql',
  },
  {
    name: 'a reference less',
    before: () => referring((target) => p.manyToOne(target)),
    after: () => [owner(), thing({})],
    operations: [
      'drop foreign key thing_owner_id_foreign of thing',
      'drop column owner_id of thing',
    ],
    on: 'postgresql',
  },
  {
    name: 'what happens when an owner goes',
    before: () => referring((target) => p.manyToOne(target)),
    after: () => referring((target) => p.manyToOne(target).deleteRule('cascade')),
    operations: [
      'drop foreign key thing_owner_id_foreign of thing',
      'add foreign key thing_owner_id_foreign from thing to owner',
    ],
  },
  {
    name: 'no action becomes restrict',
    before: () => referring((target) => p.manyToOne(target).deleteRule('no action')),
    after: () => referring((target) => p.manyToOne(target).deleteRule('restrict')),
    operations: [
      'drop foreign key thing_owner_id_foreign of thing',
      'add foreign key thing_owner_id_foreign from thing to owner',
    ],
  },
  {
    name: 'a foreign key under another name',
    before: () => referring((target) => p.manyToOne(target)),
    after: () => referring((target) => p.manyToOne(target).foreignKeyName('belongs')),
    operations: [
      'drop foreign key thing_owner_id_foreign of thing',
      'add foreign key belongs from thing to owner',
    ],
  },
  {
    name: 'another primary key',
    before: () => [entity({name: 'Thing', properties: {a: p.string().primary(), b: p.string()}})],
    after: () => [entity({name: 'Thing', properties: {a: p.string(), b: p.string().primary()}})],
    operations: ['drop primary key of thing', 'add primary key (b) to thing'],
  },
  {
    name: 'a primary key of two columns',
    before: () => [entity({name: 'Thing', properties: {a: p.string().primary(), b: p.string()}})],
    after: () => [
      entity({name: 'Thing', properties: {a: p.string().primary(), b: p.string().primary()}}),
    ],
    operations: ['drop primary key of thing', 'add primary key (a, b) to thing'],
  },
  properties(
    'a computed column',
    [{}, {b: p.integer().generated('(a * 2) stored')}],
    ['add column b to thing'],
  ),
  properties(
    'a column that is computed otherwise',
    [
      {b: p.integer().generated('(a * 2) stored').index()},
      {b: p.integer().generated('(a * 3) stored').index()},
    ],
    [
      'drop index thing_b_index of thing',
      'drop column b of thing',
      'add column b to thing',
      'create index thing_b_index on thing (b)',
    ],
  ),
  properties(
    'a computed column that becomes a plain one',
    [{b: p.integer().generated('(a * 2) stored').nullable()}, {b: p.integer().nullable()}],
    ['alter column b of thing: no generated'],
  ),
];
