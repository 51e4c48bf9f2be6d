/**
 * add customers and addresses
 *
 * Revision: 3f9a1c07e5b2
 * Revises: base
 * Created: 2026-01-12T09:24:00Z
 */
import type {Operations} from 'athanor';

export const revision = '3f9a1c07e5b2';
export const downRevision = null;

export function upgrade(op: Operations) {
  op.createTable('customer', (t) => ({
    id: t.integer().autoincrement().primary(),
    email: t.string().length(254).unique(),
    name: t.string().length(80),
    locale: t.string().length(12).default('en'),
    preferences: t.json().nullable(),
    created_at: t.datetime().defaultRaw('current_timestamp'),
  }));

  op.createTable(
    'address',
    (t) => ({
      id: t.integer().autoincrement().primary(),
      customer_id: t.integer(),
      kind: t.enum(['billing', 'shipping']),
      recipient: t.string().length(120),
      street: t.string().length(160),
      postal_code: t.string().length(16),
      city: t.string().length(80),
      country: t.character().length(2),
      is_default: t.boolean().default(false),
    }),
    {
      foreignKeys: {
        address_customer_id_foreign: {
          columns: ['customer_id'],
          references: ['customer', ['id']],
          onDelete: 'cascade',
        },
      },
    },
  );
  op.createIndex('address_customer_id_index', 'address', ['customer_id']);
  op.createIndex('address_one_default_unique', 'address', ['customer_id', 'kind'], {
    unique: true,
    where: 'is_default',
  });
}

export function downgrade(op: Operations) {
  op.dropTable('address');
  op.dropTable('customer');
}
