import type {DialectName} from '../../source/dialects/dialect.ts';
import type {Operations} from '../../source/operations/operations.ts';
import type {RunHooks} from '../../source/runtime/hooks.ts';
import type {TestRevision} from './histories.ts';

const mark = (op: Operations, name: string): void =>
  op.execute(`insert into mark (name) values ('${name}')`);

/** Hooks that write down too that they were called: each once for a step, and with it or not at all. */
export const killableHooks: RunHooks = {
  async beforeStep({step: {revision}}, db) {
    if (revision !== 'aa')
      await db.execute('insert into mark (name) values (?)', [`before ${revision}`]);
  },
  async afterStep({step: {revision}}, db) {
    await db.execute('insert into mark (name) values (?)', [`after ${revision}`]);
  },
};

/**
 * Three steps that write down what they do, so that a statement that took effect twice is seen. The
 * second has a statement outside any transaction, the third rebuilds a table on SQLite.
 */
export const killable = (dialect: DialectName): readonly TestRevision[] => [
  {
    id: 'aa',
    upgrade(op) {
      op.createTable('mark', (t) => ({name: t.text()}));
      op.createTable('parent', (t) => ({id: t.integer().primary(), size: t.integer().nullable()}));
      op.createTable('child', (t) => ({id: t.integer().primary(), parent_id: t.integer()}), {
        foreignKeys: {
          child_parent_id_foreign: {
            columns: ['parent_id'],
            references: ['parent', ['id']],
            onDelete: 'cascade',
          },
        },
      });
      op.execute('insert into parent (id, size) values (1, 10)');
      op.execute('insert into child (id, parent_id) values (1, 1)');
      mark(op, 'a');
    },
  },
  {
    id: 'bb',
    upgrade(op) {
      mark(op, 'b before');
      if (dialect === 'postgresql') {
        op.createIndex('mark_name_index', 'mark', ['name'], {concurrently: true});
      } else op.execute('vacuum', {transactional: false, effect: 'data'});
      mark(op, 'b after');
    },
  },
  {
    id: 'cc',
    upgrade(op) {
      op.alterColumn('parent', 'size', {nullable: false});
      mark(op, 'c');
    },
  },
];

/** A backfill of five rows in three batches that tells when a row is done twice, between two marks. */
export const inBatches: readonly TestRevision[] = [
  {
    id: 'aa',
    upgrade(op) {
      op.createTable('mark', (t) => ({name: t.text()}));
      op.createTable('item', (t) => ({id: t.text().primary(), size: t.integer()}));
      op.bulkInsert(
        'item',
        ["it's", 'b\\', 'c', 'd', 'é'].map((id, size) => ({id, size: size * 10})),
      );
    },
  },
  {
    id: 'bb',
    upgrade(op) {
      mark(op, 'before');
      op.backfill('item', {size: 'size + 1'}, {where: 'size <> 20', batch: 2});
      mark(op, 'after');
    },
  },
];
