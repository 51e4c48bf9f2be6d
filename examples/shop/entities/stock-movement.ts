import {defineEntity, p} from '@mikro-orm/core';
import {Product} from './product.ts';
import {Warehouse} from './warehouse.ts';

export const StockMovement = defineEntity({
  name: 'StockMovement',
  indexes: [
    {
      name: 'stock_movement_product_id_occurred_at_index',
      properties: ['product', 'occurredAt'],
    },
  ],
  checks: [{name: 'stock_movement_quantity_check', expression: 'quantity <> 0'}],
  properties: {
    id: p.bigint().primary(),
    warehouse: () => p.manyToOne(Warehouse).index(),
    product: () => p.manyToOne(Product).index(false),
    quantity: p.integer(),
    reason: p.enum(['opening', 'purchase', 'sale', 'return', 'correction'] as const),
    note: p.string().length(200).nullable(),
    occurredAt: p.datetime().defaultRaw('current_timestamp'),
  },
});
