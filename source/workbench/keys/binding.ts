import type {State} from '../store/state.ts';

/** What a key does in one place. Handlers, footer, help and palette all follow from it. */
export interface Binding {
  /** Names of keys with blanks between them; empty for what only the palette and the menu reach. */
  readonly keys: string;
  /** The word in the footer. */
  readonly title: string;
  /** The sentence in the help. */
  readonly help: string;
  /** Whether it is among the few in the footer. */
  readonly footer?: boolean;
  /** Whether the menu of the selected revision has it. */
  readonly item?: boolean;
  /** Why it cannot be done now; `undefined` when it can. */
  readonly disabled?: (state: State) => string | undefined;
}

/** The names of the keys of a binding. */
export function keysOf({keys}: Binding): readonly string[] {
  return keys.split(' ').filter(Boolean);
}
