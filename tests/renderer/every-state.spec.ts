import { expect, test, type Page } from '@playwright/test';
import { standardSettings } from '../../core/settings';
import { layoutFaults } from './layout-faults';
import { motionFaults } from './motion-faults';
import { faults } from './page-faults';
import { openWindowPage, type WindowPage } from './window-page';
import { afresh, again, recentDocuments, startStates, stateAnnotations, stateText, textStates, type WindowState } from './window-states';

let opened: WindowPage | null = null;

test.afterEach(async () => {
  await opened?.browser.close();
  opened = null;
});

/** At 200 % in a window of 1280 × 800, in the theme whose colours are nearest to one another; what the others' are is reckoned in `contrast.spec.ts`. */
const worst = { width: 640, height: 400, settings: { look: { ...standardSettings.look, theme: 'sepia' } } } as const;

/** What has been tested in its own spec, or takes seconds to come about. */
const left = new Set(['find, too slow', 'cards folded', 'comment being written']);

/** What is cut or out of reach, and stays so: what follows the layout, the track beside the text for one, comes along in a later frame. */
async function lastingFaults(page: Page): Promise<string[]> {
  let found = await layoutFaults(page);
  for (let look = 0; look < 10 && found.length > 0; look += 1) {
    await page.waitForTimeout(200);
    found = await layoutFaults(page);
  }
  return found;
}

/** Goes through states in one window: nothing is cut or out of reach, nothing moves by itself, axe finds nothing. */
async function inspect(page: Page, states: readonly WindowState[], renew: (page: Page) => Promise<void>): Promise<void> {
  page.setDefaultTimeout(20_000);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const found: string[] = [];
  for (const { name, enter } of states) {
    await renew(page);
    await enter(page);
    const list = [...await lastingFaults(page), ...await motionFaults(page), ...await faults(page)];
    found.push(...list.map((fault) => `${name}: ${fault}`));
  }
  expect(found).toEqual([]);
}

test('in every state nothing is cut or moves by itself, and axe finds nothing', async () => {
  opened = await openWindowPage(stateText, { ...worst, annotations: [...stateAnnotations] });
  await inspect(opened.page, textStates.filter(({ name }) => !left.has(name)), again);
});

test('the same for the start page', async () => {
  opened = await openWindowPage('', { ...worst, startPage: true, recent: [...recentDocuments] });
  await inspect(opened.page, startStates, async (page) => afresh(page, false));
});

test('in a window narrower than that, the list above the text leaves all of it in the window', async () => {
  opened = await openWindowPage(stateText, { width: 480, height: 720, annotations: [...stateAnnotations] });
  const { page } = opened;
  await page.locator('.status-save').waitFor();
  expect(await layoutFaults(page)).toEqual([]);
  await page.keyboard.press('F9');
  await page.locator('.list-entry').first().waitFor();
  expect(await layoutFaults(page)).toEqual([]);
});
