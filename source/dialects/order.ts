import type {TableName} from '../schema/table.ts';
import {nameText} from '../schema/tables.ts';

/** In the order of their names, by code units, so that it is the same everywhere; the nameless by what they say. */
export function byName<Named extends TableName>(things: readonly Named[]): readonly Named[] {
  const keyed = things.map((thing) => ({
    thing,
    name: nameText(thing),
    text: JSON.stringify(thing),
  }));
  return keyed
    .toSorted((one, other) => compare(one.name, other.name) || compare(one.text, other.text))
    .map(({thing}) => thing);
}

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));
