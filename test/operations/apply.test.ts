import {describe, expect, test} from 'vitest';
import {apply, replay} from '../../source/operations/apply.ts';
import type {Operations} from '../../source/operations/operations.ts';
import {record} from '../../source/operations/recorder.ts';
import {emptySchema} from '../../source/schema/schema.ts';
import type {Schema} from '../../source/schema/schema.ts';
import {tableNamed} from '../../source/schema/tables.ts';
import type {Table} from '../../source/schema/table.ts';

const library = (op: Operations): void => {
  op.createEnum('state', ['in', 'out']);
  op.createTable('author', (t) => ({
    id: t.integer().autoincrement().primary(),
    name: t.string().unique(),
    born: t.date().nullable(),
  }));
  op.createTable(
    'book',
    (t) => ({
      id: t.integer().autoincrement().primary(),
      author_id: t.integer(),
      title: t.text(),
      pages: t.integer(),
      sheets: t.integer().generated('pages / 2'),
      state: t.enum(['in', 'out']).nativeEnumName('state').default('in'),
    }),
    {
      checks: {thick: 'book.pages > 10'},
      foreignKeys: {written_by: {columns: ['author_id'], references: ['author', ['id']]}},
    },
  );
  op.createIndex('book_title_index', 'book', [{expression: 'lower(title)'}, 'state'], {
    where: "title <> 'title'",
  });
};

const schema = replay(emptySchema, record(library));

const after = (fn: (op: Operations) => void, dialect?: 'postgresql' | 'sqlite'): Schema =>
  replay(schema, record(fn), dialect);

const table = (name: string, fn: (op: Operations) => void): Table => tableNamed(after(fn), {name});

const renameAuthor = (op: Operations): void => op.renameTable('author', 'writer');

const renameKey = (op: Operations): void => op.renameConstraint('author', 'author_pkey', 'key');

const both = (op: Operations): void => {
  op.only('sqlite', (inner) => inner.dropColumn('author', 'born'));
  op.only('postgresql', (inner) => inner.dropColumn('author', 'name'));
};
const names = ({tables}: Schema): readonly (string | undefined)[] | undefined =>
  tables[0]?.columns.map(({name}) => name);

describe('renaming', () => {
  test('a table carries through foreign keys and qualified names', () => {
    const renamed = after((op) => {
      op.renameTable('author', 'writer');
      op.renameTable('book', 'volume');
    });
    expect(tableNamed(renamed, {name: 'volume'})).toMatchObject({
      checks: [{expression: 'volume.pages > 10'}],
      foreignKeys: [{name: 'written_by', references: {table: {name: 'writer'}}}],
      indexes: [{name: 'book_title_index'}],
    });
  });

  test('a column carries through everything that names it', () => {
    expect(table('book', (op) => op.renameColumn('author', 'id', 'no')).foreignKeys).toMatchObject([
      {columns: ['author_id'], references: {columns: ['no']}},
    ]);
    expect(table('author', (op) => op.renameColumn('author', 'id', 'no')).primaryKey).toEqual({
      columns: ['no'],
    });
    expect(table('author', (op) => op.renameColumn('author', 'name', 'full'))).toMatchObject({
      uniques: [{name: 'author_name_unique', columns: ['full']}],
    });
    expect(table('book', (op) => op.renameColumn('book', 'title', 'name')).indexes).toMatchObject([
      {parts: [{expression: 'lower(name)'}, {column: 'state'}], where: "name <> 'title'"},
    ]);
    const pages = table('book', (op) => op.renameColumn('book', 'pages', 'leaves'));
    expect(pages.checks).toMatchObject([{expression: 'book.leaves > 10'}]);
    expect(pages.columns[4]).toMatchObject({generated: {expression: 'leaves / 2'}});
  });

  test('a primary key without a name of its own is renamed on PostgreSQL too', () => {
    expect(tableNamed(after(renameAuthor, 'postgresql'), {name: 'writer'}).primaryKey).toEqual({
      columns: ['id'],
    });
    expect(tableNamed(after(renameAuthor, 'sqlite'), {name: 'writer'}).primaryKey).toEqual({
      columns: ['id'],
    });
    expect(tableNamed(after(renameKey, 'postgresql'), {name: 'author'}).primaryKey?.name).toBe(
      'key',
    );
  });
});

