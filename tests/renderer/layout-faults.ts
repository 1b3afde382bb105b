import type { Page } from '@playwright/test';

/**
 * What of the window cannot be seen or reached: a page or a pane that scrolls sideways, elements that stick out of the window or of what holds them, controls
 * that something else lies over, words cut where that is not meant. Looks at the topmost dialog or menu alone when there is one.
 */
export async function layoutFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found = new Set<string>();
    const name = (element: Element) => `${element.tagName.toLowerCase()}${typeof element.className === 'string' && element.className ? `.${element.className.trim().replaceAll(' ', '.')}` : ''} “${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 30)}”`;
    /** Where words may end in dots, and where a program's text may be scrolled. */
    const cut = '.document-name, .outline-title, .recent-open span, .folded-text, .hit-quote, .hit-comment, .list-quote, .list-comment, .comment-body, .export-tag';
    const scrolled = 'pre, textarea, input';
    const { scrollWidth, scrollHeight } = document.documentElement;
    if (scrollWidth > innerWidth || scrollHeight > innerHeight) found.add(`the page scrolls: ${String(scrollWidth)} × ${String(scrollHeight)}`);
    const over = [...document.querySelectorAll('[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]')].filter((element) => element.checkVisibility()).at(-1);
    const roots = [over ?? document.body];
    for (const root of roots) {
      for (const element of [root, ...root.querySelectorAll<HTMLElement>('*')]) {
        if (!element.checkVisibility({ checkOpacity: false, checkVisibilityCSS: true }) || element.closest('.visually-hidden, svg, .scroll-track-colors, .cm-layer, .tip, [data-base-ui-focus-guard]')) continue;
        const box = element.getBoundingClientRect();
        if (box.width < 2 || box.height < 2) continue;
        if (box.left < -1 || box.right > innerWidth + 1) found.add(`beside the window: ${name(element)}`);
        const style = getComputedStyle(element);
        if (element.matches(scrolled)) continue;
        if (element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0 && style.display !== 'inline' && !element.matches(cut)) {
          if (style.overflowX !== 'visible') found.add(`cut or scrolled sideways: ${name(element)}`);
          else if (element.matches('button, a, label, h1, h2, h3, p, td, th, span') && !element.querySelector('.badge')) found.add(`words stick out: ${name(element)}`);
        }
        const scroller = scrollerOf(element);
        if (!scroller && (box.top < -1 || box.bottom > innerHeight + 1)) found.add(`beyond the window: ${name(element)}`);
      }
      for (const control of root.querySelectorAll<HTMLElement>('button, input, textarea, [role="tab"], [role="option"], [role^="menuitem"], [role="treeitem"]')) {
        if (!control.checkVisibility() || control.matches(':disabled') || control.closest('.comment-layer, [data-base-ui-focus-guard], [inert]') || control.getBoundingClientRect().width < 2) continue;
        control.scrollIntoView({ block: 'nearest', inline: 'nearest' });
        const { left, top, width, height } = control.getBoundingClientRect();
        const hit = document.elementFromPoint(left + width / 2, top + height / 2);
        if (!hit) found.add(`out of reach: ${name(control)}`);
        else if (!control.contains(hit) && !hit.contains(control) && !hit.closest('.toast, .find-bar, .mark-bar') && hit.closest('label')?.contains(control) !== true) found.add(`${name(hit)} lies over ${name(control)}`);
      }
    }
    function scrollerOf(element: Element): Element | null {
      for (let up = element.parentElement; up && up !== document.documentElement; up = up.parentElement) if (/auto|scroll|hidden/.test(getComputedStyle(up).overflowY) && up !== document.body) return up;
      return null;
    }
    return [...found];
  });
}
