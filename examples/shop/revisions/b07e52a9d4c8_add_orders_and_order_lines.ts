/**
 * add orders and order lines
 *
 * Revision: b07e52a9d4c8
 * Revises: 8c41d6e2790f
 * Created: 2026-02-03T10:41:00Z
 */
import type {Operations} from 'athanor';

export const revision = 'b07e52a9d4c8';
export const downRevision = '8c41d6e2790f';

export function upgrade(op: Operations) {
  op.createTable(
    'order',
    (t) => ({
      id: t.integer().autoincrement().primary(),
      number: t.string().length(20).unique(),
      customer_id: t.integer(),
      shipping_address_id: t.integer().nullable(),
      status: t
        .enum(['cart', 'placed', 'paid', 'shipped', 'returned', 'cancelled'])
        .default('cart'),
      total: t.decimal().precision(8).scale(2).default(0),
      currency: t.character().length(3).default('EUR'),
      customer_note: t.text().nullable(),
      placed_at: t.datetime().nullable(),
      shipped_at: t.datetime().nullable(),
      created_at: t.datetime().defaultRaw('current_timestamp'),
    }),
    {
      foreignKeys: {
        order_customer_id_foreign: {
          columns: ['customer_id'],
          references: ['customer', ['id']],
        },
        order_shipping_address_id_foreign: {
          columns: ['shipping_address_id'],
          references: ['address', ['id']],
          onDelete: 'set null',
        },
      },
    },
  );
  op.createIndex('order_shipping_address_id_index', 'order', ['shipping_address_id']);
  op.createIndex('order_customer_id_placed_at_index', 'order', ['customer_id', 'placed_at']);
  op.createIndex('order_open_index', 'order', ['placed_at'], {
    where: "status in ('placed', 'paid')",
  });

  op.createTable(
    'order_line',
    (t) => ({
      order_id: t.integer(),
      line_no: t.smallint(),
      product_id: t.integer(),
      quantity: t.integer(),
      unit_price: t.decimal().precision(8).scale(2),
      discount: t.decimal().precision(8).scale(2).default(0),
    }),
    {
      primaryKey: ['order_id', 'line_no'],
      checks: {order_line_quantity_check: 'quantity > 0'},
      foreignKeys: {
        order_line_order_id_foreign: {
          columns: ['order_id'],
          references: ['order', ['id']],
          onDelete: 'cascade',
        },
        order_line_product_id_foreign: {
          columns: ['product_id'],
          references: ['product', ['id']],
        },
      },
    },
  );
  op.createIndex('order_line_product_id_index', 'order_line', ['product_id']);
}

export function downgrade(op: Operations) {
  op.dropTable('order_line');
  op.dropTable('order');
}
