import {expect, test} from 'vitest';
import {replay} from '../../source/operations/apply.ts';
import type {Operations} from '../../source/operations/operations.ts';
import {record} from '../../source/operations/recorder.ts';
import {emptySchema} from '../../source/schema/schema.ts';

const schema = replay(
  emptySchema,
  record((op) => {
    op.createEnum('state', ['in']);
    op.createTable('author', (t) => ({id: t.integer().primary(), name: t.text().unique()}));
    op.createTable(
      'book',
      (t) => ({
        id: t.integer().primary(),
        author: t.integer(),
        twice: t.integer().generated('id * 2'),
        state: t.enum(['in']).nativeEnumName('state'),
      }),
      {foreignKeys: {by: {columns: ['author'], references: ['author', ['id']]}}},
    );
    op.createIndex('book_state_index', 'book', ['state']);
    op.createTable({schema: 'old', name: 'one'}, (t) => ({id: t.integer()}));
  }),
);

type Refusal = readonly [(op: Operations) => void, message: string, hint: string | undefined];

const refused: readonly Refusal[] = [
  [(op) => op.dropTable('autor'), 'there is no table autor', 'did you mean author?'],
  [
    (op) => op.createTable('book', (t) => ({id: t.text()})),
    'table book is there already',
    undefined,
  ],
  [(op) => op.renameTable('book', 'author'), 'table author is there already', undefined],
  [
    (op) => op.dropTable('author'),
    'table author is referred to by the foreign key by of book',
    "op.dropForeignKey('by', 'book') first",
  ],
  [
    (op) =>
      op.createTable('x', (t) => ({a: t.integer()}), {
        foreignKeys: {f: {columns: ['a'], references: ['nowhere', ['id']]}},
      }),
    'there is no table nowhere',
    undefined,
  ],
  [
    (op) => op.createTable('x', (t) => ({a: t.enum(['y']).nativeEnumName('sort')})),
    'there is no enum sort',
    "op.createEnum('sort', […]) first",
  ],
  [
    (op) => op.createTable('x', (t) => ({a: t.text().unique('book_state_index')})),
    'an index book_state_index is there already, on table book',
    undefined,
  ],
  [
    (op) => op.addColumn('book', 'author', (t) => t.text()),
    'table book has a column author already',
    undefined,
  ],
  [
    (op) => op.dropColumn('book', 'autor'),
    'table book has no column autor',
    'did you mean author?',
  ],
  [
    (op) => op.dropColumn('author', 'id'),
    'column id of author is referred to by the foreign key by of book',
    "op.dropForeignKey('by', 'book') first",
  ],
  [
    (op) => op.dropColumn('book', 'id'),
    'column id of book is needed by the generated column twice',
    "op.dropColumn('book', 'twice') first",
  ],
  [
    (op) => op.dropColumn({schema: 'old', name: 'one'}, 'id'),
    'column id of old.one is its only one',
    "op.dropTable('old.one') drops the table",
  ],
  [
    (op) => op.renameColumn('book', 'id', 'author'),
    'table book has a column author already',
    undefined,
  ],
  [
    (op) => op.alterColumn('book', 'id', {nullable: true}),
    'column id of book is in the primary key, which holds no null',
    "op.dropPrimaryKey('book') first",
  ],
  [
    (op) => op.createPrimaryKey('p', 'book', ['author']),
    'table book has a primary key already',
    "op.dropPrimaryKey('book') first",
  ],
  [
    (op) => op.dropPrimaryKey({schema: 'old', name: 'one'}),
    'table old.one has no primary key',
    undefined,
  ],
  [
    (op) => op.createUnique('u', 'book', ['autor']),
    'u names the column autor, which table book does not have',
    'did you mean author?',
  ],
  [
    (op) => op.createUnique('by', 'book', ['author']),
    'table book has a constraint or index named by already',
    undefined,
  ],
  [
    (op) => op.createForeignKey('f', 'book', ['author'], ['author', ['no']]),
    'table author has no column no',
    undefined,
  ],
  [
    (op) => op.dropUnique('author_nam_unique', 'author'),
    'table author has no unique constraint author_nam_unique',
    'did you mean author_name_unique?',
  ],
  [
    (op) => op.dropUnique('book_state_index', 'book'),
    'table book has no unique constraint book_state_index',
    "book_state_index is an index: op.dropIndex('book_state_index', 'book') drops it",
  ],
  [
    (op) => op.dropIndex('author_name_unique', 'author'),
    'table author has no index author_name_unique',
    "author_name_unique is a unique constraint: op.dropUnique('author_name_unique', 'author') drops it",
  ],
  [
    (op) => op.renameConstraint('book', 'book_state_index', 'x'),
    'table book has no constraint book_state_index',
    "book_state_index is an index: op.dropIndex('book_state_index', 'book') drops it",
  ],
  [
    (op) => op.createIndex('author_name_unique', 'book', ['id']),
    'an index author_name_unique is there already, on table author',
    undefined,
  ],
  [
    (op) => op.renameIndex('book', 'book_state_index', 'by'),
    'table book has a constraint or index named by already',
    undefined,
  ],
  [(op) => op.createEnum('state', ['x']), 'enum state is there already', undefined],
  [
    (op) => op.dropEnum('state'),
    'enum state is the type of book.state',
    'alter or drop book.state first',
  ],
  [(op) => op.addEnumValue('stat', 'x'), 'there is no enum stat', 'did you mean state?'],
  [(op) => op.addEnumValue('state', 'in'), "enum state has the value 'in' already", undefined],
  [
    (op) => op.addEnumValue('state', 'x', {before: 'im'}),
    "enum state has no value 'im'",
    'did you mean in?',
  ],
  [
    (op) => op.dropSchema('old'),
    'schema old is not empty: it has old.one',
    'drop what is in it first',
  ],
];

test.for(refused)('%o: %s', ([fn, message, hint]) => {
  const operations = record(fn);
  expect(() => replay(schema, operations)).toThrow(
    expect.objectContaining({code: 'bad_operation', message, hint}),
  );
});
