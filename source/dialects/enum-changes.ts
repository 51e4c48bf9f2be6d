import type {AlterEnum} from '../operations/operation.ts';
import type {EnumType} from '../schema/schema.ts';

/** A value and what becomes of it. */
export type Pair = readonly [from: string, to: string];

/** What becomes of the values of an enum. */
export interface EnumChange {
  readonly pairs: readonly Pair[];
  /** Those that become the same as another, and are not told apart any more. */
  readonly merged: readonly string[];
  /** Those of which nothing is said: no row may hold them. */
  readonly gone: readonly string[];
}

/** Compares an enum before and after with what an operation says of its values. */
export function enumChange(from: EnumType, to: EnumType, {map = {}}: AlterEnum): EnumChange {
  const pairs = Object.entries(map);
  const becomes = (value: string): number => pairs.filter(([, its]) => its === value).length;
  return {
    pairs,
    merged: pairs.flatMap(([value, its]) =>
      from.items.includes(its) || becomes(its) > 1 ? [value] : [],
    ),
    gone: from.items.filter((item) => !to.items.includes(item) && !Object.hasOwn(map, item)),
  };
}

/** For a person. */
export const failsOn = (object: string, gone: readonly string[]): string =>
  `fails if ${object} holds ${gone.map((item) => `'${item}'`).join(' or ')}`;

/** For a person. */
export const mergesIn = (object: string): string =>
  `values of ${object} become another value, and are not told apart any more`;
