import {defineEntity, p} from '@mikro-orm/core';
import {Customer} from './customer.ts';

export const Address = defineEntity({
  name: 'Address',
  uniques: [
    {
      name: 'address_one_default_unique',
      properties: ['customer', 'kind'],
      where: 'is_default',
    },
  ],
  properties: {
    id: p.integer().primary(),
    customer: () => p.manyToOne(Customer).deleteRule('cascade').index(),
    kind: p.enum(['billing', 'shipping'] as const),
    recipient: p.string().length(120),
    street: p.string().length(160),
    postalCode: p.string().length(16),
    city: p.string().length(80),
    country: p.character().length(2),
    isDefault: p.boolean().default(false),
  },
});
