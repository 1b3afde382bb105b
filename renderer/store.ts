import { useSyncExternalStore } from 'react';

/** Holds one immutable state and tells who asked when it is replaced. */
export class Store<State extends object> {
  private readonly listeners = new Set<() => void>();

  constructor(private state: State) {}

  /** The present state. */
  get = (): State => this.state;

  /** Replaces some fields; listeners hear of it only when one of them differs. */
  set(fields: Partial<State>): void {
    const differs = (Object.keys(fields) as (keyof State)[]).some((key) => !Object.is(this.state[key], fields[key]));
    if (!differs) return;
    this.state = { ...this.state, ...fields };
    for (const listener of this.listeners) listener();
  }

  /** Calls `listener` after each replacement; answers with the function that ends it. */
  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
}

/** A part of the store's state in a component. `select` must answer with the same value for the same state. */
export function useStore<State extends object, Part>(store: Store<State>, select: (state: State) => Part): Part {
  return useSyncExternalStore(store.subscribe, () => select(store.get()));
}
