/**
 * give products a readable address
 *
 * Products that exist get theirs from the SKU, which is unique already; the shop team renames the
 * ones that customers see most.
 *
 * Revision: d95b7c3018ef
 * Revises: 0e68fb24d73a
 * Created: 2026-05-06T14:12:00Z
 */
import type {Operations} from 'athanor';

export const revision = 'd95b7c3018ef';
export const downRevision = '0e68fb24d73a';

export function upgrade(op: Operations) {
  op.addColumn('product', 'slug', (t) => t.string().length(120).nullable());
  op.execute("update product set slug = lower(replace(trim(sku), ' ', '-')) where slug is null");
  op.alterColumn('product', 'slug', {nullable: false});
  op.createUnique('product_slug_unique', 'product', ['slug']);
}

export function downgrade(op: Operations) {
  op.dropUnique('product_slug_unique', 'product');
  op.dropColumn('product', 'slug');
}
