import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { annotationOn } from '../electron/workshop';
import { faults } from './page-faults';
import { picture } from './picture';
import { openWindowPage, type WindowPage } from './window-page';

const trial = await readFile(new URL('../fixtures/texts/trial.md', import.meta.url), 'utf8');
const annotations = [
  annotationOn(trial, 'a promise about metal', 1, { comment: 'Whose? 😀', tags: ['law', 'cafe\u0301'] }),
  annotationOn(trial, 'about metal, kept in public', 2, { color: 'green', resolved: true }),
  annotationOn(trial, 'The verdict is read aloud', 3, { color: 'purple', tags: ['law'] }),
];
/** Stands in for a drawn page: the size of one, white. */
const sheet = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" width="794" height="1123"><rect width="794" height="1123" fill="#fff"/></svg>')}`;
let opened: WindowPage | null = null;

test.afterEach(async () => {
  await opened?.browser.close();
  opened = null;
});

interface Asked {
  readonly name: string;
  readonly values: readonly unknown[];
}

/** Opens the window on a marked text; previews are answered with what they were asked for. */
async function open(options: { dark?: boolean; width?: number; height?: number } = {}): Promise<Page> {
  opened = await openWindowPage(trial, { ...options, annotations });
  const { page } = opened;
  await page.evaluate((drawing) => {
    const good = (value: unknown) => Promise.resolve({ ok: true, value });
    Object.assign((window as unknown as { answers: object }).answers, {
      previewCopy: (_id: string, format: string, chosen: { withComments: boolean }) => good({
        annotations: 3, losses: format === 'html' ? [] : [{ kind: 'look-left-out', count: 2 }], leftOut: { annotations: 0, comments: chosen.withComments ? 0 : 1, replies: 0 },
        text: format === 'html' || format === 'pdf' ? null : `A copy as ${format}.\n`.repeat(40), whole: false,
      }),
      drawCopy: (_id: string, format: string) => good(format === 'pdf' ? drawing : null),
      copyAnnotations: (_id: string, _form: string, ids: readonly string[] | null) => good(ids?.length ?? 3),
    });
  }, sheet);
  await page.waitForSelector('.toolbar');
  await page.locator('.cm-content').focus();
  return page;
}

/** What was asked of the main process under a name. */
async function asked(page: Page, name: string): Promise<Asked['values'][]> {
  return page.evaluate((wanted) => (window as unknown as { asked: Asked[] }).asked.filter((each) => each.name === wanted).map(({ values }) => values), name);
}

const answer = (page: Page, name: string, value: unknown) => page.evaluate(([asking, result]) => {
  Object.assign((window as unknown as { answers: object }).answers, { [asking as string]: () => Promise.resolve(result) });
}, [name, value]);

test('the dialog shows formats, choices and what will come out, and axe finds nothing, dark', async () => {
  const page = await open({ dark: true });
  await page.keyboard.press('Control+e');
  const dialog = page.getByRole('dialog', { name: 'Export an annotated copy' });
  await expect(dialog.getByRole('radio', { name: 'Web page (HTML)' })).toBeFocused();
  await expect(dialog).toContainText('3 of 3 annotations go out.');
  await expect(dialog).toContainText('This format holds all of it.');
  expect(await faults(page)).toEqual([]);
  await picture(page, 'dialog-html-dark');
  await expect(dialog.locator('.export-page')).toContainText('Web page (HTML): the whole text');
  await page.keyboard.press('ArrowDown');
  await expect(dialog.getByRole('radiogroup', { name: 'Paper' }).getByRole('radio')).toHaveCount(2);
  await expect(dialog.getByRole('region', { name: 'Beginning of the copy' }).getByRole('img', { name: 'PDF with annotations: the whole text' })).toBeVisible();
  expect(await faults(page)).toEqual([]);
  for (let press = 0; press < 5; press += 1) await page.keyboard.press('ArrowDown');
  await expect(dialog.getByRole('radiogroup', { name: 'Paper' })).toHaveCount(0);
  await expect(dialog.getByRole('radio', { name: 'Notes (Markdown)' })).toBeChecked();
  await expect(dialog.getByRole('region', { name: 'Beginning of the copy' })).toContainText('A copy as markdown.');
  await expect(dialog.getByRole('list', { name: 'What this format cannot hold' })).toContainText('2 colours or styles could not be told.');
  await dialog.getByRole('button', { name: 'Yellow' }).click();
  await expect(dialog).toContainText('2 of 3 annotations go out.');
  await dialog.getByRole('button', { name: '#law' }).click();
  await expect(dialog).toContainText('1 of 3 annotations goes out.');
  await dialog.getByRole('checkbox', { name: 'With comments and replies' }).uncheck();
  await expect(dialog).toContainText('1 comment stays here.');
  expect(await faults(page)).toEqual([]);
  await picture(page, 'dialog-md-dark');
});

test('with the keyboard alone a copy is written as chosen, the focus comes back, and the choice is remembered', async () => {
  const page = await open();
  await answer(page, 'exportCopy', { ok: true, value: { path: '/home/someone/notes.annotated.notes.org', annotations: 2, losses: [{ kind: 'look-left-out', count: 2 }], leftOut: { annotations: 1, comments: 0, replies: 0 } } });
  await page.keyboard.press('Control+e');
  await expect(page.getByRole('radio', { name: 'Web page (HTML)' })).toBeFocused();
  for (let press = 0; press < 7; press += 1) await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: 'Notes (Org)' })).toBeFocused();
  for (let press = 0; press < 7; press += 1) await page.keyboard.press('Tab');
  await expect(page.getByRole('radio', { name: 'All', exact: true })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page.locator('.toast')).toContainText(/Saved as \/home\/someone\/notes\.annotated\.notes\.org\n2 colours or styles could not be told/);
  await expect(page.getByRole('button', { name: 'Show in folder' })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('document', { name: 'notes.txt, text' })).toBeFocused();
  const id = '00000000-0000-4000-8000-000000000000';
  expect(await asked(page, 'exportCopy')).toEqual([[id, 'org', { colors: null, tags: null, resolved: 'open', withComments: true, guard: null, paper: expect.any(String) as unknown }]]);
  await page.keyboard.press('Control+e');
  await expect(page.getByRole('radio', { name: 'Notes (Org)' })).toBeFocused();
  await expect(page.getByRole('radio', { name: 'Open only' })).toBeChecked();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('document', { name: 'notes.txt, text' })).toBeFocused();
});

