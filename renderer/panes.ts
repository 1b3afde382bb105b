interface Pane {
  readonly around: string;
  /** What takes the focus, the best first. */
  readonly stops: readonly string[];
}

/** The parts of the window in the order in which F6 goes through them. */
const panes: readonly Pane[] = [
  { around: '.toolbar', stops: ['button:not([data-disabled])'] },
  { around: '.bars', stops: ['button'] },
  { around: '.sidebar', stops: ['[aria-selected="true"]'] },
  { around: '.find-bar', stops: ['input'] },
  { around: '.start-page', stops: ['button'] },
  { around: '.cm-content', stops: [] },
  { around: '.comment-layer', stops: ['.comment-card[data-focused="true"][tabindex="0"]', '.comment-card[tabindex="0"]', '.comment-marker', '.comment-card button'] },
];

/** Gives the focus to the next part of the window that is there, or to the one before. False when there is none, or a dialog stands over all of them. */
export function nextPane(direction: 1 | -1): boolean {
  if (document.querySelector('[role="dialog"]:not(.comment-card), [role="alertdialog"]')) return false;
  const stops = panes.flatMap(({ around, stops: wanted }) => {
    const pane = document.querySelector<HTMLElement>(around);
    const stop = pane && (wanted.length === 0 ? pane : wanted.map((selector) => pane.querySelector<HTMLElement>(selector)).find((found) => found?.checkVisibility()));
    return pane && stop ? [{ pane, stop }] : [];
  });
  const now = stops.findIndex(({ pane }) => pane.contains(document.activeElement));
  // From nowhere the way back begins at the end.
  const next = stops[(now < 0 && direction === -1 ? stops.length - 1 : now + direction + stops.length) % stops.length];
  next?.stop.focus();
  return next !== undefined;
}
