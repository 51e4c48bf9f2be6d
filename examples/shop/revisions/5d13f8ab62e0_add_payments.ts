/**
 * add payments
 *
 * Revision: 5d13f8ab62e0
 * Revises: b07e52a9d4c8
 * Created: 2026-02-17T08:55:00Z
 */
import type {Operations} from 'athanor';

export const revision = '5d13f8ab62e0';
export const downRevision = 'b07e52a9d4c8';

export function upgrade(op: Operations) {
  op.createTable(
    'payment',
    (t) => ({
      id: t.uuid().primary(),
      order_id: t.integer(),
      provider: t.enum(['card', 'paypal', 'transfer', 'gift_card']),
      reference: t.string().length(60).nullable(),
      amount: t.decimal().precision(8).scale(2),
      currency: t.character().length(3).default('EUR'),
      response: t.text().nullable(),
      settled_at: t.datetime().nullable(),
      created_at: t.datetime().defaultRaw('current_timestamp'),
    }),
    {
      uniques: {payment_reference_unique: ['provider', 'reference']},
      foreignKeys: {
        payment_order_id_foreign: {
          columns: ['order_id'],
          references: ['order', ['id']],
        },
      },
    },
  );
  op.createIndex('payment_order_id_index', 'payment', ['order_id']);
}

export function downgrade(op: Operations) {
  op.dropTable('payment');
}
