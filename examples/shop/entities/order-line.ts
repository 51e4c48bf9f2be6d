import {defineEntity, p} from '@mikro-orm/core';
import {Order} from './order.ts';
import {Product} from './product.ts';

export const OrderLine = defineEntity({
  name: 'OrderLine',
  checks: [{name: 'order_line_quantity_check', expression: 'quantity > 0'}],
  properties: {
    order: () => p.manyToOne(Order).primary().deleteRule('cascade').index(false),
    lineNo: p.smallint().primary(),
    product: () => p.manyToOne(Product).index(),
    quantity: p.integer(),
    unitPrice: p.decimal().precision(12).scale(2),
    discount: p.decimal().precision(12).scale(2).default(0),
  },
});
