import {UnderscoreNamingStrategy} from '@mikro-orm/core';
import {PostgreSqlPlatform} from '@mikro-orm/postgresql';
import {SqlitePlatform} from '@mikro-orm/sqlite';
import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {
  defaultCheckName,
  defaultForeignKeyName,
  defaultIndexName,
  defaultPrimaryKeyName,
  defaultUniqueName,
  implicitPrimaryKeyName,
  nameLimits,
} from '../../source/schema/default-names.ts';

const named = <P extends PostgreSqlPlatform | SqlitePlatform>(platform: P): P =>
  Object.assign(platform, {namingStrategy: new UnderscoreNamingStrategy()});

const postgresql = named(new PostgreSqlPlatform());
const sqlite = named(new SqlitePlatform());

const words = fc.stringMatching(/^[a-zé_.]{1,40}$/);

describe('default names', () => {
  test.for([
    ['unique', defaultUniqueName],
    ['index', defaultIndexName],
    ['foreign', defaultForeignKeyName],
    ['check', defaultCheckName],
  ] as const)('of a %s are those of MikroORM, long ones too', ([kind, name]) => {
    fc.assert(
      fc.property(words, fc.array(words, {maxLength: 4}), (table, columns) => {
        expect(name(table, columns)).toBe(postgresql.getIndexName(table, columns, kind));
        expect(name(table, columns, nameLimits.sqlite)).toBe(
          sqlite.getIndexName(table, columns, kind),
        );
      }),
    );
  });

  test('of a primary key are those of MikroORM', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z_.]{1,80}$/), (table) => {
        expect(defaultPrimaryKeyName(table)).toBe(
          postgresql.getIndexName(table, ['id'], 'primary'),
        );
      }),
    );
  });

  test('a long name is cut and hashed', () => {
    expect(defaultUniqueName('a'.repeat(60), ['b'])).toBe(`${'a'.repeat(49)}_4e01e_unique`);
  });

  test('PostgreSQL cuts the table to fit, by bytes', () => {
    expect(implicitPrimaryKeyName('account')).toBe('account_pkey');
    expect(implicitPrimaryKeyName('x'.repeat(63))).toBe(`${'x'.repeat(58)}_pkey`);
    expect(implicitPrimaryKeyName('é'.repeat(31))).toBe(`${'é'.repeat(29)}_pkey`);
  });
});
