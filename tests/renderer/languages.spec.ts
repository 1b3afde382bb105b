import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { directionOf, languageNames, languages, type Language } from '../../core/languages';
import { annotationOn } from '../electron/workshop';
import { faults } from './page-faults';
import { picture } from './picture';
import { openWindowPage, type WindowPage } from './window-page';

const trial = await readFile(new URL('../fixtures/texts/trial.md', import.meta.url), 'utf8');
const annotations = [
  annotationOn(trial, 'a promise about metal', 1, { comment: 'Whose? 😀 cafe\u0301', tags: ['law'] }),
  annotationOn(trial, 'about metal, kept in public', 2, { color: 'green' }),
];
let opened: WindowPage | null = null;

test.afterEach(async () => {
  await opened?.browser.close();
  opened = null;
});

async function open(language: Language | 'system'): Promise<Page> {
  opened = await openWindowPage(trial, { annotations, settings: { language, sidebar: true } });
  const { page } = opened;
  await page.waitForSelector('.comment-card');
  return page;
}

const settingsWord: Readonly<Record<Language, string>> = { en: 'Settings', de: 'Einstellungen', fr: 'Réglages', es: 'Ajustes', zh: '设置', ja: '設定', ar: 'الإعدادات' };

for (const language of languages) {
  test(`the window speaks ${language} from the start`, async () => {
    const page = await open(language);
    expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir])).toEqual([language, directionOf(language)]);
    await picture(page, `language ${language}`);
    await page.keyboard.press('Control+,');
    const dialog = page.getByRole('dialog', { name: settingsWord[language] });
    await expect(dialog.getByRole('searchbox')).toBeFocused();
    // A text that was left in English, or a key, would be longer than what is the same in all languages.
    const words = language === 'en' ? '' : await page.evaluate(() => document.body.innerText);
    expect(words).not.toMatch(/\b(?:settings|toolbar|list)\.[a-z]|\b(?:Annotations:|Search annotations|Like the system|Only for this)/u);
    if (language !== 'en') await expect(page.getByText(languageNames[language])).toHaveCount(1);
    expect(await faults(page)).toEqual([]);
    await picture(page, `settings ${language}`);
  });
}

test('another language takes effect at once, and the focus stays', async () => {
  const page = await open('system');
  await page.keyboard.press('Control+,');
  const arabic = page.getByRole('radio', { name: languageNames.ar });
  await arabic.focus();
  await page.keyboard.press('Space');
  await expect(page.getByRole('dialog', { name: settingsWord.ar })).toBeVisible();
  expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir])).toEqual(['ar', 'rtl']);
  await expect(arabic).toBeFocused();
  await expect(page.locator('.cm-content')).toHaveAttribute('aria-label', '\u2068notes.txt\u2069، نص');
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => page.evaluate(() => document.documentElement.lang)).not.toBe('ar');
  await page.getByRole('radio', { name: languageNames.de }).check();
  await expect(page.getByRole('dialog', { name: settingsWord.de })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.dir)).toBe('ltr');
});

test('from right to left the window turns round, and the text keeps its own direction', async () => {
  const page = await open('ar');
  const box = async (selector: string) => (await page.locator(selector).first().boundingBox())!;
  const [list, text, card] = [await box('.sidebar'), await box('.cm-content'), await box('.comment-card')];
  expect(list.x).toBeGreaterThan(text.x + text.width - 1);
  expect(card.x + card.width).toBeLessThan(text.x + 1);
  const direction = (words: string) => page.locator('.cm-line', { hasText: words }).evaluate((line) => getComputedStyle(line).direction);
  expect(await direction('a jury of goldsmiths')).toBe('ltr');
  expect(await direction('שלום')).toBe('rtl');
  // A selection by keys stands where its letters are.
  await page.locator('.cm-content').focus();
  await page.keyboard.press('Control+Home');
  for (let press = 0; press < 5; press += 1) await page.keyboard.press('Shift+ArrowRight');
  const [drawn, line] = [await box('.cm-selectionBackground'), await page.locator('.cm-line').first().evaluate((element) => {
    const range = document.createRange();
    range.setStart(element.firstChild!, 0);
    range.setEnd(element.firstChild!, 5);
    const { x, width } = range.getBoundingClientRect();
    return { x, width };
  })];
  expect(Math.abs(drawn.x - line.x)).toBeLessThan(2);
  expect(Math.abs(drawn.width - line.width)).toBeLessThan(3);
  await picture(page, 'arabic with a selection');
});
