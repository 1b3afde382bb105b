import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { describe } from '../../core/anchor/describe';
import { colors, markStyles, type Annotation } from '../../core/model/annotation';
import { annotationOf } from '../core/annotation-sample';
import { clickOn, dragOver } from '../e2e/screen';

/** Something that a window can show, and how a person gets there. */
export interface WindowState {
  readonly name: string;
  enter(page: Page): Promise<unknown>;
}

const trial = await readFile(new URL('../fixtures/texts/trial.md', import.meta.url), 'utf8');
const documentId = '00000000-0000-4000-8000-000000000000';
const long = 'a very long name of a tag that nobody would type but somebody will import 👩‍⚖️';

/** A text with headings, two directions, and a line on which an expression can run for ever. */
export const stateText = `${trial}\n${'a'.repeat(60)}!\n\n${['I', 'II', 'III'].map((number) => `## Chapter ${number}: on the weights that somebody else keeps, and on whoever keeps them\n\n${trial.slice(22, 900)}\n\n### The ${number} jury\n\n${trial.slice(300, 800)}`).join('\n\n')}\n`;

function on(exact: string, number: number, fields: Partial<Annotation> = {}): Annotation {
  const start = stateText.indexOf(exact);
  return annotationOf(number, start, start + exact.length, { target: describe(stateText, { start, end: start + exact.length }), ...fields });
}

/** What is marked in the text: all colours, styles and kinds of cards, overlaps, long words. */
export const stateAnnotations: readonly Annotation[] = [
  on('a jury of goldsmiths', 1, { comment: 'Who *chose* them? 👩‍⚖️', creator: 'Ana', tags: ['law', 'metal'], replies: [{ id: '00000000-0000-4000-8000-0000000000a1', created: '2026-01-03T03:04:05.678Z', modified: '2026-01-03T03:04:05.678Z', creator: 'Ben', comment: 'The mint, I **think**.' }] }),
  on('counts, weighs and melts', 2, { color: 'green' }),
  on('weighs and melts coins', 3, { color: 'blue', comment: 'An overlap with a `Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft` in it.' }),
  on('a promise about metal', 4, { color: 'pink', style: 'underline', comment: '> A promise?\n\n- yes\n- no', resolved: true }),
  on('hanged for a lie', 5, { color: 'orange', style: 'strikethrough', tags: [long] }),
  on('weighs with weights', 6, { color: 'purple', comment: 'שלום: הערה מימין לשמאל' }),
  on('Three things', 7, { comment: 'Weight, fineness and diameter.' }),
];

const tell = (page: Page, notice: unknown) => page.evaluate((told) => { (window as unknown as { tell(notice: unknown): void }).tell(told); }, notice);
const command = (page: Page, name: string) => tell(page, { kind: 'command', command: name });
/** Has the main process answer a question with a value. */
const answer = (page: Page, name: string, value: unknown) => page.evaluate(([asked, result]) => {
  (window as unknown as { answers: Record<string, unknown> }).answers[asked as string] = () => Promise.resolve({ ok: true, value: result });
}, [name, value]);
const shown = (locator: Locator) => locator.first().waitFor();
const list = async (page: Page) => {
  await page.keyboard.press('F9');
  await shown(page.locator('.list-entry'));
};

/** Opens the document again in the same window, as the main process would tell it, with other things about it. */
async function reopened(page: Page, fields: Record<string, unknown>, settled: Record<string, unknown> = {}): Promise<void> {
  const known = await page.evaluate(() => (window as unknown as { opened: Record<string, unknown> }).opened);
  const value = { ...known, ...fields };
  await page.evaluate(() => { (window as unknown as { asked: unknown[] }).asked.length = 0; });
  await answer(page, 'settle', { annotations: value['annotations'], placements: {}, textChanged: false, unknownBeside: 0, problems: [], ...settled });
  await tell(page, { kind: 'open', document: { ok: true, value } });
  await page.waitForFunction(() => (window as unknown as { asked: { name: string }[] }).asked.some(({ name }) => name === 'settle'));
  await page.locator('.cm-content').focus();
}

const hit = { documentId, name: 'notes.txt', path: '/home/someone/notes.txt', annotationId: stateAnnotations[0]!.id, color: 'yellow', style: 'highlight', resolved: false, quote: 'a jury of goldsmiths', comment: 'Who chose them, and why did nobody ask until now? '.repeat(4), tags: ['law', long] };
const versions = stateAnnotations.slice(0, 3).map((mine) => ({ mine, theirs: { ...mine, comment: `${mine.comment} And more of it, which goes on for a while.`, color: 'green', creator: 'Ben', tags: ['law', long] } }));

