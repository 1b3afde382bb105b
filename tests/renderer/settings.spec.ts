import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { standardSettings, themes, type Settings } from '../../core/settings';
import { annotationOn } from '../electron/workshop';
import { dragOver } from '../e2e/screen';
import { contrastFaults } from './contrast';
import { faults, paleWords } from './page-faults';
import { picture } from './picture';
import { openWindowPage, type WindowPage } from './window-page';

const trial = await readFile(new URL('../fixtures/texts/trial.md', import.meta.url), 'utf8');
const documentId = '00000000-0000-4000-8000-000000000000';
const annotations = [
  annotationOn(trial, 'a promise about metal', 1, { comment: 'Whose? 😀 cafe\u0301', tags: ['law'] }),
  annotationOn(trial, 'about metal, kept in public', 2, { color: 'green' }),
  annotationOn(trial, 'The verdict is read aloud', 3, { color: 'purple', style: 'underline' }),
];
let opened: WindowPage | null = null;

test.afterEach(async () => {
  await opened?.browser.close();
  opened = null;
});

async function open(settings: Partial<Settings> = {}, options: { dark?: boolean; width?: number; height?: number } = {}): Promise<Page> {
  opened = await openWindowPage(trial, { ...options, annotations, settings });
  const { page } = opened;
  await page.waitForSelector('.toolbar');
  await page.locator('.cm-content').focus();
  return page;
}

/** The changes that the window asked to be saved. */
const saved = (page: Page) => page.evaluate(() => (window as unknown as { asked: { name: string; values: unknown[] }[] }).asked.filter(({ name }) => name === 'saveSettings').map(({ values }) => values[0]));
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Settings' });
const worn = (page: Page) => page.evaluate(() => ({ ...document.documentElement.dataset }));

test('in every theme everything is readable, the text, the list and the dialog, and axe finds nothing', async () => {
  const page = await open({ sidebar: true });
  await page.waitForSelector('.comment-card');
  await page.getByRole('list', { name: 'Annotations' }).waitFor();
  const wear = async (theme: Settings['look']['theme']) => {
    const settings = { ...standardSettings, sidebar: true, look: { ...standardSettings.look, theme } };
    await page.evaluate((changed) => { (window as unknown as { tell(notice: unknown): void }).tell({ kind: 'settings-changed', settings: changed }); }, settings);
    await expect.poll(() => worn(page)).toMatchObject({ theme });
  };
  expect(await faults(page)).toEqual([]);
  for (const theme of themes) {
    await wear(theme);
    expect(await contrastFaults(page), theme).toEqual([]);
    expect(await paleWords(page), theme).toEqual([]);
    await picture(page, `${theme} text`);
  }
  await page.keyboard.press('Control+,');
  await expect(dialog(page).getByRole('searchbox')).toBeFocused();
  expect(await faults(page)).toEqual([]);
  for (const theme of themes) {
    await wear(theme);
    expect(await paleWords(page), theme).toEqual([]);
    await picture(page, `${theme} settings`);
  }
});

test('like the system: dark where the system is dark, from the start', async () => {
  const page = await open({}, { dark: true });
  expect(await contrastFaults(page)).toEqual([]);
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(27, 26, 24)');
});

test('each setting takes effect at once, by the keyboard alone, and is kept', async () => {
  const page = await open();
  await page.keyboard.press('Control+,');
  await page.getByRole('group', { name: 'Theme' }).getByRole('radio', { name: 'Like the system' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => worn(page)).toMatchObject({ theme: 'dark' });
  await page.keyboard.press('Tab');
  await expect(page.getByRole('radio', { name: 'Serif', exact: true })).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('radio', { name: 'OpenDyslexic' })).toBeChecked();
  await expect.poll(() => page.evaluate(() => document.fonts.check('18px OpenDyslexic'))).toBe(true);
  const line = () => page.locator('.cm-line').first().evaluate((element) => ({ size: getComputedStyle(element).fontSize, height: getComputedStyle(element).lineHeight, align: getComputedStyle(element).textAlign }));
  for (const name of ['Text size', 'Line height', 'Line width']) {
    await page.keyboard.press('Tab');
    await expect(page.getByRole('slider', { name })).toBeFocused();
    await page.keyboard.press('ArrowRight');
  }
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  expect(await line()).toEqual({ size: '20px', height: '34px', align: 'justify' });
  await picture(page, 'dark, dyslexic, justified');
  const look = { theme: 'dark', font: 'dyslexic', fontSize: 20, lineHeight: 1.7, lineWidth: 75, justified: true };
  expect((await saved(page)).at(-1)).toEqual({ look });
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toHaveCount(0);
  await expect(page.locator('.cm-content')).toBeFocused();
  await page.keyboard.press('Control+0');
  expect((await saved(page)).at(-1)).toEqual({ look: { ...look, fontSize: 18 } });
});

test('a look only for this document', async () => {
  const page = await open();
  await page.keyboard.press('Control+,');
  await page.getByRole('switch', { name: 'Only for this document' }).click();
  await page.getByRole('radio', { name: 'Sepia' }).check();
  const sepia = { ...standardSettings.look, theme: 'sepia' };
  expect((await saved(page)).at(-1)).toEqual({ documentLooks: { [documentId]: sepia } });
  expect(await worn(page)).toMatchObject({ theme: 'sepia' });
  await page.getByRole('switch', { name: 'Only for this document' }).click();
  expect((await saved(page)).at(-1)).toEqual({ documentLooks: { [documentId]: null } });
  expect(await worn(page)).toMatchObject({ theme: 'system' });
});