/** Has an export go on until it is cancelled. */
async function exportUntilCancelled(page: Page): Promise<void> {
  await page.evaluate(() => {
    let end: (value: unknown) => void = () => undefined;
    Object.assign((window as unknown as { answers: object }).answers, {
      exportCopy: () => new Promise((resolve) => { end = resolve; }),
      cancelExport: () => {
        end({ ok: false, problem: { kind: 'cancelled' } });
        return Promise.resolve({ ok: true, value: null });
      },
    });
  });
}

test('a copy that takes long is cancelled with Escape, and the dialog stays for another try', async () => {
  const page = await open();
  await exportUntilCancelled(page);
  await page.keyboard.press('Control+e');
  await expect(page.getByRole('radio', { name: 'Web page (HTML)' })).toBeFocused();
  await page.keyboard.press('Enter');
  const progress = page.getByRole('progressbar', { name: 'Writing the copy…' });
  await expect(progress).toBeVisible();
  await page.evaluate(() => { (window as unknown as { tell(notice: unknown): void }).tell({ kind: 'export-progress', documentId: '00000000-0000-4000-8000-000000000000', done: 0.42 }); });
  await expect(progress).toHaveJSProperty('value', 0.42);
  await expect(page.locator('.export-working')).toContainText('42%');
  expect(await faults(page)).toEqual([]);
  await picture(page, 'dialog-working');
  await page.keyboard.press('Escape');
  await expect(page.locator('.toast')).toContainText('Nothing was written.');
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('a copy that is written without the dialog tells in the status line how much of it is done, and is cancelled there', async () => {
  const page = await open();
  await exportUntilCancelled(page);
  const tell = (notice: unknown) => page.evaluate((told) => { (window as unknown as { tell(notice: unknown): void }).tell(told); }, notice);
  await tell({ kind: 'command', command: 'export-pdf' });
  await expect.poll(() => asked(page, 'exportCopy')).toHaveLength(1);
  await tell({ kind: 'export-progress', documentId: '00000000-0000-4000-8000-000000000000', done: 0.42 });
  const status = page.getByRole('contentinfo', { name: 'Status' });
  await expect(status.getByRole('progressbar', { name: 'Writing the copy…' })).toHaveJSProperty('value', 0.42);
  await expect(status).toContainText('42%');
  expect(await faults(page)).toEqual([]);
  await picture(page, 'status-exporting');
  await status.getByRole('button', { name: 'Cancel' }).press('Enter');
  await expect(page.locator('.toast')).toContainText('Nothing was written.');
  await expect(status.getByRole('progressbar')).toHaveCount(0);
});

test('a preview that fails says why', async () => {
  const page = await open();
  await answer(page, 'previewCopy', { ok: false, problem: { kind: 'file-vanished', path: '/home/someone/notes.txt' } });
  await page.keyboard.press('Control+e');
  await expect(page.getByRole('dialog').locator('.export-problem')).toContainText('notes.txt');
});

test('a narrow, low window still reaches everything', async () => {
  const page = await open({ width: 560, height: 480 });
  await page.keyboard.press('Control+e');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Purple' }).click();
  await expect(dialog).toContainText('2 of 3 annotations go out.');
  await expect(dialog.getByRole('button', { name: 'Export…' })).toBeInViewport();
  expect(await faults(page)).toEqual([]);
  await picture(page, 'dialog-narrow');
});

test('Ctrl+P hands the copy to the printer, and a printer that gives up is told', async () => {
  const page = await open();
  await answer(page, 'printCopy', { ok: true, value: true });
  await page.keyboard.press('Control+p');
  await expect(page.locator('.toast')).toContainText('Sent to the printer');
  await answer(page, 'printCopy', { ok: false, problem: { kind: 'print-failed', reason: 'Invalid printer settings' } });
  await page.keyboard.press('Control+p');
  await expect(page.getByRole('alert')).toContainText('Invalid printer settings');
});

test('all annotations are copied from the tools, by keyboard', async () => {
  const page = await open();
  await page.getByRole('button', { name: 'Export' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Copy all as' }).press('ArrowRight');
  await expect(page.getByRole('menuitem', { name: 'Quote with Its Line' })).toBeFocused();
  expect(await faults(page)).toEqual([]);
  await picture(page, 'copy-all');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.locator('.toast')).toContainText('3 annotations copied');
  expect(await asked(page, 'copyAnnotations')).toEqual([['00000000-0000-4000-8000-000000000000', 'markdown', null]]);
});

test('no copy goes out that would lack what could not be saved, and that is told', async () => {
  const page = await open();
  await answer(page, 'saveChange', { ok: false, problem: { kind: 'save-failed', path: '/full', code: 'ENOSPC' } });
  await page.keyboard.press('Shift+Control+ArrowRight');
  await page.keyboard.press('h');
  await expect(page.getByRole('alert')).toContainText('The disk is full.');
  await page.keyboard.press('Control+p');
  await expect(page.locator('.toast')).toContainText('1 change is not saved yet');
  expect(await asked(page, 'printCopy')).toEqual([]);
});
