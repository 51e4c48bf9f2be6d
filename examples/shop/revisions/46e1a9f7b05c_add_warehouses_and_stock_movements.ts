/**
 * add warehouses and stock movements
 *
 * Revision: 46e1a9f7b05c
 * Revises: d95b7c3018ef
 * Created: 2026-06-15T07:33:00Z
 */
import type {Operations} from 'athanor';

export const revision = '46e1a9f7b05c';
export const downRevision = 'd95b7c3018ef';

export function upgrade(op: Operations) {
  op.createTable('warehouse', (t) => ({
    id: t.integer().autoincrement().primary(),
    code: t.string().length(8).unique(),
    name: t.string().length(80),
    opens_at: t.time().nullable(),
    active: t.boolean().default(true),
  }));

  op.createTable(
    'stock_movement',
    (t) => ({
      id: t.bigint().autoincrement().primary(),
      warehouse_id: t.integer(),
      product_id: t.integer(),
      quantity: t.integer(),
      reason: t.enum(['opening', 'purchase', 'sale', 'return', 'correction']),
      note: t.string().length(200).nullable(),
      occurred_at: t.datetime().defaultRaw('current_timestamp'),
    }),
    {
      checks: {stock_movement_quantity_check: 'quantity <> 0'},
      foreignKeys: {
        stock_movement_warehouse_id_foreign: {
          columns: ['warehouse_id'],
          references: ['warehouse', ['id']],
        },
        stock_movement_product_id_foreign: {
          columns: ['product_id'],
          references: ['product', ['id']],
        },
      },
    },
  );
  op.createIndex('stock_movement_warehouse_id_index', 'stock_movement', ['warehouse_id']);
  op.createIndex('stock_movement_product_id_occurred_at_index', 'stock_movement', [
    'product_id',
    'occurred_at',
  ]);
}

export function downgrade(op: Operations) {
  op.dropTable('stock_movement');
  op.dropTable('warehouse');
}