describe('dropping a column', () => {
  test('takes along the constraints and indexes that it is in', () => {
    const title = table('book', (op) => op.dropColumn('book', 'title'));
    expect(title).toMatchObject({indexes: [], checks: [{name: 'thick'}]});
    expect(table('book', (op) => op.dropColumn('book', 'author_id')).foreignKeys).toEqual([]);
    expect(table('author', (op) => op.dropColumn('author', 'name')).uniques).toEqual([]);
    expect(table('book', (op) => op.dropColumn('book', 'id')).primaryKey).toBeUndefined();
    const pages = table('book', (op) => {
      op.dropColumn('book', 'sheets');
      op.dropColumn('book', 'pages');
    });
    expect(pages.checks).toEqual([]);
  });
});

describe('altering a column', () => {
  test('null takes away, what is absent stays', () => {
    const changed = table('book', (op) => {
      op.alterColumn('book', 'state', {default: null, comment: 'where it is'});
      op.alterColumn('book', 'title', {type: (t) => t.string().length(9), nullable: true});
    });
    expect(changed.columns.slice(2, 6)).toStrictEqual([
      {name: 'title', type: {kind: 'string', length: 9}, nullable: true},
      {name: 'pages', type: {kind: 'integer'}, nullable: false},
      {
        name: 'sheets',
        type: {kind: 'integer'},
        nullable: false,
        generated: {expression: 'pages / 2', stored: false},
      },
      {
        name: 'state',
        type: {kind: 'enum', items: ['in', 'out'], native: {name: 'state'}},
        nullable: false,
        comment: 'where it is',
      },
    ]);
  });

  test('a primary key makes its columns not null', () => {
    const keyed = table('author', (op) => {
      op.dropPrimaryKey('author');
      op.createPrimaryKey('p', 'author', ['born']);
    });
    expect(keyed.columns.find(({name}) => name === 'born')?.nullable).toBe(false);
  });
});

test('a value is added to an enum and to the columns of its type', () => {
  const changed = after((op) => op.addEnumValue('state', 'lost', {before: 'out'}));
  expect(changed.enums).toEqual([{name: 'state', items: ['in', 'lost', 'out']}]);
  expect(tableNamed(changed, {name: 'book'}).columns[5]?.type).toMatchObject({
    items: ['in', 'lost', 'out'],
  });
});

describe('only, execute and run', () => {
  test('only applies to its own dialect', () => {
    expect(names(after(both))).toEqual(['id', 'name', 'born']);
    expect(names(after(both, 'sqlite'))).toEqual(['id', 'name']);
    expect(names(after(both, 'postgresql'))).toEqual(['id', 'born']);
  });

  test('execute does what it declares', () => {
    const changed = after((op) => {
      op.execute('update author set born = null');
      op.execute('alter table …', {effect: (inner) => inner.dropColumn('author', 'born')});
      op.execute('create view v as select 1');
      op.run('look', async () => {});
    });
    expect(names(changed)).toEqual(['id', 'name']);
    expect(changed.unknowns).toEqual([{sql: 'create view v as select 1'}]);
  });

  test('what raw SQL may have made is said where it is missed', () => {
    const [operation] = record((op) => op.dropColumn('shelf', 'id'));
    const unsure: Schema = {...schema, unknowns: [{sql: 'create table shelf (id int)'}]};
    expect(() => operation && apply(unsure, operation)).toThrow(
      expect.objectContaining({
        message: 'there is no table shelf',
        hint: expect.stringContaining(
          'raw SQL before may have made it (create table shelf (id int))',
        ),
      }),
    );
  });
});

test('if it exists, if it does not', () => {
  const same = after((op) => {
    op.dropTable('shelf', {ifExists: true});
    op.createTable('author', (t) => ({other: t.text()}), {ifNotExists: true});
  });
  expect(same).toEqual(schema);
});

test('SQLite takes tables in any order', () => {
  const changed = after((op) => {
    op.dropTable('author');
    op.createTable('page', (t) => ({no: t.integer(), sheet: t.integer()}), {
      foreignKeys: {f: {columns: ['sheet'], references: ['sheet', ['id']]}},
    });
  }, 'sqlite');
  expect(changed.tables.map(({name}) => name)).toEqual(['book', 'page']);
});
