import {defineEntity, p} from '@mikro-orm/core';

export const Category = defineEntity({
  name: 'Category',
  indexes: [{name: 'category_parent_position_index', properties: ['parent', 'position']}],
  properties: {
    id: p.integer().primary(),
    parent: () => p.manyToOne(Category).nullable().deleteRule('set null').index(false),
    slug: p.string().length(80).unique(),
    name: p.string().length(80),
    position: p.smallint().default(0),
  },
});
