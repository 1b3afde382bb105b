import type { Page } from '@playwright/test';
import { colors } from '../../core/model/annotation';

/**
 * Pairs of colours of the page's theme that are too near each other (WCAG 2, AA), each with its contrast: letters on paper, on tints and on marks,
 * one and four of a colour over one another, in the passage and under the selection; lines that must be seen as such.
 */
export async function contrastFaults(page: Page): Promise<string[]> {
  return page.evaluate((names) => {
    type Channels = [number, number, number, number];
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
    const probe = document.body.appendChild(document.createElement('i'));
    const resolved = (color: string): Channels => {
      probe.style.color = color;
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = getComputedStyle(probe).color;
      canvas.fillRect(0, 0, 1, 1);
      const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
      return [red!, green!, blue!, alpha! / 255];
    };
    const over = (above: Channels, below: Channels): Channels => [0, 1, 2].map((at) => above[at]! * above[3] + below[at]! * (1 - above[3])).concat(1) as Channels;
    const light = (color: Channels) => {
      const [red, green, blue] = color.slice(0, 3).map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
    };
    const contrast = (one: Channels, other: Channels) => {
      const [more, less] = [light(one), light(other)].sort((a, b) => b - a);
      return (more! + 0.05) / (less! + 0.05);
    };
    const found: string[] = [];
    const need = (name: string, front: Channels, back: Channels, least: number) => {
      const value = contrast(front, back);
      if (value < least) found.push(`${name}: ${value.toFixed(2)}, not ${String(least)}`);
    };
    const role = (name: string) => resolved(`var(--${name})`);
    const [paper, ink] = [role('paper'), role('ink')];
    for (const back of ['paper', 'chrome', 'chrome-raised', 'notice', 'problem']) need(`ink on ${back}`, ink, role(back), 4.5);
    for (const back of ['paper', 'chrome', 'chrome-raised']) {
      need(`quiet on ${back}`, role('ink-quiet'), role(back), 4.5);
      need(`accent on ${back}`, role('accent'), role(back), 4.5);
    }
    need('letters on accent', role('accent-ink'), role('accent'), 4.5);
    for (const name of names) {
      const mark = role(`mark-${name}`);
      const once = over(mark, paper);
      need(`ink on ${name}`, ink, once, 4.5);
      need(`ink on four of ${name}`, ink, over(mark, over(mark, over(mark, once))), 4.5);
      need(`ink on the tint ${name}`, ink, role(name), 4.5);
      need(`line ${name} on paper`, role(`${name}-strong`), paper, 3);
      need(`line ${name} on a card`, role(`${name}-strong`), role('chrome-raised'), 3);
    }
    probe.remove();
    return found;
  }, colors);
}
