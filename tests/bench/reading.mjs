// Reading and marking in a large text and with many annotations: how long the window's thread is held up by one task, in processor time
// of its own, so that it does not matter what else the machine does; and what finding takes against a plain search of the same text.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { _electron } from '@playwright/test';
import { writeAnnotatedText } from './annotated-text.mjs';
import { writeText } from './made-text.mjs';
import { median, runProgram } from './programs.mjs';
import { choose as chooseIn, cleanEnvironment, loaded, unfelt, until, watched } from './window-tasks.mjs';

const largeText = 100_000_000;
const annotatedText = 10_000_000;
const annotations = 100_000;
const goals = { find: 3 };
/** The most matches that Manicule counts. */
const mostMatches = 1_000_000;

/**
 * Measures reading and marking.
 * @param {{ electron: string, switches: string[], project: string, rounds: number, env: NodeJS.ProcessEnv, log: (line: string) => void }} options
 */
export async function* measureReading({ electron, switches, project, rounds, env, log }) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'manicule-bench-'));
  const args = (...words) => [...switches, `--user-data-dir=${path.join(folder, 'profile')}`, project, ...words];
  const open = async (file) => {
    const app = await _electron.launch({ executablePath: electron, args: args(file), env: cleanEnvironment(env) });
    return { app, page: await app.firstWindow() };
  };
  try {
    const large = path.join(folder, 'large.md');
    await writeText(large, largeText);
    const plain = plainSearch(await readFile(large, 'utf8'));
    log(`A plain search finds ${plain.count} matches in ${plain.milliseconds.toFixed(0)} ms.`);
    const many = path.join(folder, 'many.md');
    await writeAnnotatedText(many, path.join(folder, 'many.jsonld'), annotatedText, annotations);
    await runProgram(electron, args('import', many, path.join(folder, 'many.jsonld')), { env });
    log('The texts are ready.');
    for (const [file, steps] of [[large, inLargeText], [many, inManyAnnotations]]) {
      const times = new Map();
      for (let round = 0; round < rounds; round += 1) {
        const { app, page } = await open(file);
        try {
          for await (const { what, ...taken } of steps(page)) {
            times.set(what, [...(times.get(what) ?? []), taken]);
            log(`${what}: ${taken.milliseconds.toFixed(0)} ms; longest task ${taken.blocked.toFixed(0)} ms`);
          }
        } finally {
          await app.close();
        }
        log(`round ${round + 1} of ${rounds}`);
      }
      for (const [what, taken] of times) yield* rowsOf(what, taken, plain);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The same matches as the window looks for, by the engine alone, in pieces that it likes. */
function plainSearch(text) {
  const started = performance.now();
  let count = 0;
  const pattern = /a/giu;
  for (let from = 0; from < text.length && count < mostMatches; from += 1 << 20) {
    const piece = text.slice(from, from + (1 << 20));
    pattern.lastIndex = 0;
    while (count < mostMatches && pattern.exec(piece)) count += 1;
  }
  return { count, milliseconds: performance.now() - started };
}

function* rowsOf(what, taken, plain) {
  const { against } = taken[0];
  const held = Math.max(...taken.map(({ blocked }) => blocked));
  const time = median(taken.map(({ milliseconds }) => milliseconds));
  if (against === 'plain') yield { what: `${what}: time, against a plain search`, median: time, unit: 'ms', ratio: time / plain.milliseconds, goal: goals.find };
  yield { what: `${what}: longest task`, median: held, unit: 'ms', ratio: held / unfelt, goal: 1 };
}

async function* inLargeText(page) {
  await until(page, () => document.querySelector('.status-save'));
  await loaded(page);
  yield { what: '100 MB: words counted', ...await watched(page, () => undefined, () => until(page, () => document.querySelector('.status-words'))) };
  const count = () => Number(/[\d,]+/.exec(document.querySelector('.find-count')?.textContent.split(' of ').at(-1) ?? '')?.[0].replaceAll(',', '') ?? 0);
  await page.evaluate(`window.countFound = ${count.toString()}`);
  await page.keyboard.press('Control+f');
  yield { what: '100 MB: find, first count', ...await watched(page, () => page.keyboard.type('e'), () => until(page, () => window.countFound() > 0)) };
  await page.keyboard.press('Control+a');
  yield { what: '100 MB: find, 1,000,000 matches', against: 'plain', ...await watched(page, () => page.keyboard.type('a'), async () => {
    await until(page, (most) => window.countFound() < most, mostMatches);
    await until(page, (most) => window.countFound() >= most, mostMatches);
  }) };
  yield { what: '100 MB: next match while it searches', ...await watched(page, async () => {
    await page.keyboard.type('b');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
  }, () => until(page, () => /^3 /.test(document.querySelector('.find-count').textContent))) };
  await page.keyboard.press('Shift+Enter');
  yield { what: '100 MB: from the first match to the last', ...await watched(page, async () => {
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('Shift+Enter');
  }, () => until(page, () => /^(999,99\d|1,000,000) /.test(document.querySelector('.find-count').textContent))) };
  yield { what: '100 MB: find what is not there', ...await watched(page, async () => {
    await page.keyboard.press('Control+a');
    await page.keyboard.type('zzzz');
  }, () => until(page, () => /^No/.test(document.querySelector('.find-count').textContent))) };
  await page.keyboard.press('Escape');
  yield { what: '100 MB: outline', ...await watched(page, () => page.keyboard.press('Control+Shift+O'), () => until(page, () => document.querySelector('.outline [role="treeitem"]'))) };
  yield { what: '100 MB: outline, to its end', ...await watched(page, () => page.keyboard.press('End'), () => until(page, () => document.activeElement?.closest('[role="treeitem"]')?.matches(':last-child') ?? false)) };
  await page.keyboard.press('Enter');
  for (const place of ['50%', '100%', '200000', '1']) {
    await page.keyboard.press('Control+g');
    await page.keyboard.type(place);
    yield { what: `100 MB: go to ${place}`, ...await watched(page, () => page.keyboard.press('Enter'), () => until(page, () => !document.querySelector('.go-to'))) };
  }
  yield { what: '100 MB: back and forward', ...await watched(page, async () => {
    for (const key of ['ArrowLeft', 'ArrowLeft', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(`Alt+${key}`);
  }, () => undefined) };
  yield { what: '100 MB: page by page', ...await watched(page, async () => {
    for (let press = 0; press < 20; press += 1) await page.keyboard.press('PageDown');
  }, () => undefined) };
  yield { what: '100 MB: all selected', ...await watched(page, () => page.keyboard.press('Control+a'), () => until(page, () => document.querySelector('.status-selected'))) };
}

async function* inManyAnnotations(page) {
  await until(page, () => document.querySelector('.status-save'));
  await loaded(page);
  await page.waitForTimeout(2_000);
  const entries = (text) => until(page, (wanted) => document.querySelector('.list-comment')?.textContent.startsWith(wanted), text);
  const choose = (label, ...items) => chooseIn(page, label, ...items);
  const saved = () => until(page, () => document.querySelector('.status-save')?.textContent === 'Saved');
  const named = (what) => `100,000 annotations: ${what}`;
  yield { what: named('list'), ...await watched(page, () => page.keyboard.press('F9'), () => entries('Comment 0')) };
  yield { what: named('list, to its end and back'), ...await watched(page, async () => {
    await page.locator('.list-entry').first().click();
    await page.keyboard.press('End');
    await until(page, () => document.querySelector('.list-scroller')?.textContent.includes('Comment 99999,'));
    await page.keyboard.press('Home');
  }, () => entries('Comment 0')) };
  yield { what: named('search in the list'), ...await watched(page, () => page.getByRole('searchbox').pressSequentially('comment 77777', { delay: 60 }), () => entries('Comment 77777')) };
  yield { what: named('search given up'), ...await watched(page, () => page.getByRole('searchbox').fill(''), () => entries('Comment 0')) };
  yield { what: named('sorted'), ...await watched(page, () => choose('Sort', 'Newest first'), () => page.waitForTimeout(800)) };
  yield { what: named('sorted by place again'), ...await watched(page, () => choose('Sort', 'By place'), () => page.waitForTimeout(800)) };
  yield { what: named('filter'), ...await watched(page, async () => {
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await page.getByRole('menuitemcheckbox', { name: 'check' }).click();
    await page.waitForTimeout(800);
    await page.getByRole('menuitem', { name: 'Show all' }).click();
  }, () => entries('Comment 0')) };
  yield { what: named('next annotation'), ...await watched(page, async () => {
    for (let press = 0; press < 10; press += 1) await page.keyboard.press('Control+Alt+PageDown');
  }, () => undefined) };
  yield { what: named('all chosen'), ...await watched(page, async () => {
    await page.locator('.list-entry').first().click();
    await page.keyboard.press('Control+a');
  }, () => until(page, () => document.querySelector('.bulk-bar'))) };
  yield { what: named('all another colour'), ...await watched(page, () => choose('Change the chosen annotations', 'Menu Colour', 'Green'), saved) };
  yield { what: named('that undone'), ...await watched(page, () => page.keyboard.press('Control+z'), saved) };
  await page.locator('.list-entry').first().click();
  await page.keyboard.press('Control+a');
  await until(page, () => document.querySelector('.bulk-bar'));
  yield { what: named('all deleted'), ...await watched(page, () => page.keyboard.press('Delete'), saved) };
  // The search field has the keys now, and an undo of its own.
  await page.locator('.cm-content').focus();
  yield { what: named('that undone, too'), ...await watched(page, () => page.keyboard.press('Control+z'), saved) };
}
