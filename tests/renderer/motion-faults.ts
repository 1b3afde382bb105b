import type { Page } from '@playwright/test';

/** What still moves by itself in the window, or would when it changes: for someone who asked the system for less motion, nothing should. */
export async function motionFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found = new Set(document.getAnimations().filter(({ playState }) => playState === 'running').map(() => 'an animation runs'));
    const lasts = (times: string) => times.split(',').some((time) => parseFloat(time) > 0);
    for (const element of document.querySelectorAll<HTMLElement>('*')) {
      const style = getComputedStyle(element);
      const name = `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}`;
      if (style.transitionProperty !== 'none' && lasts(style.transitionDuration)) found.add(`${name}: a transition of ${style.transitionProperty}`);
      if (style.animationName !== 'none' && lasts(style.animationDuration)) found.add(`${name}: the animation ${style.animationName}`);
      if (style.scrollBehavior === 'smooth') found.add(`${name} scrolls smoothly`);
    }
    return [...found];
  });
}
