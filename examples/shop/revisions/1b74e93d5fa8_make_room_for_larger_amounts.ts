/**
 * make room for larger amounts
 *
 * Prices in yen and forint did not fit into eight digits.
 *
 * Revision: 1b74e93d5fa8
 * Revises: af2d08c6e491
 * Created: 2026-08-20T09:47:00Z
 */
import type {Operations} from 'athanor';

export const revision = '1b74e93d5fa8';
export const downRevision = 'af2d08c6e491';

export function upgrade(op: Operations) {
  op.alterColumn('product', 'price', {type: (t) => t.decimal().precision(12).scale(2)});
  op.alterColumn('order', 'total', {type: (t) => t.decimal().precision(12).scale(2)});
  op.alterColumn('order_line', 'unit_price', {type: (t) => t.decimal().precision(12).scale(2)});
  op.alterColumn('order_line', 'discount', {type: (t) => t.decimal().precision(12).scale(2)});
  op.alterColumn('payment', 'amount', {type: (t) => t.decimal().precision(12).scale(2)});
}

export function downgrade(op: Operations) {
  op.alterColumn('payment', 'amount', {type: (t) => t.decimal().precision(8).scale(2)});
  op.alterColumn('order_line', 'discount', {type: (t) => t.decimal().precision(8).scale(2)});
  op.alterColumn('order_line', 'unit_price', {type: (t) => t.decimal().precision(8).scale(2)});
  op.alterColumn('order', 'total', {type: (t) => t.decimal().precision(8).scale(2)});
  op.alterColumn('product', 'price', {type: (t) => t.decimal().precision(8).scale(2)});
}