/** The states of a window with a text, each entered from the text as it is when it has just been opened. */
export const textStates: readonly WindowState[] = [
  { name: 'text', enter: (page) => shown(page.locator('.comment-card, .comment-marker')) },
  { name: 'list', enter: list },
  { name: 'selection', enter: (page) => dragOver(page, 'The custom is older than banking') },
  { name: 'annotation', enter: async (page) => {
    await clickOn(page, 'a jury of goldsmiths');
    await shown(page.locator('.mark-bar'));
    await shown(page.locator('.comment-card[data-focused="true"]'));
  } },
  { name: 'comment being written', enter: async (page) => {
    await dragOver(page, 'The custom is older than banking');
    await page.keyboard.press('c');
    await page.keyboard.insertText('Is it? I would like to know on what this rests, and who says so.');
  } },
  { name: 'cards folded', enter: async (page) => {
    for (const [at, words] of ['Once a year', 'set aside', 'older than banking', 'kept in public', 'by people', 'It opens the boxes', 'reads the seals', 'somebody else keeps'].entries()) {
      await dragOver(page, words);
      await page.keyboard.press(String((at % 6) + 1));
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('c');
      await page.keyboard.insertText(`About ${words}: ${'several words '.repeat(14)}`);
      await page.keyboard.press('Enter');
    }
    await page.waitForTimeout(300);
  } },
  { name: 'several chosen', enter: async (page) => {
    await list(page);
    await page.locator('.list-entry').first().click();
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await shown(page.locator('.bulk-bar'));
  } },
  { name: 'filter menu', enter: async (page) => {
    await list(page);
    await page.getByRole('button', { name: 'Filter' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Blue' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Yellow' }).click();
  } },
  { name: 'sort menu', enter: async (page) => {
    await list(page);
    await page.getByRole('button', { name: 'Sort' }).click();
    await shown(page.getByRole('menuitemradio'));
  } },
  { name: 'annotation menu', enter: async (page) => {
    await clickOn(page, 'jury of goldsmiths');
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Colour' }).press('ArrowRight');
    await shown(page.getByRole('menuitemradio'));
  } },
  { name: 'export menu', enter: async (page) => {
    await page.getByRole('button', { name: 'Export' }).press('Enter');
    await page.getByRole('menuitem', { name: 'Copy all as' }).press('ArrowRight');
    await shown(page.getByRole('menuitem', { name: 'Quote with Its Line' }));
  } },
  { name: 'outline', enter: async (page) => {
    await page.keyboard.press('Control+Shift+o');
    await shown(page.locator('.outline-row'));
  } },
  { name: 'find', enter: async (page) => {
    await page.keyboard.press('/');
    await page.keyboard.type('weigh');
    await shown(page.locator('.find-count', { hasText: 'of' }));
  } },
  { name: 'find, nothing there', enter: async (page) => {
    await page.keyboard.press('/');
    await page.keyboard.type('zebra');
    await shown(page.locator('.find-count[data-none="true"]'));
  } },
  { name: 'find, too slow', enter: async (page) => {
    await page.keyboard.press('/');
    await page.getByRole('button', { name: 'Regular expression' }).click();
    await page.locator('.find-bar input').fill('^(a+)+b');
    await shown(page.locator('.find-problem'));
  } },
  { name: 'go to', enter: async (page) => {
    await page.keyboard.press('Control+g');
    await page.keyboard.type('9999');
    await page.keyboard.press('Enter');
    await shown(page.getByRole('alert'));
  } },
  { name: 'palette', enter: async (page) => {
    await page.keyboard.press('Control+k');
    await shown(page.getByRole('option'));
  } },
  { name: 'settings', enter: async (page) => {
    await page.keyboard.press('Control+,');
    await shown(page.locator('.settings-dialog'));
  } },
  { name: 'shortcuts', enter: async (page) => {
    await page.keyboard.press('?');
    await shown(page.locator('.shortcut-sheet'));
  } },
  { name: 'keys being changed', enter: async (page) => {
    await page.keyboard.press('?');
    await page.getByRole('button', { name: 'Change…' }).click();
    await page.locator('.key-rows li').nth(1).getByRole('button').click();
    await page.keyboard.press('Control+g');
    await shown(page.locator('.key-rows [role="status"]'));
  } },
  { name: 'tags', enter: async (page) => {
    await clickOn(page, 'jury of goldsmiths');
    await page.keyboard.press('t');
    await page.keyboard.type('a');
    await shown(page.getByRole('option'));
  } },
  { name: 'tag manager', enter: async (page) => {
    await page.keyboard.press('Control+Shift+t');
    await page.locator('.tag-rows .list-tool').nth(2).click();
    await page.keyboard.type('metal');
  } },
  { name: 'library search', enter: async (page) => {
    await answer(page, 'searchLibrary', { hits: [hit, { ...hit, annotationId: 'b', color: 'blue', style: 'underline', resolved: true, quote: 'sprinkler 7 reports 38.6 l/min '.repeat(9), comment: '', name: 'a-file-with-a-very-long-name-'.repeat(4) }], total: 1204, documents: 31 });
    await page.keyboard.press('Control+Shift+F');
    await page.keyboard.type('why');
    await shown(page.getByRole('option'));
  } },
  { name: 'restore', enter: async (page) => {
    await answer(page, 'listEarlierStates', Array.from({ length: 9 }, (_, at) => ({ name: `r${String(at)}`, date: `2026-03-0${String(9 - at)}T10:00:00.000Z`, annotations: at === 3 ? null : 30 - at })));
    await answer(page, 'readEarlierState', { change: { added: [stateAnnotations[1]], updated: [], removed: [] }, placements: {}, alreadyThere: 0, conflicts: versions });
    await command(page, 'restore');
    await page.getByRole('radio').first().check();
    await shown(page.locator('.restore-found', { hasText: 'gone' }));
  } },
  { name: 'export', enter: async (page) => {
    await answer(page, 'previewCopy', { annotations: 7, losses: [{ kind: 'look-left-out', count: 2 }], leftOut: { annotations: 1, comments: 2, replies: 1 }, text: '# The trial of the pyx\n\n> Once a year a jury of goldsmiths counts, weighs and melts coins\n\n'.repeat(12), whole: false });
    await page.keyboard.press('Control+e');
    await page.getByRole('radio', { name: 'Notes (Markdown)' }).check();
    await shown(page.locator('.export-text'));
  } },
  { name: 'export of a page', enter: async (page) => {
    await answer(page, 'previewCopy', { annotations: 7, losses: [], leftOut: { annotations: 0, comments: 0, replies: 0 }, text: null, whole: true });
    await page.keyboard.press('Control+e');
    await page.getByRole('radio', { name: 'PDF with annotations' }).check();
    await shown(page.locator('.export-page'));
  } },
  { name: 'import conflict', enter: async (page) => {
    await answer(page, 'importAnnotations', { change: { added: [], updated: [], removed: [] }, placements: {}, alreadyThere: 0, conflicts: versions });
    await command(page, 'import');
    await shown(page.getByRole('dialog'));
  } },
  { name: 'review', enter: async (page) => {
    const [first, second, third] = stateAnnotations.map((annotation) => ({ ...annotation, target: { ...annotation.target, textDigest: 'f'.repeat(64) } }));
    await answer(page, 'settle', { annotations: [{ ...first, target: { ...first!.target, quote: { ...first!.target.quote, exact: 'the jury of silversmiths' } } }, second, { ...third, target: { ...third!.target, quote: { ...third!.target.quote, exact: 'weighs and melts pennies, which nobody found again '.repeat(4) } } }, ...stateAnnotations.slice(3)],
      placements: { [first!.id]: { status: 'changed', span: first!.target.position, confidence: 0.8, formerly: 0 }, [second!.id]: { status: 'moved', span: second!.target.position, confidence: 0.4, formerly: 0 }, [third!.id]: { status: 'orphaned', span: null, confidence: 0, formerly: 120 } }, textChanged: true, unknownBeside: 0, problems: [] });
    const document = await page.evaluate(() => (window as unknown as { opened: unknown }).opened);
    await tell(page, { kind: 'open', document: { ok: true, value: document } });
    await page.locator('.bar button').first().click();
    await shown(page.locator('.review-card'));
  } },
  { name: 'place', enter: async (page) => {
    await answer(page, 'findPlace', { beside: true, folder: '/home/someone/texts', besideName: 'notes.txt.manicule.json', storage: `/home/someone/${'in/a/very/deep/folder/'.repeat(4)}Manicule` });
    await command(page, 'choose-place');
    await shown(page.getByRole('radio'));
  } },
  { name: 'every occurrence', enter: async (page) => {
    await reopened(page, { annotations: [on('a', 1)] });
    await page.keyboard.press('Control+Alt+PageDown');
    await page.keyboard.press('Shift+H');
    await shown(page.getByRole('alertdialog'));
  } },
  { name: 'lines of every color and style', enter: async (page) => {
    const words = stateText.slice(stateText.indexOf('Once a year')).match(/\p{L}{4,}/gu) ?? [];
    const each = [...new Set(words)];
    await reopened(page, { annotations: markStyles.flatMap((style, row) => colors.map((color, at) => on(each[row * colors.length + at] ?? '', row * colors.length + at + 1, { style, color, comment: style === 'highlight' ? '' : `${color} ${style}` }))) });
    await list(page);
  } },
  { name: 'bars', enter: async (page) => {
    await reopened(page, { tour: true, problems: kinds.map((kind) => problemsOf[kind]) }, { unknownBeside: 3, copiedFrom: { name: 'Ein langer Name, 😀.txt', edited: true, gone: false, ids: [] } });
    await shown(page.locator('.bar').nth(5));
  } },
  { name: 'problems', enter: async (page) => {
    await page.evaluate(() => { (window as unknown as { answers: Record<string, unknown> }).answers['saveChange'] = () => Promise.resolve({ ok: false, problem: { kind: 'save-failed', path: '/home/someone/a/folder/that/is/full/annotations.json', code: 'ENOSPC' } }); });
    await clickOn(page, 'jury of goldsmiths');
    await page.keyboard.press('Delete');
    await tell(page, { kind: 'file-changed', documentId, gone: true });
    await shown(page.locator('.toast'));
    await page.locator('.bar').nth(1).waitFor();
  } },
];

