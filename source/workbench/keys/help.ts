import type {State} from '../store/state.ts';
import {keysOf} from './binding.ts';
import type {PlacedBinding, Scope} from './bindings.ts';
import {keyLabel} from './key-press.ts';

/** A row of the help, the footer or the palette: a binding as it stands now. */
export interface Offer {
  readonly binding: PlacedBinding;
  /** Such as `j ↓`; empty when no key leads there. */
  readonly keys: string;
  /** Why it cannot be done now. */
  readonly reason: string | undefined;
}

/** Everything that these scopes offer in a state, in the order of the table. */
export function offers(state: State, scopes: readonly Scope[]): readonly Offer[] {
  return scopes
    .flatMap((scope) => state.keys.get(scope) ?? [])
    .map((binding) => offer(state, binding));
}

/** The few that the footer has room for; what cannot be done is left out. */
export function footerOffers(state: State, scopes: readonly Scope[]): readonly Offer[] {
  return offers(state, scopes).filter(
    ({binding, reason}) => binding.footer === true && reason === undefined,
  );
}

function offer(state: State, binding: PlacedBinding): Offer {
  return {
    binding,
    keys: keysOf(binding).map(keyLabel).join(' '),
    reason: binding.disabled?.(state),
  };
}
