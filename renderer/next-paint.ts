/** Resolves when what is in the page now is on the screen. A window that is hidden paints nothing, so the wait has an end. */
export function nextPaint(): Promise<void> {
  return new Promise((resolve) => {
    const limit = setTimeout(resolve, 500);
    requestAnimationFrame(() => requestAnimationFrame(() => {
      clearTimeout(limit);
      resolve();
    }));
  });
}
