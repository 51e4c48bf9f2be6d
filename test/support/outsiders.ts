import {p} from '@mikro-orm/core';
import {entity, type Entity} from './zoo.ts';

/** Entities with something that has no place in a schema of Athanor's: views, triggers, policies, partitions, exclusions. */
export function outsiders(): Entity[] {
  const View = entity({
    name: 'OrgView',
    tableName: 'org_view',
    view: true,
    expression: 'select id, name from org',
    properties: {id: p.integer().primary(), name: p.string()},
  });
  const Triggered = entity({
    name: 'Triggered',
    properties: {id: p.integer().primary()},
    triggers: [{name: 'trg1', timing: 'after', events: ['insert'], body: 'return new'}],
  });
  const Parted = entity({
    name: 'Parted',
    partitionBy: {type: 'hash', expression: ['id'], partitions: 2},
    properties: {id: p.integer().primary()},
  });
  const Guarded = entity({
    name: 'Guarded',
    rowLevelSecurity: true,
    policies: [{name: 'pol1', command: 'select', using: 'tenant = current_user'}],
    properties: {id: p.integer().primary(), tenant: p.string()},
  });
  const Excluding = entity({
    name: 'Excluding',
    checks: [{name: 'ex1', expression: 'exclude using gist (r with &&)'}],
    properties: {id: p.integer().primary(), r: p.string().columnType('int4range')},
  });
  const Roaming = entity({
    name: 'Roaming',
    schema: '*',
    properties: {id: p.integer().primary()},
  });
  return [View, Triggered, Parted, Guarded, Excluding, Roaming];
}
