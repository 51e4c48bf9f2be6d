import {defineEntity, p} from '@mikro-orm/core';
import {Category} from './category.ts';

export const Product = defineEntity({
  name: 'Product',
  indexes: [{name: 'product_on_sale_index', properties: ['name'], where: "status = 'active'"}],
  checks: [{name: 'product_price_check', expression: 'price >= 0'}],
  properties: {
    id: p.integer().primary(),
    sku: p.string().length(40).unique(),
    slug: p.string().length(120).unique(),
    name: p.string().length(120),
    description: p.text().nullable(),
    status: p.enum(['draft', 'active', 'retired'] as const).default('draft'),
    price: p.decimal().precision(12).scale(2),
    currency: p.character().length(3).default('EUR'),
    weightGrams: p.integer().nullable(),
    attributes: p.json<Record<string, string | number | boolean>>().nullable(),
    categories: () => p.manyToMany(Category).pivotTable('product_category'),
    createdAt: p.datetime().defaultRaw('current_timestamp'),
    updatedAt: p
      .datetime()
      .defaultRaw('current_timestamp')
      .onUpdate(() => new Date()),
  },
});
