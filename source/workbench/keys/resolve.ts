import type {State} from '../store/state.ts';
import {bindingsOf, keysOf, type ActionName, type PlacedBinding, type Scope} from './bindings.ts';
import {scopesOf} from './scopes.ts';

/** What a key means now. */
export type Resolution =
  | {readonly kind: 'action'; readonly action: ActionName}
  | {readonly kind: 'unavailable'; readonly binding: PlacedBinding; readonly reason: string}
  /** Nothing is bound to it here. */
  | {readonly kind: 'none'};

/** What a key means in a state: the first scope from the inside out that knows it decides. */
export function resolveKey(state: State, key: string): Resolution {
  const binding = findBinding(scopesOf(state), key);
  if (binding === undefined) return {kind: 'none'};
  const reason = binding.disabled?.(state);
  if (reason !== undefined) return {kind: 'unavailable', binding, reason};
  return {kind: 'action', action: binding.action};
}

/** The binding of a key in these scopes. */
function findBinding(scopes: readonly Scope[], key: string): PlacedBinding | undefined {
  for (const scope of scopes) {
    const found = byKey(scope).get(key);
    if (found) return found;
  }
  return undefined;
}

const tables = new Map<Scope, ReadonlyMap<string, PlacedBinding>>();

function byKey(scope: Scope): ReadonlyMap<string, PlacedBinding> {
  const known = tables.get(scope);
  if (known) return known;
  const table = new Map(
    bindingsOf(scope).flatMap((binding) => keysOf(binding).map((key) => [key, binding] as const)),
  );
  tables.set(scope, table);
  return table;
}
