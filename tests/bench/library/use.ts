/**
 * Uses a library as the main process does: `use.mjs FOLDER [TEXTS]`, where TEXTS is a folder that keeps annotations beside its files. Prints lines of JSON, all times in milliseconds. The first tells `recent`, from
 * opening the library to its list of recent documents. Each line on its standard input saves one comment and is answered with `saved`; its end
 * is answered with `blocked`, the longest time in which nothing else had its turn.
 */
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { openLibrary } from '../../../electron/storage/library';

const [, , folder = '', texts = ''] = process.argv;
const tell = (line: Record<string, number>): void => { process.stdout.write(`${JSON.stringify(line)}\n`); };
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const opened = performance.now();
const library = await openLibrary(folder, { now: () => new Date().toISOString(), newId: () => randomUUID(), onProblem: (problem) => { throw new Error(JSON.stringify(problem)); }, besideFolders: () => [texts] });
await library.recent(50);
tell({ recent: performance.now() - opened });
const text = join(texts || '/bench/measured', `${randomUUID()}.txt`);
if (texts !== '') await writeFile(text, 'The ferry 😀.\n');
const made = await library.create(text);
if (!made.ok) throw new Error(JSON.stringify(made.problem));
let count = 0;
for await (const line of createInterface({ input: process.stdin })) {
  const time = new Date().toISOString();
  const annotation = {
    id: randomUUID(), revision: 1, created: time, modified: time, creator: 'Ada Lovelace',
    target: { position: { start: 0, end: 6 }, quote: { exact: 'ferry 😀', prefix: '', suffix: '' } },
    style: 'highlight', color: 'yellow', comment: `Comment ${String(count += 1)} ${line}`, tags: [], resolved: false, replies: [],
  } as const;
  const started = performance.now();
  const saved = await library.saveChange(made.value.documentId, { added: [annotation], updated: [], removed: [] });
  tell({ saved: performance.now() - started });
  if (!saved.ok) throw new Error(JSON.stringify(saved.problem));
}
delay.disable();
await library.close();
tell({ blocked: delay.max / 1e6 });
