/**
 * add product reviews
 *
 * Revision: 0e68fb24d73a
 * Revises: 7ab35e10c9d4
 * Created: 2026-04-08T11:48:00Z
 */
import type {Operations} from 'athanor';

export const revision = '0e68fb24d73a';
export const downRevision = '7ab35e10c9d4';

export function upgrade(op: Operations) {
  op.createTable(
    'review',
    (t) => ({
      id: t.integer().autoincrement().primary(),
      product_id: t.integer(),
      customer_id: t.integer(),
      rating: t.smallint(),
      title: t.string().length(120).nullable(),
      body: t.text(),
      published_at: t.datetime().nullable(),
      created_at: t.datetime().defaultRaw('current_timestamp'),
    }),
    {
      uniques: {review_product_customer_unique: ['product_id', 'customer_id']},
      checks: {review_rating_check: 'rating between 1 and 5'},
      foreignKeys: {
        review_product_id_foreign: {
          columns: ['product_id'],
          references: ['product', ['id']],
          onDelete: 'cascade',
        },
        review_customer_id_foreign: {
          columns: ['customer_id'],
          references: ['customer', ['id']],
          onDelete: 'cascade',
        },
      },
    },
  );
  op.createIndex('review_customer_id_index', 'review', ['customer_id']);
  op.createIndex('review_waiting_index', 'review', ['created_at'], {
    where: 'published_at is null',
  });
}

export function downgrade(op: Operations) {
  op.dropTable('review');
}
