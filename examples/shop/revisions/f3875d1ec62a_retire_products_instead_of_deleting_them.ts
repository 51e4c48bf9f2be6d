/**
 * retire products instead of deleting them
 *
 * Revision: f3875d1ec62a
 * Revises: 6fc02a8d17b3
 * Created: 2026-10-19T10:08:00Z
 */
import type {Operations} from 'athanor';

export const revision = 'f3875d1ec62a';
export const downRevision = '6fc02a8d17b3';

export function upgrade(op: Operations) {
  op.alterColumn('product', 'status', {type: (t) => t.enum(['draft', 'active', 'retired'])});
  op.addColumn('product', 'updated_at', (t) => t.datetime().defaultRaw('current_timestamp'));
  op.createIndex('product_on_sale_index', 'product', ['name'], {where: "status = 'active'"});
}

export function downgrade(op: Operations) {
  op.dropIndex('product_on_sale_index', 'product');
  op.dropColumn('product', 'updated_at');
  op.execute("update product set status = 'draft' where status = 'retired'");
  op.alterColumn('product', 'status', {type: (t) => t.enum(['draft', 'active'])});
}
