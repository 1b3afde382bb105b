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

  /** Calls `act` once: now when the state is such, or else as soon as it is. */
  when(isSuch: (state: State) => boolean, act: () => void): void {
    if (isSuch(this.state)) {
      act();
      return;
    }
    const end = this.subscribe(() => {
      if (!isSuch(this.state)) return;
      end();
      act();
    });
  }
}
