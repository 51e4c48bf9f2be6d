/**
 * add coupons, one to an order
 *
 * Revision: 91c6d03fe87b
 * Revises: b07e52a9d4c8
 * Created: 2026-02-24T16:37:00Z
 */
import type {Operations} from 'athanor';

export const revision = '91c6d03fe87b';
export const downRevision = 'b07e52a9d4c8';

export function upgrade(op: Operations) {
  op.createTable(
    'coupon',
    (t) => ({
      code: t.string().length(32).primary(),
      description: t.string().length(200).nullable(),
      percent: t.smallint(),
      valid_from: t.date(),
      valid_until: t.date().nullable(),
      max_uses: t.integer().nullable(),
    }),
    {
      checks: {
        coupon_percent_check: 'percent between 1 and 100',
        coupon_period_check: 'valid_until is null or valid_until >= valid_from',
      },
    },
  );

  op.addColumn('order', 'coupon_code', (t) => t.string().length(32).nullable());
  op.createForeignKey('order_coupon_code_foreign', 'order', ['coupon_code'], ['coupon', ['code']], {
    onDelete: 'set null',
  });
  op.createIndex('order_coupon_code_index', 'order', ['coupon_code']);
}

export function downgrade(op: Operations) {
  op.dropIndex('order_coupon_code_index', 'order');
  op.dropForeignKey('order_coupon_code_foreign', 'order');
  op.dropColumn('order', 'coupon_code');
  op.dropTable('coupon');
}
