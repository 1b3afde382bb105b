/** Whether programs with windows find no display here. */
export function lacksDisplay(environment?: Readonly<Record<string, string | undefined>>): boolean;

/** Starts a virtual display; `name` is what DISPLAY has to be. */
export function startVirtualDisplay(): Promise<{ name: string; stop(): void }>;
