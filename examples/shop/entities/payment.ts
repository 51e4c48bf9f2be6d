import {defineEntity, p} from '@mikro-orm/core';
import {Order} from './order.ts';

export const Payment = defineEntity({
  name: 'Payment',
  uniques: [
    {name: 'payment_provider_reference_unique', properties: ['provider', 'providerReference']},
  ],
  checks: [{name: 'payment_refund_check', expression: 'refunded <= amount'}],
  properties: {
    id: p.uuid().primary(),
    order: () => p.manyToOne(Order).index(),
    provider: p.enum(['card', 'paypal', 'transfer', 'gift_card'] as const),
    providerReference: p.string().length(120).nullable(),
    amount: p.decimal().precision(12).scale(2),
    refunded: p.decimal().precision(12).scale(2).default(0),
    currency: p.character().length(3).default('EUR'),
    response: p.json().nullable(),
    settledAt: p.datetime().nullable(),
    createdAt: p.datetime().defaultRaw('current_timestamp'),
  },
});
