import {p} from '@mikro-orm/core';
import type {DialectName} from '../../../source/dialects/dialect.ts';
import {entity, type Entity} from '../zoo.ts';

/** A change of entities, and what it is written as. */
export interface EntityChange {
  readonly name: string;
  readonly before: () => readonly Entity[];
  readonly after: () => readonly Entity[];
  /** The lines of `describe` that the change is written as, where both databases do the same. */
  readonly operations: readonly string[];
  /** The databases on which it is a change at all; both unless told otherwise. */
  readonly on?: DialectName;
}

export type Said = Readonly<Record<string, unknown>>;

export const id = p.integer().primary();

export const thing = (properties: Said, meta: Said = {}): Entity =>
  entity({name: 'Thing', properties: {id, a: p.integer(), ...properties}, ...meta});

export const owner = (properties: Said = {}): Entity =>
  entity({name: 'Owner', properties: {id, name: p.string(), ...properties}});

/** One entity that gets other properties. */
export const properties = (
  name: string,
  [before, after]: readonly [Said, Said],
  operations: readonly string[],
  on?: DialectName,
): EntityChange => ({
  name,
  before: () => [thing(before)],
  after: () => [thing(after)],
  operations,
  ...(on === undefined ? {} : {on}),
});

/** One entity that gets other options. */
export const options = (
  name: string,
  [before, after]: readonly [Said, Said],
  operations: readonly string[],
  on?: DialectName,
): EntityChange => {
  const columns = {b: p.string(), c: p.string().nullable()};
  return {
    name,
    before: () => [thing(columns, before)],
    after: () => [thing(columns, after)],
    operations,
    ...(on === undefined ? {} : {on}),
  };
};
