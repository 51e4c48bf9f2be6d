/**
 * add refunds and check amounts
 *
 * Revision: 6fc02a8d17b3
 * Revises: 1b74e93d5fa8
 * Created: 2026-09-14T15:26:00Z
 */
import type {Operations} from 'athanor';

export const revision = '6fc02a8d17b3';
export const downRevision = '1b74e93d5fa8';

export function upgrade(op: Operations) {
  op.addColumn('payment', 'refunded', (t) => t.decimal().precision(12).scale(2).default(0));
  op.createCheck('payment_refund_check', 'payment', 'refunded <= amount');

  op.createCheck('order_total_check', 'order', 'total >= 0');
  op.createCheck(
    'order_shipped_check',
    'order',
    "shipped_at is not null or status not in ('shipped', 'returned')",
  );
}

export function downgrade(op: Operations) {
  op.dropCheck('order_shipped_check', 'order');
  op.dropCheck('order_total_check', 'order');

  op.dropCheck('payment_refund_check', 'payment');
  op.dropColumn('payment', 'refunded');
}
