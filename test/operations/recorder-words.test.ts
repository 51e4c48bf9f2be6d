import {expect, test} from 'vitest';
import type {Operations} from '../../source/operations/operations.ts';
import {record} from '../../source/operations/recorder.ts';

const words: readonly (readonly [string, (op: Operations) => void, readonly object[]])[] = [
  [
    'dropTable',
    (op) => op.dropTable('a', {ifExists: true}),
    [{kind: 'dropTable', table: {name: 'a'}, ifExists: true}],
  ],
  [
    'renameTable',
    (op) => op.renameTable('a', 'b'),
    [{kind: 'renameTable', table: {name: 'a'}, to: 'b'}],
  ],
  [
    'setTableComment',
    (op) => op.setTableComment('a', null),
    [{kind: 'setTableComment', table: {name: 'a'}, comment: null}],
  ],
  [
    'addColumn, unique and primary',
    (op) => op.addColumn('a', 'b', (t) => t.uuid().unique().primary()),
    [
      {
        kind: 'addColumn',
        table: {name: 'a'},
        column: {name: 'b', type: {kind: 'uuid'}, nullable: false},
      },
      {kind: 'createPrimaryKey', table: {name: 'a'}, primaryKey: {columns: ['b']}},
      {kind: 'createUnique', table: {name: 'a'}, unique: {name: 'a_b_unique', columns: ['b']}},
    ],
  ],
  [
    'dropColumn',
    (op) => op.dropColumn('a', 'b'),
    [{kind: 'dropColumn', table: {name: 'a'}, column: 'b'}],
  ],
  [
    'renameColumn',
    (op) => op.renameColumn('a', 'b', 'c'),
    [{kind: 'renameColumn', table: {name: 'a'}, column: 'b', to: 'c'}],
  ],
  [
    'alterColumn',
    (op) =>
      op.alterColumn('a', 'b', {
        type: (t) => t.string().length(5),
        default: null,
        nullable: false,
        using: 'b::text',
        generated: null,
      }),
    [
      {
        kind: 'alterColumn',
        table: {name: 'a'},
        column: 'b',
        change: {
          type: {kind: 'string', length: 5},
          nullable: false,
          default: null,
          generated: null,
        },
        using: 'b::text',
      },
    ],
  ],
  [
    'alterColumn with SQL',
    (op) =>
      op.alterColumn('a', 'b', {
        defaultRaw: 'now()',
        identity: 'always',
        generated: {expression: 'c'},
        comment: 'x',
      }),
    [
      {
        kind: 'alterColumn',
        table: {name: 'a'},
        column: 'b',
        change: {
          default: {kind: 'sql', sql: 'now()'},
          identity: 'always',
          generated: {expression: 'c', stored: false},
          comment: 'x',
        },
      },
    ],
  ],
  [
    'createPrimaryKey',
    (op) => op.createPrimaryKey('p', 'a', ['b']),
    [{kind: 'createPrimaryKey', table: {name: 'a'}, primaryKey: {name: 'p', columns: ['b']}}],
  ],
  [
    'createPrimaryKey without a name',
    (op) => op.createPrimaryKey(null, 'a', ['b']),
    [{kind: 'createPrimaryKey', table: {name: 'a'}, primaryKey: {columns: ['b']}}],
  ],
  [
    'dropPrimaryKey',
    (op) => op.dropPrimaryKey('a'),
    [{kind: 'dropPrimaryKey', table: {name: 'a'}}],
  ],
  [
    'createUnique',
    (op) => op.createUnique('u', 'a', ['b'], {deferrable: 'immediate'}),
    [
      {
        kind: 'createUnique',
        table: {name: 'a'},
        unique: {name: 'u', columns: ['b'], deferrable: 'immediate'},
      },
    ],
  ],
  [
    'createForeignKey',
    (op) => op.createForeignKey('f', 'a', ['b'], ['c', ['d']], {onUpdate: 'set null'}),
    [
      {
        kind: 'createForeignKey',
        table: {name: 'a'},
        foreignKey: {
          name: 'f',
          columns: ['b'],
          references: {table: {name: 'c'}, columns: ['d']},
          onUpdate: 'set null',
        },
      },
    ],
  ],
  [
    'createCheck',
    (op) => op.createCheck('c', 'a', 'b > 0'),
    [{kind: 'createCheck', table: {name: 'a'}, check: {name: 'c', expression: 'b > 0'}}],
  ],
  [
    'dropUnique',
    (op) => op.dropUnique('u', 'a'),
    [{kind: 'dropConstraint', table: {name: 'a'}, type: 'unique', name: 'u'}],
  ],
  [
    'dropForeignKey',
    (op) => op.dropForeignKey('f', 'a'),
    [{kind: 'dropConstraint', table: {name: 'a'}, type: 'foreignKey', name: 'f'}],
  ],
  [
    'dropCheck',
    (op) => op.dropCheck('c', 'a'),
    [{kind: 'dropConstraint', table: {name: 'a'}, type: 'check', name: 'c'}],
  ],
  [
    'renameConstraint',
    (op) => op.renameConstraint('a', 'u', 'v'),
    [{kind: 'renameConstraint', table: {name: 'a'}, name: 'u', to: 'v'}],
  ],
  [
    'createIndex',
    (op) =>
      op.createIndex('i', 'a', [{column: 'b', order: 'desc', nulls: 'last'}], {
        unique: true,
        using: 'gin',
        include: ['c'],
        with: {fillfactor: 70},
        concurrently: true,
      }),
    [
      {
        kind: 'createIndex',
        table: {name: 'a'},
        index: {
          name: 'i',
          parts: [{column: 'b', order: 'desc', nulls: 'last'}],
          unique: true,
          using: 'gin',
          include: ['c'],
          with: {fillfactor: 70},
        },
        concurrently: true,
      },
    ],
  ],
  [
    'dropIndex',
    (op) => op.dropIndex('i', 'a'),
    [{kind: 'dropIndex', table: {name: 'a'}, name: 'i'}],
  ],
  [
    'renameIndex',
    (op) => op.renameIndex('a', 'i', 'j'),
    [{kind: 'renameIndex', table: {name: 'a'}, name: 'i', to: 'j'}],
  ],
  [
    'createEnum',
    (op) => op.createEnum({schema: 's', name: 'e'}, ['x']),
    [{kind: 'createEnum', enum: {schema: 's', name: 'e', items: ['x']}}],
  ],
  ['dropEnum', (op) => op.dropEnum('e'), [{kind: 'dropEnum', name: 'e'}]],
  [
    'addEnumValue',
    (op) => op.addEnumValue('e', 'y', {before: 'x'}),
    [{kind: 'addEnumValue', name: 'e', value: 'y', before: 'x'}],
  ],
  [
    'alterEnum',
    (op) => op.alterEnum('e', {items: ['y'], map: {x: 'y'}}),
    [{kind: 'alterEnum', name: 'e', items: ['y'], map: {x: 'y'}}],
  ],
  [
    'renameEnumValue',
    (op) => op.renameEnumValue('e', 'x', 'y'),
    [{kind: 'alterEnum', name: 'e', map: {x: 'y'}}],
  ],
  ['createSchema', (op) => op.createSchema('s'), [{kind: 'createSchema', name: 's'}]],
  ['dropSchema', (op) => op.dropSchema('s'), [{kind: 'dropSchema', name: 's'}]],
  [
    'only',
    (op) => op.only('sqlite', (inner) => inner.dropTable('a')),
    [{kind: 'only', dialect: 'sqlite', operations: [{kind: 'dropTable', table: {name: 'a'}}]}],
  ],
];

const several = (op: Operations) => {
  op.onDatabase('a', (inner) => inner.dropTable('one'));
  op.onDatabase('b', (inner) => inner.dropTable('two'));
  op.dropTable('three');
};
const wrongOnB = (op: Operations) => op.onDatabase('b', (inner) => inner.dropTable(''));

test('of what is for one of several databases, that of the place is kept, and all of it is looked at', () => {
  const kept = (name: string) =>
    record(several, {name, known: ['a', 'b', 'c']}).map((operation) =>
      operation.kind === 'dropTable' ? operation.table.name : operation.kind,
    );
  expect([kept('a'), kept('b'), kept('c')]).toEqual([
    ['one', 'three'],
    ['two', 'three'],
    ['three'],
  ]);
  expect(record(several)).toHaveLength(3);
  expect(() => record(several, {name: 'a', known: ['a', 'c']})).toThrow(
    /no environment has a database/,
  );
  expect(() => record(wrongOnB, {name: 'a', known: ['a', 'b']})).toThrow(
    expect.objectContaining({code: 'bad_operation'}),
  );
});

test.for(words)('%s', ([, fn, operations]) => {
  expect(record(fn)).toStrictEqual(operations);
});