const kinds = ['store-damaged', 'beside-failed', 'passage-too-long'] as const;
const problemsOf: Readonly<Record<(typeof kinds)[number], unknown>> = {
  'store-damaged': { kind: 'store-damaged', path: '/home/someone/.config/Manicule/library/documents/7.json', setAsideAs: '/home/someone/.config/Manicule/library/damaged/7.json', recoveredFrom: '/home/someone/.config/Manicule/library/backups/7.json' },
  'beside-failed': { kind: 'beside-failed', path: `/home/someone/${'in/a/very/deep/folder/'.repeat(4)}notes.txt.manicule.json`, code: 'EROFS' },
  'passage-too-long': { kind: 'passage-too-long', length: 2_000_000, limit: 1_000_000 },
};

/** What the start page lists: documents that are there and that are gone, with names of every length. */
export const recentDocuments = [
  { documentId: '00000000-0000-4000-8000-000000000001', name: 'here.txt', path: '/home/someone/here.txt', annotations: 3, opened: '2026-01-01T00:00:00.000Z', missing: false },
  { documentId: '00000000-0000-4000-8000-000000000002', name: 'gone.txt', path: '/home/someone/gone.txt', annotations: 1, opened: '2026-01-01T00:00:00.000Z', missing: true },
  { documentId: '00000000-0000-4000-8000-000000000003', name: `${'a-file-with-a-very-long-name-'.repeat(4)}.md`, path: `/home/someone/${'in/a/very/deep/folder/'.repeat(6)}x.md`, annotations: 12_345, opened: '2026-01-01T00:00:00.000Z', missing: true },
];

