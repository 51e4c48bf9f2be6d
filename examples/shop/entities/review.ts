import {defineEntity, p} from '@mikro-orm/core';
import {Customer} from './customer.ts';
import {Product} from './product.ts';

export const Review = defineEntity({
  name: 'Review',
  uniques: [{name: 'review_product_customer_unique', properties: ['product', 'customer']}],
  indexes: [
    {
      name: 'review_waiting_index',
      properties: ['createdAt'],
      where: 'published_at is null',
    },
  ],
  checks: [{name: 'review_rating_check', expression: 'rating between 1 and 5'}],
  properties: {
    id: p.integer().primary(),
    product: () => p.manyToOne(Product).deleteRule('cascade').index(false),
    customer: () => p.manyToOne(Customer).deleteRule('cascade').index(),
    rating: p.smallint(),
    title: p.string().length(120).nullable(),
    body: p.text(),
    publishedAt: p.datetime().nullable(),
    createdAt: p.datetime().defaultRaw('current_timestamp'),
  },
});
