/**
 * add daily sales for the reports
 *
 * The reporting database is brought up by its own team: this line stays apart.
 *
 * Revision: 2d5ce17f90ba
 * Revises: 7ab35e10c9d4
 * Created: 2026-04-22T17:59:00Z
 */
import type {Operations} from 'athanor';

export const revision = '2d5ce17f90ba';
export const downRevision = '7ab35e10c9d4';
export const branchLabels = ['reports'];

export function upgrade(op: Operations) {
  op.createTable(
    'daily_sales',
    (t) => ({
      day: t.date(),
      currency: t.character().length(3),
      orders: t.integer().default(0),
      revenue: t.decimal().precision(14).scale(2).default(0),
    }),
    {primaryKey: ['day', 'currency']},
  );
}

export function downgrade(op: Operations) {
  op.dropTable('daily_sales');
}
