import {defineEntity, p} from '@mikro-orm/core';

export const Warehouse = defineEntity({
  name: 'Warehouse',
  properties: {
    id: p.integer().primary(),
    code: p.string().length(8).unique(),
    name: p.string().length(80),
    opensAt: p.time().nullable(),
    active: p.boolean().default(true),
  },
});
