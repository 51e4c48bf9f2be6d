import {useSyncExternalStore} from 'react';

/** Holds a state that changes by events alone. */
export interface Store<State, Event> {
  readonly state: () => State;
  readonly dispatch: (event: Event) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

/** A store whose next state is the reducer's answer to an event. */
export function createStore<State, Event>(
  reduce: (state: State, event: Event) => State,
  initial: State,
): Store<State, Event> {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    state: () => state,
    dispatch: (event) => {
      const next = reduce(state, event);
      if (next === state) return;
      state = next;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The state of a store, in a component that is drawn again when it changes. */
export function useStore<State, Event>({subscribe, state}: Store<State, Event>): State {
  return useSyncExternalStore(subscribe, state);
}
