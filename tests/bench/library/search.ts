/** Searches all annotations of a library in the thread that the program has for it, and prints milliseconds and MB as JSON: `search.mjs FOLDER WORKER`. */
import { MessageChannel } from 'node:worker_threads';
import { performance } from 'node:perf_hooks';
import { storeFolders } from '../../../electron/storage/store-folders';
import { createWorkerClient } from '../../../electron/worker-client';

const [, , folder = '', worker = ''] = process.argv;
const { documents } = storeFolders(folder);
const before = process.memoryUsage().rss;
const { run, close } = createWorkerClient(worker, () => new MessageChannel().port1, 600_000);

async function search(typed: string): Promise<{ milliseconds: number; total: number }> {
  const started = performance.now();
  const { total } = await run('search', { documents, typed });
  return { milliseconds: performance.now() - started, total };
}

const first = await search('needle');
const next = [];
for (const typed of ['needle', 'quoted', 'the w', '#check', 'mother world']) next.push(await search(typed));
const memory = (process.memoryUsage().rss - before) / 1024 / 1024;
await close();
process.stdout.write(JSON.stringify({ first, next, memory }));
