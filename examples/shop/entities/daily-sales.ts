import {defineEntity, p} from '@mikro-orm/core';

/** Written by the nightly job, read by the reports. */
export const DailySales = defineEntity({
  name: 'DailySales',
  properties: {
    day: p.date().primary(),
    currency: p.character().length(3).primary(),
    orders: p.integer().default(0),
    units: p.integer().default(0),
    revenue: p.decimal().precision(14).scale(2).default(0),
    refunds: p.decimal().precision(14).scale(2).default(0),
  },
});
