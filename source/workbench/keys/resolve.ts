import type {State} from '../store/state.ts';
import {keysOf} from './binding.ts';
import type {ActionName, PlacedBinding} from './bindings.ts';
import {scopesOf} from './scopes.ts';

/** What a key means now. */
export type Resolution =
  | {readonly kind: 'action'; readonly action: ActionName}
  | {readonly kind: 'unavailable'; readonly binding: PlacedBinding; readonly reason: string}
  /** Nothing is bound to it here. */
  | {readonly kind: 'none'};

/** What a key means in a state: the first scope from the inside out that knows it decides. */
export function resolveKey(state: State, key: string): Resolution {
  const binding = scopesOf(state)
    .map((scope) => byKey(state.keys.get(scope) ?? []).get(key))
    .find((found) => found !== undefined);
  if (binding === undefined) return {kind: 'none'};
  const reason = binding.disabled?.(state);
  if (reason !== undefined) return {kind: 'unavailable', binding, reason};
  return {kind: 'action', action: binding.action};
}

const tables = new WeakMap<readonly PlacedBinding[], ReadonlyMap<string, PlacedBinding>>();

function byKey(bindings: readonly PlacedBinding[]): ReadonlyMap<string, PlacedBinding> {
  const known = tables.get(bindings);
  if (known) return known;
  const table = new Map(
    bindings.flatMap((binding) => keysOf(binding).map((key) => [key, binding] as const)),
  );
  tables.set(bindings, table);
  return table;
}
