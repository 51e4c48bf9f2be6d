import {describe, expect, test} from 'vitest';
import {replay} from '../../source/operations/apply.ts';
import type {Operation} from '../../source/operations/operation.ts';
import type {Operations} from '../../source/operations/operations.ts';
import {record} from '../../source/operations/recorder.ts';
import {reverseAll} from '../../source/operations/reverse.ts';
import {emptySchema} from '../../source/schema/schema.ts';

const schema = replay(
  emptySchema,
  record((op) => {
    op.createEnum('state', ['in', 'out']);
    op.createTable('author', (t) => ({
      id: t.integer().autoincrement().primary(),
      email: t.string().length(80).nullable().unique().comment('where'),
      note: t.text().default('-'),
    }));
    op.createIndex('author_email_index', 'author', ['email', 'note'], {where: 'note is not null'});
    op.createTable('book', (t) => ({
      state: t.enum(['in', 'out']).nativeEnumName('state').default('in'),
    }));
  }),
);

const back = (fn: (op: Operations) => void): readonly Operation[] =>
  reverseAll(record(fn), schema, 'postgresql');

type Case = readonly [string, (op: Operations) => void, (op: Operations) => void];

const cases: readonly Case[] = [
  [
    'a new table takes what is on it along',
    (op) => {
      op.createTable('a', (t) => ({id: t.integer().primary(), b: t.integer()}));
      op.createTable('b', (t) => ({id: t.integer().primary(), a: t.integer()}));
      op.createIndex('i', 'a', ['b']);
      op.createForeignKey('f', 'a', ['b'], ['b', ['id']]);
      op.createCheck('c', 'b', 'id > 0');
      op.addColumn('a', 'more', (t) => t.text().nullable());
    },
    (op) => {
      op.dropForeignKey('f', 'a');
      op.dropTable('b');
      op.dropTable('a');
    },
  ],
  [
    'a foreign key goes with its table when that goes first',
    (op) => {
      op.createTable('a', (t) => ({id: t.integer().primary()}));
      op.createTable('b', (t) => ({a: t.integer()}));
      op.createForeignKey('f', 'b', ['a'], ['a', ['id']]);
    },
    (op) => {
      op.dropTable('b');
      op.dropTable('a');
    },
  ],
  [
    'a dropped table comes back with its indexes',
    (op) => op.dropTable('author'),
    (op) => {
      op.createTable('author', (t) => ({
        id: t.integer().autoincrement().primary(),
        email: t.string().length(80).nullable().unique().comment('where'),
        note: t.text().default('-'),
      }));
      op.createIndex('author_email_index', 'author', ['email', 'note'], {
        where: 'note is not null',
      });
    },
  ],
  [
    'a dropped column comes back with what went with it',
    (op) => op.dropColumn('author', 'email'),
    (op) => {
      op.addColumn('author', 'email', (t) =>
        t.string().length(80).nullable().unique().comment('where'),
      );
      op.createIndex('author_email_index', 'author', ['email', 'note'], {
        where: 'note is not null',
      });
    },
  ],
  [
    'an altered column is altered back',
    (op) =>
      op.alterColumn('author', 'email', {
        type: (t) => t.text(),
        nullable: false,
        default: 'x',
        comment: null,
      }),
    (op) =>
      op.alterColumn('author', 'email', {
        type: (t) => t.string().length(80),
        nullable: true,
        default: null,
        comment: 'where',
      }),
  ],
  [
    'columns that a primary key made not null',
    (op) => {
      op.dropPrimaryKey('author');
      op.createPrimaryKey('p', 'author', ['email']);
    },
    (op) => {
      op.dropPrimaryKey('author');
      op.alterColumn('author', 'email', {nullable: true});
      op.createPrimaryKey(null, 'author', ['id']);
    },
  ],
  [
    'renames, last first',
    (op) => {
      op.renameTable('author', 'writer');
      op.renameColumn('writer', 'note', 'remark');
      op.renameIndex('writer', 'author_email_index', 'i');
    },
    (op) => {
      op.renameIndex('writer', 'i', 'author_email_index');
      op.renameColumn('writer', 'remark', 'note');
      op.renameTable('writer', 'author');
    },
  ],
  [
    'an enum is made again without the value',
    (op) => op.addEnumValue('state', 'lost'),
    (op) => {
      op.alterColumn('book', 'state', {default: null});
      op.alterColumn('book', 'state', {type: (t) => t.text()});
      op.dropEnum('state');
      op.createEnum('state', ['in', 'out']);
      op.alterColumn('book', 'state', {
        type: (t) => t.enum(['in', 'out']).nativeEnumName('state'),
      });
      op.alterColumn('book', 'state', {default: 'in'});
    },
  ],
  [
    'only stays only, and nothing stays nothing',
    (op) => {
      op.only('postgresql', (inner) =>
        inner.dropIndex('author_email_index', 'author', {concurrently: true}),
      );
      op.only('sqlite', (inner) => inner.dropTable('nowhere', {ifExists: true}));
      op.createTable('author', (t) => ({other: t.text()}), {ifNotExists: true});
    },
    (op) =>
      op.only('postgresql', (inner) =>
        inner.createIndex('author_email_index', 'author', ['email', 'note'], {
          where: 'note is not null',
          concurrently: true,
        }),
      ),
  ],
];

describe('reverseAll', () => {
  test.for(cases)('%s', ([, there, andBack]) => {
    expect(back(there)).toStrictEqual(record(andBack));
  });

  test.for<readonly [(op: Operations) => void, string]>([
    [
      (op) => op.execute('update author\n  set note = 1'),
      'raw SQL (update author set note = 1) cannot be reversed',
    ],
    [(op) => op.run('fill', async () => {}), 'run fill cannot be reversed'],
  ])('refuses %o', ([fn, message]) => {
    expect(() => back(fn)).toThrow(
      expect.objectContaining({
        code: 'bad_operation',
        message,
        hint: 'write its way back into downgrade by hand; only its author knows it',
      }),
    );
  });
});
