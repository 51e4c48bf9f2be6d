import {defineEntity, p} from '@mikro-orm/core';

export const Coupon = defineEntity({
  name: 'Coupon',
  checks: [
    {name: 'coupon_percent_check', expression: 'percent between 1 and 100'},
    {name: 'coupon_period_check', expression: 'valid_until is null or valid_until >= valid_from'},
  ],
  properties: {
    code: p.string().length(32).primary(),
    description: p.string().length(200).nullable(),
    percent: p.smallint(),
    validFrom: p.date(),
    validUntil: p.date().nullable(),
    maxUses: p.integer().nullable(),
  },
});
