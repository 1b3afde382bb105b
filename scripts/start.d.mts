/** The switches that go before the project's folder. */
export function electronSwitches(): string[];

/** The switch for a command where there is no display. */
export function commandSwitches(environment?: Readonly<Record<string, string | undefined>>): string[];

/** Whether the arguments ask for a command, which needs no display, rather than a window. */
export function asksForCommand(args: readonly string[]): boolean;
