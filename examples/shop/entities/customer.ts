import {defineEntity, p} from '@mikro-orm/core';

export interface Preferences {
  newsletter?: boolean;
  currency?: string;
}

export const Customer = defineEntity({
  name: 'Customer',
  properties: {
    id: p.integer().primary(),
    email: p.string().length(254).unique(),
    name: p.string().length(160),
    phone: p.string().length(32).nullable().index(),
    locale: p.string().length(12).default('en'),
    preferences: p.json<Preferences>().nullable(),
    createdAt: p.datetime().defaultRaw('current_timestamp'),
  },
});
