import {expect, test} from 'vitest';
import {tablesTouched} from '../../../source/workbench/screens/plan/tables-touched.ts';

test('the tables that a rebuild changes, and no other', () => {
  const statements = [
    'create table `_athanor_product` (`id` integer not null)',
    'insert into `_athanor_product` (`id`) select `id` from `product`',
    "delete from sqlite_sequence where name = '_athanor_product'",
    "insert into sqlite_sequence (name, seq) select '_athanor_product', seq from sqlite_sequence",
    'drop table `product`',
    'alter table `_athanor_product` rename to `product`',
  ].map((sql) => ({kind: 'sql', sql, transactional: true, hazards: []}) as const);
  expect(tablesTouched(statements)).toEqual(['product']);
});
