import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { build } from 'esbuild';
import { createPrintPort } from '../../electron/copies/pdf/print-port';
import { createRunApart } from '../../electron/run-apart';
import { createWorkerClient, type WorkerClient } from '../../electron/worker-client';
import { createWritePermit, takePermit, withdrawPermit } from '../../electron/write-permit';
import { writeCopy } from '../../electron/write-copy';
import { annotationOn, valueOf } from './workshop';

const text = 'The ferryman 😀 nodded.\nThe end.\n';

async function inFolder(use: (folder: string, script: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'manicule-apart-'));
  const script = join(folder, 'worker.cjs');
  await build({ entryPoints: [resolve(import.meta.dirname, '../../electron/document-worker.ts')], bundle: true, platform: 'node', format: 'cjs', outfile: script, logLevel: 'silent' });
  try {
    await use(folder, script);
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('a job in a thread of its own is ended, and one that nobody ends comes to its end', () => inFolder(async (folder, script) => {
  const started: WorkerClient[] = [];
  const start = () => createWorkerClient(script, () => createPrintPort(() => Promise.reject(new Error('Nothing is printed here.'))));
  const runApart = createRunApart(() => {
    started.push(start());
    return started.at(-1)!;
  });
  const path = join(folder, 'a.txt');
  const target = join(folder, 'a.html');
  const mark = annotationOn(text, 'The end', 1);
  // Long enough that it cannot be over before it is ended.
  await writeFile(path, `${text}${'Words and words. '.repeat(3_000_000)}`);
  const request = { path, file: null, text: null, encoding: null, deleted: [], fresh: [], snapshots: join(folder, 'snapshots'), annotations: [mark], format: 'html', target, overwrite: true, version: '1' } as const;
  const controller = new AbortController();
  const permit = createWritePermit();
  const running = runApart('export', { ...request, permit }, controller.signal);
  setTimeout(() => { if (withdrawPermit(permit)) controller.abort(); }, 100);
  expect(await running).toEqual({ ok: false, problem: { kind: 'cancelled' } });
  expect(await readdir(folder)).toEqual(expect.not.arrayContaining(['a.html']));
  expect(await runApart('export', { ...request, permit }, controller.signal)).toEqual({ ok: false, problem: { kind: 'cancelled' } });
  await writeFile(path, text);
  const told: number[] = [];
  valueOf(await runApart('export', { ...request, permit: createWritePermit() }, new AbortController().signal, (done) => told.push(done)));
  expect(told).toEqual([0.2, 0.4, 0.8, 1]);
  expect(await readFile(target, 'utf8')).toContain('<mark');
  valueOf(await runApart('export', { ...request, permit: createWritePermit() }, new AbortController().signal));
  expect(started, 'one was ended, the next is used again').toHaveLength(2);
  await started[1]?.close();
}));

test('a permit is taken or withdrawn, never both', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'manicule-permit-'));
  const target = join(folder, 'copy.md');
  await writeFile(target, 'earlier');
  const late = createWritePermit();
  expect([takePermit(late), withdrawPermit(late)]).toEqual([true, false]);
  const early = createWritePermit();
  expect([withdrawPermit(early), withdrawPermit(early), takePermit(early)]).toEqual([true, true, false]);
  expect(await writeCopy(target, 'later', { overwrite: true, permit: early })).toEqual({ ok: false, problem: { kind: 'cancelled' } });
  expect(await readFile(target, 'utf8')).toBe('earlier');
  valueOf(await writeCopy(target, 'later', { overwrite: true, permit: createWritePermit() }));
  expect(await readFile(target, 'utf8')).toBe('later');
  expect(await readdir(folder)).toEqual(['copy.md']);
  await rm(folder, { recursive: true });
});
