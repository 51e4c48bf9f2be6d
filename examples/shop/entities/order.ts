import {defineEntity, p} from '@mikro-orm/core';
import {Address} from './address.ts';
import {Coupon} from './coupon.ts';
import {Customer} from './customer.ts';

export const Order = defineEntity({
  name: 'Order',
  indexes: [
    {name: 'order_customer_id_placed_at_index', properties: ['customer', 'placedAt']},
    {name: 'order_open_index', properties: ['placedAt'], where: "status in ('placed', 'paid')"},
  ],
  checks: [
    {name: 'order_total_check', expression: 'total >= 0'},
    {
      name: 'order_shipped_check',
      expression: "shipped_at is not null or status not in ('shipped', 'returned')",
    },
  ],
  properties: {
    id: p.integer().primary(),
    number: p.string().length(20).unique(),
    customer: () => p.manyToOne(Customer).index(false),
    shippingAddress: () => p.manyToOne(Address).nullable().deleteRule('set null').index(),
    coupon: () => p.manyToOne(Coupon).nullable().deleteRule('set null').index(),
    status: p
      .enum(['cart', 'placed', 'paid', 'shipped', 'returned', 'cancelled'] as const)
      .default('cart'),
    total: p.decimal().precision(12).scale(2).default(0),
    currency: p.character().length(3).default('EUR'),
    customerNote: p.text().nullable(),
    placedAt: p.datetime().nullable(),
    shippedAt: p.datetime().nullable(),
    createdAt: p.datetime().defaultRaw('current_timestamp'),
  },
});
