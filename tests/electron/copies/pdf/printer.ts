// A printer for tests: the real one, in an Electron of its own that needs no display.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { test as base } from '@playwright/test';
import * as esbuild from 'esbuild';
import type { Print } from '../../../../electron/copies/pdf/print-options';
import { ensureElectron } from '../../../../scripts/electron-runtime.mjs';

/** What a printing took: milliseconds, and kilobytes of memory of all processes at its end. */
export interface Cost {
  readonly milliseconds: number;
  readonly memory: number;
}

/** Prints with the program's own code. */
export interface Printer {
  readonly print: Print;
  /** As `print`, but ended after so many milliseconds. */
  printAndEnd(html: string, milliseconds: number): Promise<Uint8Array>;
  readonly costs: readonly Cost[];
}

const banner = "import { createRequire as create } from 'node:module'; const require = create(import.meta.url);";

async function buildProgram(folder: string): Promise<void> {
  await esbuild.build({
    entryPoints: [path.join(import.meta.dirname, 'print-program.ts')], outfile: path.join(folder, 'main.mjs'),
    bundle: true, platform: 'node', format: 'esm', target: 'node20', external: ['electron'], banner: { js: banner }, logLevel: 'warning',
  });
  await writeFile(path.join(folder, 'package.json'), JSON.stringify({ name: 'printer', productName: 'printer', version: '1.0.0', type: 'module', main: 'main.mjs' }));
}

/** Starts the printer, and ends it after `use`. */
export async function withPrinter(use: (printer: Printer) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'manicule-printer-'));
  await buildProgram(folder);
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(DISPLAY|WAYLAND_DISPLAY|ELECTRON_.*|NODE_OPTIONS)$/.test(name)));
  const switches = ['--ozone-platform=headless', '--log-level=3', ...root, `--user-data-dir=${path.join(folder, 'profile')}`];
  const child = spawn((await ensureElectron()).executable, [...switches, folder], { env: environment, stdio: ['pipe', 'pipe', 'inherit'] });
  const waiting = new Map<number, (answer: Cost | { readonly error: string }) => void>();
  const end = (): void => { for (const answer of waiting.values()) answer({ error: 'The printer ended.' }); };
  createInterface({ input: child.stdout }).on('close', end).on('line', (line) => {
    const answer = JSON.parse(line) as (Cost | { readonly error: string }) & { readonly id: number };
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  const costs: Cost[] = [];
  let order = 0;
  const print = async (html: string, options: Parameters<Print>[1], endAfter: number | null): Promise<Uint8Array> => {
    const id = order += 1;
    const files = { html: path.join(folder, `${id}.html`), out: path.join(folder, `${id}.pdf`) };
    await writeFile(files.html, html);
    const answered = new Promise<Cost | { readonly error: string }>((resolve) => waiting.set(id, resolve));
    child.stdin.write(`${JSON.stringify({ ...files, id, paper: options.paper, endAfter })}\n`);
    const answer = await answered;
    if ('error' in answer) throw new Error(answer.error);
    costs.push(answer);
    return new Uint8Array(await readFile(files.out));
  };
  try {
    await use({
      print: (html, options) => print(html, options, null),
      printAndEnd: (html, milliseconds) => print(html, { paper: 'A4' }, milliseconds),
      costs,
    });
  } finally {
    const ended = new Promise((resolve) => child.once('close', resolve));
    child.stdin.end();
    await ended;
    await rm(folder, { recursive: true, force: true });
  }
}

/** Tests that print; one printer serves all of a worker. */
export const test = base.extend<object, { printer: Printer }>({
  // Playwright reads the names of what a fixture needs from this pattern.
  printer: [async ({}, use) => { await withPrinter(use); }, { scope: 'worker' }],
});
