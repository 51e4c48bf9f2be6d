/**
 * move stock counts into movements
 *
 * What a product has in stock is the sum of its movements from here on. Taken back, the movements
 * stay, and products that have some are not counted twice when this is applied again.
 *
 * Revision: af2d08c6e491
 * Revises: 46e1a9f7b05c
 * Created: 2026-06-29T12:10:00Z
 */
import type {Operations} from 'athanor';

export const revision = 'af2d08c6e491';
export const downRevision = '46e1a9f7b05c';

export function upgrade(op: Operations) {
  op.execute(`
    insert into warehouse (code, name)
    select 'MAIN', 'Main warehouse'
    where exists (select 1 from product where stock_count <> 0)
      and not exists (select 1 from warehouse where code = 'MAIN')
  `);
  op.execute(`
    insert into stock_movement (warehouse_id, product_id, quantity, reason)
    select warehouse.id, product.id, product.stock_count, 'opening'
    from product
    join warehouse on warehouse.code = 'MAIN'
    where product.stock_count <> 0
      and not exists (select 1 from stock_movement where product_id = product.id)
  `);
  op.dropColumn('product', 'stock_count');
}

export function downgrade(op: Operations) {
  op.addColumn('product', 'stock_count', (t) => t.integer().default(0));
  op.execute(`
    update product
    set stock_count = (
      select coalesce(sum(quantity), 0) from stock_movement where product_id = product.id
    )
  `);
}
