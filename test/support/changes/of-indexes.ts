import {options, type EntityChange, type Said} from './entity-change.ts';

const index = (...indexes: readonly Said[]): Said => ({indexes});
const unique = (...uniques: readonly Said[]): Said => ({uniques});
const check = (...checks: readonly Said[]): Said => ({checks});

/** Changes of indexes and unique constraints. */
export const ofIndexes: readonly EntityChange[] = [
  options(
    'an index',
    [{}, index({properties: ['b']})],
    ['create index thing_b_index on thing (b)'],
  ),
  options('no index', [index({properties: ['b']}), {}], ['drop index thing_b_index of thing']),
  options(
    'an index under another name',
    [index({name: 'one', properties: ['b']}), index({name: 'two', properties: ['b']})],
    ['drop index one of thing', 'create index two on thing (b)'],
  ),
  options(
    'an index in another order',
    [index({name: 'one', properties: ['a', 'b']}), index({name: 'one', properties: ['b', 'a']})],
    ['drop index one of thing', 'create index one on thing (b, a)'],
  ),
  options(
    'a descending index',
    [
      index({name: 'one', properties: ['a']}),
      index({name: 'one', properties: ['a'], columns: [{name: 'a', sort: 'DESC'}]}),
    ],
    ['drop index one of thing', 'create index one on thing (a)'],
  ),
  options(
    'a condition on an index',
    [
      index({name: 'one', properties: ['b']}),
      index({name: 'one', properties: ['b'], where: 'a > 1'}),
    ],
    ['drop index one of thing', 'create index one on thing (b)'],
  ),
  options(
    'another expression in an index',
    [
      index({name: 'one', expression: 'create index one on thing (lower(b))'}),
      index({name: 'one', expression: 'create index one on thing (upper(b))'}),
    ],
    ['drop index one of thing', 'create index one on thing (upper(b))'],
  ),
  options(
    'an access method',
    [
      index({name: 'one', properties: ['b']}),
      index({name: 'one', properties: ['b'], type: 'hash'}),
    ],
    ['drop index one of thing', 'create index one on thing (b)'],
    'postgresql',
  ),
  options(
    'a unique constraint',
    [{}, unique({properties: ['b', 'a']})],
    ['add unique constraint thing_b_a_unique to thing'],
  ),
  options(
    'no unique constraint',
    [unique({properties: ['b']}), {}],
    ['drop unique constraint thing_b_unique of thing'],
  ),
  options(
    'a deferred unique constraint',
    [
      unique({name: 'one', properties: ['b']}),
      unique({name: 'one', properties: ['b'], deferMode: 'deferred'}),
    ],
    ['drop unique constraint one of thing', 'add unique constraint one to thing'],
    'postgresql',
  ),
  options(
    'an index that becomes unique',
    [index({name: 'one', properties: ['b']}), unique({name: 'one', properties: ['b']})],
    ['drop index one of thing', 'add unique constraint one to thing'],
  ),
];

/** Changes of checks and comments. */
export const ofChecks: readonly EntityChange[] = [
  options('a check', [{}, check({name: 'c1', expression: 'a > 1'})], ['add check c1 to thing']),
  options('no check', [check({name: 'c1', expression: 'a > 1'}), {}], ['drop check c1 of thing']),
  options(
    'another check',
    [check({name: 'c1', expression: 'a > 1'}), check({name: 'c1', expression: 'a > 2'})],
    ['drop check c1 of thing', 'add check c1 to thing'],
  ),
  options(
    'other parentheses in a check',
    [
      check({name: 'c1', expression: '(a > 1 or b > c) and a < 5'}),
      check({name: 'c1', expression: 'a > 1 or (b > c and a < 5)'}),
    ],
    ['drop check c1 of thing', 'add check c1 to thing'],
  ),
  options('a table comment', [{}, {comment: 'things'}], ['comment on thing'], 'postgresql'),
  options('no table comment', [{comment: 'things'}, {}], ['drop comment of thing'], 'postgresql'),
];
