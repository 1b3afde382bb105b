// Prints in Electron, without a display, what it is told on stdin: a line of JSON a page, answered by a line each.
import { readFile, writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { app } from 'electron';
import { preparePrinting } from '../../../../electron/copies/pdf/command-printer';
import type { PaperSize } from '../../../../core/export/options';

interface Order {
  readonly id: number;
  readonly html: string;
  readonly out: string;
  readonly paper: PaperSize;
  /** Milliseconds after which the printing is ended; null: never. */
  readonly endAfter: number | null;
}

const printPage = preparePrinting();

async function print({ id, html, out, endAfter, paper }: Order): Promise<unknown> {
  const signal = endAfter === null ? undefined : AbortSignal.timeout(endAfter);
  const start = performance.now();
  try {
    const bytes = await printPage(await readFile(html, 'utf8'), { paper, signal });
    await writeFile(out, bytes);
    return { id, milliseconds: performance.now() - start, memory: app.getAppMetrics().reduce((sum, { memory }) => sum + memory.workingSetSize, 0) };
  } catch (error) {
    return { id, error: String(error) };
  }
}

void app.whenReady().then(() => {
  const lines = createInterface({ input: process.stdin });
  lines.on('line', (line) => {
    void print(JSON.parse(line) as Order).then((answer) => process.stdout.write(`${JSON.stringify(answer)}\n`));
  });
  lines.on('close', () => { app.exit(0); });
});
