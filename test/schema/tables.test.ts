import {describe, expect, test} from 'vitest';
import {emptySchema} from '../../source/schema/schema.ts';
import type {Schema} from '../../source/schema/schema.ts';
import type {Table} from '../../source/schema/table.ts';
import {
  columnNamed,
  findTable,
  nameText,
  sameName,
  tableNamed,
  withTable,
  withTableAt,
  withoutTable,
} from '../../source/schema/tables.ts';

const table = (name: string, ...columns: readonly string[]): Table => ({
  name,
  columns: columns.map((column) => ({name: column, type: {kind: 'text'}, nullable: true})),
  uniques: [],
  foreignKeys: [],
  checks: [],
  indexes: [],
});

const schema: Schema = {
  ...emptySchema,
  tables: [table('account', 'id', 'email'), {...table('account'), schema: 'old'}, table('book')],
};

const names = ({tables}: Schema): readonly string[] => tables.map(nameText);

describe('look-ups', () => {
  test('a table in another schema is another table', () => {
    expect(findTable(schema, {schema: 'old', name: 'account'})?.columns).toEqual([]);
    expect(tableNamed(schema, {name: 'account'}).columns).toHaveLength(2);
    expect(sameName({name: 'a'}, {schema: 'public', name: 'a'})).toBe(false);
    expect(nameText({schema: 'old', name: 'account'})).toBe('old.account');
  });

  test('an unknown table is refused with the nearest name', () => {
    expect(() => tableNamed(schema, {name: 'acount'})).toThrow(
      expect.objectContaining({
        code: 'bad_operation',
        message: 'there is no table acount',
        hint: 'did you mean account?',
      }),
    );
    expect(() => tableNamed(schema, {name: 'invoice'})).toThrow(
      expect.objectContaining({hint: undefined}),
    );
  });

  test('raw SQL of unknown effect is named in the hint', () => {
    const unsure = {...schema, unknowns: [{sql: 'create table\n  invoice (id int)'}]};
    expect(() => tableNamed(unsure, {name: 'invoice'})).toThrow(
      expect.objectContaining({
        hint: 'raw SQL before may have made it (create table invoice (id int)): tell what it does with op.execute(sql, {effect: (op) => …})',
      }),
    );
  });

  test('an unknown column is refused with the nearest name', () => {
    expect(() => columnNamed(tableNamed(schema, {name: 'account'}), 'e_mail')).toThrow(
      expect.objectContaining({
        message: 'table account has no column e_mail',
        hint: 'did you mean email?',
      }),
    );
  });
});

describe('updates', () => {
  test('leave the order and the schema before as they were', () => {
    const changed = withTable(schema, table('account', 'id'));
    expect(names(changed)).toEqual(['account', 'old.account', 'book']);
    expect(changed.tables[0]?.columns).toHaveLength(1);
    expect(schema.tables[0]?.columns).toHaveLength(2);
    expect(names(withTable(schema, table('shelf')))).toEqual([...names(schema), 'shelf']);
    expect(names(withTableAt(schema, {name: 'account'}, table('member')))).toEqual([
      'member',
      'old.account',
      'book',
    ]);
    expect(names(withoutTable(schema, {name: 'account'}))).toEqual(['old.account', 'book']);
  });
});
