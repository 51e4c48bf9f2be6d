/**
 * add the catalogue
 *
 * Revision: 8c41d6e2790f
 * Revises: 3f9a1c07e5b2
 * Created: 2026-01-19T15:02:00Z
 */
import type {Operations} from 'athanor';

export const revision = '8c41d6e2790f';
export const downRevision = '3f9a1c07e5b2';

export function upgrade(op: Operations) {
  op.createTable(
    'category',
    (t) => ({
      id: t.integer().autoincrement().primary(),
      parent_id: t.integer().nullable(),
      slug: t.string().length(80).unique(),
      name: t.string().length(80),
      position: t.smallint().default(0),
    }),
    {
      foreignKeys: {
        category_parent_id_foreign: {
          columns: ['parent_id'],
          references: ['category', ['id']],
          onDelete: 'set null',
        },
      },
    },
  );
  op.createIndex('category_parent_position_index', 'category', ['parent_id', 'position']);

  op.createTable(
    'product',
    (t) => ({
      id: t.integer().autoincrement().primary(),
      sku: t.string().length(40).unique(),
      name: t.string().length(120),
      description: t.text().nullable(),
      status: t.enum(['draft', 'active']).default('draft'),
      price: t.decimal().precision(8).scale(2),
      currency: t.character().length(3).default('EUR'),
      stock_count: t.integer().default(0),
      weight_grams: t.integer().nullable(),
      attributes: t.json().nullable(),
      created_at: t.datetime().defaultRaw('current_timestamp'),
    }),
    {checks: {product_price_check: 'price >= 0'}},
  );

  op.createTable(
    'product_category',
    (t) => ({
      product_id: t.integer(),
      category_id: t.integer(),
    }),
    {
      primaryKey: ['product_id', 'category_id'],
      foreignKeys: {
        product_category_product_id_foreign: {
          columns: ['product_id'],
          references: ['product', ['id']],
          onUpdate: 'cascade',
          onDelete: 'cascade',
        },
        product_category_category_id_foreign: {
          columns: ['category_id'],
          references: ['category', ['id']],
          onUpdate: 'cascade',
          onDelete: 'cascade',
        },
      },
    },
  );
  op.only('sqlite', (op) => {
    op.createIndex('product_category_product_id_index', 'product_category', ['product_id']);
    op.createIndex('product_category_category_id_index', 'product_category', ['category_id']);
  });
}

export function downgrade(op: Operations) {
  op.dropTable('product_category');
  op.dropTable('product');
  op.dropTable('category');
}