test('a setting is found by its words and by those of its choices', async () => {
  const page = await open();
  await page.getByRole('button', { name: 'Settings' }).click();
  const search = dialog(page).getByRole('searchbox', { name: 'Search settings' });
  await search.fill('straight');
  await expect(dialog(page).getByRole('switch')).toHaveCount(1);
  await search.fill('contrast');
  await expect(dialog(page).getByRole('group')).toHaveCount(1);
  await expect(dialog(page).getByRole('group', { name: 'Theme' })).toBeVisible();
  await search.fill('network');
  await expect(dialog(page).getByRole('status')).toHaveText('No setting is called that.');
  expect(await faults(page)).toEqual([]);
  await dialog(page).getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('button', { name: 'Settings' })).toBeFocused();
});

test('new annotations carry the name', async () => {
  const page = await open();
  await page.keyboard.press('Control+,');
  await page.getByRole('textbox', { name: 'Your name' }).fill('Zoe\u0308 😀');
  await page.keyboard.press('Escape');
  await dragOver(page, 'a jury of goldsmiths');
  await page.keyboard.press('h');
  const creators = () => page.evaluate(() => (window as unknown as { asked: { name: string; values: [string, { added?: { creator: string }[] }] }[] }).asked.flatMap(({ name, values }) => (name === 'saveChange' ? values[1].added?.map(({ creator }) => creator) ?? [] : [])));
  await expect.poll(creators).toEqual(['Zoe\u0308 😀']);
});

test('what another window changed takes effect here; the top line keeps its place', async () => {
  opened = await openWindowPage(`${'A line of some length, so that it wraps when letters grow. '.repeat(8)}\n`.repeat(400));
  const { page } = opened;
  await page.waitForSelector('.toolbar');
  await page.locator('.cm-scroller').evaluate((element) => { element.scrollTop = 20_000; });
  const top = () => page.evaluate(() => {
    const { left, top: edge } = document.querySelector('.cm-scroller')!.getBoundingClientRect();
    const column = document.querySelector('.cm-content')!.getBoundingClientRect();
    return [...document.querySelectorAll('.cm-line')].findIndex((line) => line.getBoundingClientRect().bottom > edge + 6) >= 0 && left >= 0 && column.left > 0;
  });
  const paragraph = async () => /Paragraph \d+/.exec(await page.locator('.status-line').innerText())?.[0];
  await expect.poll(paragraph).toMatch(/ \d\d+$/);
  const before = await paragraph();
  await page.evaluate((settings) => { (window as unknown as { tell(notice: unknown): void }).tell({ kind: 'settings-changed', settings }); }, { ...standardSettings, look: { ...standardSettings.look, theme: 'contrast-dark', font: 'mono', fontSize: 28 } });
  await expect.poll(() => worn(page)).toMatchObject({ theme: 'contrast-dark', font: 'mono' });
  await page.waitForTimeout(300);
  expect(await top()).toBe(true);
  expect(await paragraph()).toBe(before);
  await picture(page, 'contrast-dark mono large');
});

test('at 200 % in a small window all settings are reached', async () => {
  const page = await open({}, { width: 640, height: 430 });
  await page.keyboard.press('Control+,');
  await picture(page, 'settings narrow');
  await page.getByRole('textbox', { name: 'Your name' }).focus();
  await expect(page.getByRole('textbox', { name: 'Your name' })).toBeInViewport();
  expect(await faults(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
});

test('folders with annotations beside their files are listed, found and left from the keyboard, dark, narrow', async () => {
  const folders = ['/home/someone/Letters 😀', '/media/stick/A very long name of a folder/and another one within it/which goes on'];
  const page = await open({ besideFolders: folders }, { dark: true, width: 480 });
  await page.keyboard.press('Control+,');
  await dialog(page).getByRole('searchbox').fill('beside');
  const group = dialog(page).getByRole('group', { name: 'Folders with annotations beside their files' });
  await expect(group.getByRole('listitem')).toHaveCount(2);
  await expect(dialog(page).getByRole('group', { name: 'Theme' })).toHaveCount(0);
  await page.evaluate((rest) => {
    const { answers, tell } = window as unknown as { answers: Record<string, unknown>; tell(notice: unknown): void };
    answers['leaveFolder'] = async () => {
      tell({ kind: 'settings-changed', settings: { ...(await (answers['start'] as () => Promise<{ settings: object }>)()).settings, besideFolders: rest } });
      return { ok: true, value: { documents: 2, annotations: 9, problems: [] } };
    };
  }, folders.slice(1));
  const stop = group.getByRole('button', { name: 'Stop keeping beside…', description: folders[0]! });
  await stop.press('Enter');
  const back = group.getByRole('button', { name: 'Move back' });
  await expect(back).toBeFocused();
  expect(await faults(page)).toEqual([]);
  await picture(page, 'beside-folders-dark');
  await page.keyboard.press('Enter');
  await expect(group.getByRole('status')).toHaveText('Kept in Manicule’s own storage from now on. 2 documents moved.');
  await expect(group.getByRole('listitem')).toHaveText([/media/]);
  await expect(group).toBeFocused();
  expect(await page.evaluate(() => (window as unknown as { asked: { name: string; values: unknown[] }[] }).asked.filter(({ name }) => name === 'leaveFolder').map(({ values }) => values))).toEqual([[folders[0]]]);
});
