/**
 * report refunds and units
 *
 * Revision: 9e03b6f4a82d
 * Revises: 2d5ce17f90ba
 * Created: 2026-09-28T08:30:00Z
 */
import type {Operations} from 'athanor';

export const revision = '9e03b6f4a82d';
export const downRevision = '2d5ce17f90ba';
export const dependsOn = ['6fc02a8d17b3'];

export function upgrade(op: Operations) {
  op.addColumn('daily_sales', 'units', (t) => t.integer().default(0));
  op.addColumn('daily_sales', 'refunds', (t) => t.decimal().precision(14).scale(2).default(0));
}

export function downgrade(op: Operations) {
  op.dropColumn('daily_sales', 'refunds');
  op.dropColumn('daily_sales', 'units');
}
