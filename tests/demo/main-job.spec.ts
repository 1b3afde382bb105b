// The main job before one's eyes: a window opens, passages are marked and commented, a copy leaves. What comes out stays in `demo/`.
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium, expect, type Page } from '@playwright/test';
import { systemChromium } from '../renderer/window-page';
import { answerSaveDialog, freshProfile, launchManicule, test } from '../e2e/launch';
import { cards, clickOn, dragOver, markBar, saved, textShown } from '../e2e/screen';

const project = path.resolve(import.meta.dirname, '../..');
const folder = path.join(project, 'demo');

/** Long enough for a person to see what happened. */
const pause = process.env['MANICULE_DEMO_PAUSE'] ? Number(process.env['MANICULE_DEMO_PAUSE']) : 400;

test('the main job', async () => {
  test.setTimeout(300_000);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const text = path.join(folder, 'welcome.md');
  const copy = path.join(folder, 'welcome.annotated.html');
  await copyFile(path.join(project, 'assets/samples/welcome.md'), text);
  const { window, app } = await launchManicule({ args: [text], profile: await freshProfile() });
  await app.evaluate(({ BrowserWindow }) => { BrowserWindow.getAllWindows()[0]?.setSize(1280, 880); });
  await textShown(window, 'welcome.md');
  const picture = async (name: string) => {
    await window.mouse.move(640, 870);
    await window.waitForTimeout(500);
    await writeFile(path.join(folder, `${name}.png`), await window.screenshot());
  };
  const look = () => window.waitForTimeout(pause);
  await picture('1-opened');

  await mark(window, 'readers drew a little hand in the margin', '1', look);
  await mark(window, "Petrarch's hands had fingers so long that one of them could underline three lines at once", '3', look);
  await comment(window, 'a law to remember, a lie to refute, a sentence too good to leave', 'Three kinds of mark. Which of them do I make **most**?', look);
  await comment(window, 'The file itself stays as it is', 'Check: same bytes afterwards.', look);
  await dragOver(window, 'named after it');
  await picture('2-the-bar');
  await window.keyboard.press('u');
  await mark(window, 'The best time to plant a tree was twenty years ago', '2', look);
  await mark(window, 'twenty years ago; the second best time is now', '4', look);
  await comment(window, 'A room without books is like a body without a soul.', 'Not Cicero. See:\n\n- no such line in the *Letters*\n- first seen in the 19th century', look);
  await picture('3-comments');
  await mark(window, 'It was a bright cold day in the harbour, and every clock on the quay told a different hour', '1', look);
  await mark(window, 'every clock on the quay', '6', look);
  await window.keyboard.press('F9');
  await clickOn(window, 'every clock on the quay');
  await expect(markBar(window)).toBeVisible();
  await picture('4-list-and-overlaps');
  await window.keyboard.press('Escape');
  await saved(window);

  await answerSaveDialog(app, copy);
  await window.keyboard.press('Control+e');
  await expect(window.getByRole('radio', { name: 'Web page (HTML)' })).toBeFocused();
  await look();
  await window.keyboard.press('Enter');
  await expect(window.locator('.toast')).toContainText('welcome.annotated.html', { timeout: 30_000 });
  await expect(cards(window).first()).toBeVisible();
  await look();
  const browser = await chromium.launch({ executablePath: systemChromium(), args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
  const page = await browser.newPage({ viewport: { width: 1280, height: 880 } });
  await page.goto(`file://${copy}`);
  await page.screenshot({ path: path.join(folder, '5-the-copy-in-a-browser.png') });
  await browser.close();
});

async function mark(window: Page, passage: string, key: string, look: () => Promise<void>): Promise<void> {
  await dragOver(window, passage);
  await look();
  await window.keyboard.press(key);
  await look();
}

async function comment(window: Page, passage: string, words: string, look: () => Promise<void>): Promise<void> {
  await dragOver(window, passage);
  await look();
  await window.keyboard.press('c');
  for (const [at, line] of words.split('\n').entries()) {
    if (at > 0) await window.keyboard.press('Shift+Enter');
    await window.keyboard.type(line, { delay: pause > 0 ? 15 : 0 });
  }
  await window.keyboard.press('Enter');
  await look();
}
