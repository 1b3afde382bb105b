import type { Page } from '@playwright/test';
import { colors } from '../../core/model/annotation';

/**
 * Pairs of colours of the page as it is dressed now that are too near each other (WCAG 2, AA), each with its contrast: letters on paper, on tints,
 * on marks of one, two and four colours, under the selection and as a match; lines that must be seen as such. Read from the style sheets that
 * are in effect, the custom highlights' among them.
 */
export async function contrastFaults(page: Page): Promise<string[]> {
  return page.evaluate((names) => {
    type Channels = [number, number, number, number];
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
    const editor = document.querySelector('.cm-editor')!;
    const content = document.querySelector('.cm-content')!;
    const probe = document.body.appendChild(document.createElement('i'));
    const channels = (color: string): Channels => {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
      const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
      return [red!, green!, blue!, alpha! / 255];
    };
    const resolved = (color: string): Channels => {
      probe.style.color = color;
      return channels(getComputedStyle(probe).color);
    };
    const painted = (name: string, property: 'backgroundColor' | 'textDecorationColor' | 'color') => channels(getComputedStyle(content, `::highlight(${name})`)[property]);
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
    const [paper, ink, accent] = [role('paper'), role('ink'), role('accent')];
    for (const back of ['paper', 'chrome', 'chrome-raised', 'notice', 'problem']) need(`ink on ${back}`, ink, role(back), 4.5);
    for (const back of ['paper', 'chrome', 'chrome-raised']) {
      need(`quiet on ${back}`, role('ink-quiet'), role(back), 4.5);
      need(`accent on ${back}`, accent, role(back), 4.5);
    }
    need('letters on accent', role('accent-ink'), accent, 4.5);
    // The selection lies below the letters' own backgrounds.
    const layer = editor.querySelector('.cm-selectionLayer')!;
    const stripe = layer.appendChild(document.createElement('div'));
    stripe.className = 'cm-selectionBackground';
    const selection = channels(getComputedStyle(stripe).backgroundColor);
    stripe.remove();
    const match = painted('find-match', 'backgroundColor');
    const current = painted('find-current', 'backgroundColor');
    const flash = painted('manicule-flash', 'backgroundColor');
    need('the current match', painted('find-current', 'color'), current, 4.5);
    for (const [under, back] of [['paper', paper], ['the selection', over(selection, paper)]] as const) {
      need(`ink on ${under}`, ink, back, 4.5);
      need(`ink on a match on ${under}`, ink, over(match, back), 4.5);
      need(`the current match on ${under}`, current, back, 3);
      need(`the caret on ${under}`, accent, back, 3);
      for (const name of names) {
        const mark = painted(`highlight-${name}-0`, 'backgroundColor');
        const once = over(mark, back);
        const place = `${name} on ${under}`;
        need(`ink on ${place}`, ink, once, 4.5);
        need(`ink on four of ${place}`, ink, over(mark, over(mark, over(mark, once))), 4.5);
        for (const other of names) need(`ink on ${other} over ${place}`, ink, over(painted(`highlight-${other}-1`, 'backgroundColor'), once), 4.5);
        need(`ink on a match in ${place}`, ink, over(match, once), 4.5);
        need(`ink on ${name} lit up on ${under}`, ink, over(flash, once), 4.5);
        need(`the current match in ${place}`, current, once, 3);
        need(`the caret, the handles and the line of attention on ${place}`, painted('manicule-focused', 'textDecorationColor'), once, 3);
        need(`the line of what is not sure on ${place}`, painted('manicule-unsure', 'textDecorationColor'), once, 3);
        // What is selected is so for a moment only: its words must be read, its lines are seen again afterwards.
        if (under !== 'paper') continue;
        for (const style of ['underline', 'strikethrough']) need(`${style} ${place}`, painted(`${style}-${name}-0`, 'textDecorationColor'), back, 3);
        if (document.documentElement.dataset['patterns'] === 'true') need(`the pattern of ${place}`, painted(`highlight-${name}-0`, 'textDecorationColor'), once, 3);
      }
    }
    for (const name of names) {
      need(`ink on the tint ${name}`, ink, role(name), 4.5);
      need(`line ${name} on a card`, role(`${name}-strong`), role('chrome-raised'), 3);
      need(`line ${name} on the panes`, role(`${name}-strong`), role('chrome'), 3);
    }
    probe.remove();
    return found;
  }, colors);
}