/** The states of a window without a text. */
export const startStates: readonly WindowState[] = [
  { name: 'start page', enter: (page) => shown(page.locator('.recent li')) },
  { name: 'start page with the palette', enter: async (page) => {
    await page.keyboard.press('Control+k');
    await shown(page.getByRole('option'));
  } },
];

const libraryTags = [{ tag: 'harbour', annotations: 41, documents: 3 }, { tag: 'law', annotations: 12, documents: 4 }, { tag: long, annotations: 1, documents: 1 }];

/** Opens the window's page anew and gives the main process its ordinary answers. */
export async function afresh(page: Page, text: boolean): Promise<void> {
  await page.reload();
  await page.locator(text ? '.status-save' : '.start-page').waitFor();
  await answer(page, 'listTags', libraryTags);
  if (text) await page.locator('.cm-content').focus();
}

/** The same for a window with a text, quicker: closes what is open and opens the document again in the same page. */
export async function again(page: Page): Promise<void> {
  for (let turn = 0; turn < 6; turn += 1) {
    const open = await page.evaluate(() => {
      document.querySelector<HTMLElement>('.find-bar input')?.focus();
      return document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"], .find-bar, .find-problem') !== null;
    });
    if (!open) break;
    await page.keyboard.press('Escape');
  }
  if (await page.locator('.status-save').count() === 0) return afresh(page, true);
  if (await page.locator('.sidebar').count() > 0) {
    await page.locator('.sidebar [role="tab"]').first().click();
    await page.keyboard.press('F9');
  }
  await page.locator('.toast-close').evaluateAll((buttons) => { for (const button of buttons) (button as HTMLElement).click(); });
  await answer(page, 'listTags', libraryTags);
  await reopened(page, {});
}
