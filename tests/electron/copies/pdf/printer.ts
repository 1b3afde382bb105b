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
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<string> => {
    const { value, done } = await lines.next() as { value: string; done?: boolean };
    if (done === true) throw new Error('The printer ended.');
    return value;
  };
  await next();
  const costs: Cost[] = [];
  const print = async (html: string, options: Parameters<Print>[1], endAfter: number | null): Promise<Uint8Array> => {
    const files = { html: path.join(folder, 'page.html'), out: path.join(folder, 'page.pdf') };
    await writeFile(files.html, html);
    child.stdin.write(`${JSON.stringify({ ...files, paper: options.paper, header: options.header, footer: options.footer, endAfter })}\n`);
    const answer = JSON.parse(await next()) as Cost | { readonly error: string };
    if ('error' in answer) throw new Error(answer.error);
    costs.push(answer);
    return new Uint8Array(await readFile(files.out));
  };
  try {
    await use({
      print: (html, options) => print(html, options, null),
      printAndEnd: (html, milliseconds) => print(html, { paper: 'A4', header: '', footer: '' }, milliseconds),
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
