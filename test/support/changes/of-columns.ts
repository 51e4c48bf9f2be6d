import {p} from '@mikro-orm/core';
import {properties, type EntityChange} from './entity-change.ts';

const native = (...items: readonly string[]) => p.enum([...items]).nativeEnumName('state');

/** Changes of columns. */
export const ofColumns: readonly EntityChange[] = [
  properties('a column more', [{}, {b: p.string().nullable()}], ['add column b to thing']),
  properties(
    'a column with a default more',
    [{}, {b: p.integer().default(7)}],
    ['add column b to thing'],
  ),
  properties(
    'a column that is the time of its row',
    [{}, {b: p.datetime().defaultRaw('current_timestamp')}],
    ['add column b to thing'],
  ),
  properties('a column that must be filled', [{}, {b: p.string()}], ['add column b to thing']),
  properties('a column less', [{b: p.string().nullable()}, {}], ['drop column b of thing']),
  properties(
    'another name for a column',
    [{b: p.string()}, {c: p.string()}],
    ['add column c to thing', 'drop column b of thing'],
  ),
  properties(
    'a whole number as text',
    [{b: p.integer()}, {b: p.text()}],
    ['alter column b of thing: type'],
  ),
  properties(
    'text as a whole number',
    [{b: p.text()}, {b: p.integer()}],
    ['alter column b of thing: type'],
  ),
  properties(
    'a longer text',
    [{b: p.string().length(50)}, {b: p.string().length(100)}],
    ['alter column b of thing: type'],
    'postgresql',
  ),
  properties(
    'text without a limit',
    [{b: p.string()}, {b: p.text()}],
    ['alter column b of thing: type'],
    'postgresql',
  ),
  properties(
    'a larger whole number',
    [{b: p.integer()}, {b: p.bigint()}],
    ['alter column b of thing: type'],
  ),
  properties(
    'a more exact decimal',
    [{b: p.decimal().precision(8).scale(2)}, {b: p.decimal().precision(10).scale(4)}],
    ['alter column b of thing: type'],
  ),
  properties(
    'a time as a date',
    [{b: p.datetime()}, {b: p.date()}],
    ['alter column b of thing: type'],
  ),
  properties(
    'a column that need not be filled',
    [{b: p.string()}, {b: p.string().nullable()}],
    ['alter column b of thing: nullable'],
  ),
  properties(
    'a column that must be filled from now on',
    [{b: p.string().nullable()}, {b: p.string()}],
    ['alter column b of thing: not null'],
  ),
  properties(
    'a default',
    [{b: p.string()}, {b: p.string().default('x')}],
    ['alter column b of thing: default'],
  ),
  properties(
    'another default',
    [{b: p.integer().default(1)}, {b: p.integer().default(2)}],
    ['alter column b of thing: default'],
  ),
  properties(
    'a default in other letters',
    [{b: p.string().default('A')}, {b: p.string().default('a')}],
    ['alter column b of thing: default'],
  ),
  properties(
    'no default',
    [{b: p.string().default('x')}, {b: p.string()}],
    ['alter column b of thing: no default'],
  ),
  properties(
    'a type and a default',
    [{b: p.integer().default(1)}, {b: p.string().default('one')}],
    ['alter column b of thing: type, default'],
  ),
  properties(
    'a column comment',
    [{b: p.string()}, {b: p.string().comment("it's b")}],
    ['alter column b of thing: comment'],
    'postgresql',
  ),
  properties(
    'no column comment',
    [{b: p.string().comment('b')}, {b: p.string()}],
    ['alter column b of thing: no comment'],
    'postgresql',
  ),
  properties(
    'a collation',
    [{b: p.string()}, {b: p.string().collation('C')}],
    ['alter column b of thing: collation'],
    'postgresql',
  ),
  properties(
    'a collation on SQLite',
    [{b: p.string()}, {b: p.string().collation('nocase')}],
    ['alter column b of thing: collation'],
    'sqlite',
  ),
];

/** Changes of enums. */
export const ofEnums: readonly EntityChange[] = [
  properties(
    'a value more',
    [{b: p.enum(['x', 'y'])}, {b: p.enum(['x', 'y', 'z'])}],
    ['alter column b of thing: type'],
  ),
  properties(
    'a value less',
    [{b: p.enum(['x', 'y'])}, {b: p.enum(['x'])}],
    ['alter column b of thing: type'],
  ),
  properties(
    'a text that becomes an enum',
    [{b: p.text()}, {b: p.enum(['x', 'y'])}],
    ['alter column b of thing: type'],
  ),
  properties(
    'an enum that becomes a text',
    [{b: p.enum(['x', 'y'])}, {b: p.text()}],
    ['alter column b of thing: type'],
  ),
  properties(
    'a native enum',
    [{}, {b: native('x').nullable()}],
    ['create enum state', 'add column b to thing'],
    'postgresql',
  ),
  properties(
    'no native enum',
    [{b: native('x').nullable()}, {}],
    ['drop column b of thing', 'drop enum state'],
    'postgresql',
  ),
  properties(
    'a native value more, in the midst',
    [{b: native('x', 'z')}, {b: native('x', 'y', 'z')}],
    ["add value 'y' to enum state"],
    'postgresql',
  ),
  properties(
    'a native value less',
    [{b: native('x', 'y').default('x')}, {b: native('x').default('x')}],
    [
      'alter column b of thing: no default',
      'alter column b of thing: type',
      'drop enum state',
      'create enum state',
      'alter column b of thing: type',
      'alter column b of thing: default',
    ],
    'postgresql',
  ),
  properties(
    'a check that becomes a native enum',
    [{b: p.enum(['x', 'y'])}, {b: native('x', 'y')}],
    ['create enum state', 'alter column b of thing: type'],
    'postgresql',
  ),
];
