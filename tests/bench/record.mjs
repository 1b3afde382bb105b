// One document with 100,000 annotations: how long opening it, one mark, and changes of all of them hold up the window's thread and the main process's.
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { _electron } from '@playwright/test';
import { writeAnnotatedText } from './annotated-text.mjs';
import { median, runProgram } from './programs.mjs';
import { choose, cleanEnvironment, loaded, unfelt, until, watchedBoth } from './window-tasks.mjs';

const textSize = 10_000_000;
const annotations = 100_000;

/**
 * Measures one very long record.
 * @param {{ electron: string, switches: string[], project: string, rounds: number, env: NodeJS.ProcessEnv, log: (line: string) => void }} options
 */
export async function* measureRecord({ electron, switches, project, rounds, env, log }) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'manicule-bench-'));
  const args = (...words) => [...switches, `--user-data-dir=${path.join(folder, 'profile')}`, project, ...words];
  try {
    const file = path.join(folder, 'many.md');
    const jsonld = path.join(folder, 'many.jsonld');
    await writeAnnotatedText(file, jsonld, textSize, annotations);
    await runProgram(electron, args('import', file, jsonld), { env });
    log('The record is ready.');
    const times = new Map();
    for (let round = 0; round < rounds; round += 1) {
      const app = await _electron.launch({ executablePath: electron, args: args(file), env: cleanEnvironment(env) });
      try {
        for await (const { what, ...taken } of stepsOf(app, await app.firstWindow())) {
          times.set(what, [...(times.get(what) ?? []), taken]);
          log(`${what}: ${taken.milliseconds.toFixed(0)} ms; longest task ${taken.blocked.toFixed(0)} ms, of the main process ${taken.main.toFixed(0)} ms`);
        }
      } finally {
        await app.close();
      }
      log(`round ${round + 1} of ${rounds}`);
    }
    for (const [what, taken] of times) yield* rowsOf(what, taken);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function* rowsOf(what, taken) {
  const time = median(taken.map(({ milliseconds }) => milliseconds));
  yield { what: `${what}: until it is done`, median: time, unit: 'ms', ratio: 1, goal: null };
  for (const [kind, thread] of [['blocked', 'window'], ['main', 'main process']]) {
    const held = Math.max(...taken.map((each) => each[kind]));
    yield { what: `${what}: ${thread} held up`, median: held, unit: 'ms', ratio: held / unfelt, goal: 1 };
  }
}

async function* stepsOf(app, page) {
  const measured = async (what, act, done) => ({ what: `100,000 in one: ${what}`, ...await watchedBoth(app, page, act, done) });
  yield await measured('opened', () => undefined, () => loaded(page));
  await page.waitForTimeout(2_000);
  await countSaves(page);
  const saving = async (what, act) => {
    const before = await page.evaluate(() => window.benchSaves);
    return measured(what, act, () => until(page, (count) => window.benchSaves > count, before));
  };
  const select = async () => {
    await page.keyboard.press('Control+Home');
    await page.waitForTimeout(300);
    for (let press = 0; press < 3; press += 1) await page.keyboard.press('Shift+ArrowRight');
    await page.waitForTimeout(300);
  };
  const chooseAll = async () => {
    await page.locator('.list-entry').first().click();
    await page.keyboard.press('Control+a');
    await until(page, () => document.querySelector('.bulk-bar'));
  };
  await select();
  yield await saving('one highlight, the first save', () => page.keyboard.press('2'));
  await select();
  yield await saving('one more', () => page.keyboard.press('3'));
  yield await saving('that undone', () => page.keyboard.press('Control+z'));
  await select();
  await page.keyboard.press('c');
  await page.keyboard.type('What a crowd 😀');
  yield await saving('one comment', () => page.keyboard.press('Enter'));
  await page.keyboard.press('F9');
  await until(page, () => document.querySelector('.list-entry'));
  await chooseAll();
  yield await saving('all another colour', () => choose(page, 'Change the chosen annotations', 'Menu Colour', 'Green'));
  yield await saving('all undone', () => page.keyboard.press('Control+z'));
  yield await saving('all made again', () => page.keyboard.press('Control+Shift+z'));
  await chooseAll();
  yield await saving('all deleted', () => page.keyboard.press('Delete'));
  // The search field has the keys now, and an undo of its own.
  await page.locator('.cm-content').focus();
  yield await saving('all brought back', () => page.keyboard.press('Control+z'));
}

/** Counts how often the status bar comes to say that all is saved. */
async function countSaves(page) {
  await page.evaluate(() => {
    const status = document.querySelector('.status-save');
    let saved = true;
    window.benchSaves = 0;
    new MutationObserver(() => {
      const now = status.textContent === 'Saved';
      if (now && !saved) window.benchSaves += 1;
      saved = now;
    }).observe(status, { subtree: true, childList: true, characterData: true });
  });
}
