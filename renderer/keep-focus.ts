import type { Reader } from './reader';

/** The parts of the window in which the focus stays when what had it goes. Anywhere else it goes to the text. */
const homes = '[role="dialog"], [role="alertdialog"], .sidebar, .comment-card, .bars, .find-bar, .start-page';
/** What takes the focus, the best first: what Tab stops at, then what only arrows reach. */
const tabStop = '[tabindex="0"]';
const stops = [`${tabStop}, :is(button, input):not(:disabled, [tabindex]), textarea, a[href]`, '[tabindex="-1"]:is(button, [role])'];
/** What is typed into has the letters and the undo for itself: it stands in for nothing but its like. */
const fields = 'textarea, input:not([type="radio"], [type="checkbox"], [type="range"])';

/** An element that was around the one with the focus, and where in it that one was. */
interface Way {
  readonly around: Element;
  readonly at: number;
}

/** Where each element stood that had the focus. */
const known = new WeakMap<Element, readonly Way[]>();

/** An element that had the focus once, or, when it is gone, what stands in its place; null when that is gone too. */
export function standIn(element: Element | null): HTMLElement | null {
  if (!(element instanceof HTMLElement) || element === document.body) return null;
  return isGone(element) ? stopNear(known.get(element) ?? [], element.matches(fields)) : element;
}

/**
 * Keeps the keyboard in use: when what has the focus is deleted, filtered out or dismissed, what stands in its place gets it, or else the
 * text. Without this the page would have it, and no key would do anything.
 */
export function keepFocus(reader: Reader): void {
  let last: Element | null = null;
  let waiting = false;
  // In this order: whether something is seen costs a style of the whole page, and this is asked with every change of it.
  const lost = () => last !== null && document.activeElement === document.body && isGone(last);
  const look = () => {
    if (waiting || !lost()) return;
    waiting = true;
    // What takes the focus somewhere on purpose, a dialog that closes for instance, does so in the next frame at the latest.
    requestAnimationFrame(() => requestAnimationFrame(() => {
      waiting = false;
      if (!lost()) return;
      const near = standIn(last);
      last = null;
      (near ?? reader.view?.contentDOM ?? stopIn(document.body, true))?.focus({ preventScroll: true });
    }));
  };
  document.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof Element)) return;
    last = target;
    known.set(target, waysTo(target));
  });
  document.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget !== null) return;
    // Left on purpose, with a click beside everything: then it is where the person wants it. What is taken out of the page is gone only after this event.
    queueMicrotask(() => {
      if (last && !isGone(last) && document.hasFocus()) last = null;
      else look();
    });
  });
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
}

function isGone(element: Element): boolean {
  return !element.isConnected || !element.checkVisibility();
}

function waysTo(element: Element): Way[] {
  const ways: Way[] = [];
  for (let inner = element; inner.parentElement?.closest(homes); inner = inner.parentElement) ways.push({ around: inner.parentElement, at: [...inner.parentElement.children].indexOf(inner) });
  return ways;
}

/** What stands where the lost element stood: the next one, or the one before, or what holds them. */
function stopNear(ways: readonly Way[], field: boolean): HTMLElement | null {
  for (const { around, at } of ways) {
    if (isGone(around)) continue;
    const children = [...around.children];
    for (const child of [...children.slice(at), ...children.slice(0, at).reverse()]) {
      const stop = stopIn(child, field);
      if (stop) return stop;
    }
    if (around instanceof HTMLElement && around.matches(tabStop)) return around;
  }
  return null;
}

function stopIn(element: Element, field: boolean): HTMLElement | null {
  for (const kind of stops) {
    const stop = [element, ...element.querySelectorAll(kind)].find((one) => one instanceof HTMLElement && one.matches(kind) && (field || !one.matches(fields)) && one.checkVisibility() && one.closest('[inert], [data-base-ui-focus-guard]') === null);
    if (stop instanceof HTMLElement) return stop;
  }
  return null;
}
