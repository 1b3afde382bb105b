import { useSyncExternalStore } from 'react';
import type { Store } from './store';

/** A part of the store's state in a component. `select` must answer with the same value for the same state. */
export function useStore<State extends object, Part>(store: Store<State>, select: (state: State) => Part): Part {
  return useSyncExternalStore(store.subscribe, () => select(store.get()));
}
