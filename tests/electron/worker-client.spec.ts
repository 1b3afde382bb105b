import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { build } from 'esbuild';
import { createPrintPort } from '../../electron/copies/pdf/print-port';
import { createWorkerClient } from '../../electron/worker-client';
import { annotationOn, valueOf } from './workshop';

const text = 'The ferryman 😀 nodded.\r\nThe end.\r\n';

test('jobs run in a thread of their own, one after the other; bugs and a lost thread are told', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'manicule-worker-'));
  const script = join(folder, 'worker.cjs');
  await build({ entryPoints: [resolve(import.meta.dirname, '../../electron/document-worker.ts')], bundle: true, platform: 'node', format: 'cjs', outfile: script, logLevel: 'silent' });
  const path = join(folder, 'a.txt');
  await writeFile(path, text);
  const print = (): Promise<never> => Promise.reject(new Error('No paper.'));
  const worker = createWorkerClient(script, () => createPrintPort(print));
  const basis = {
    path, file: null, text: null, encoding: null, deleted: [], fresh: [], snapshots: join(folder, 'snapshots'), annotations: [annotationOn(text.replaceAll('\r\n', '\n'), 'The end', 1)],
  };
  const [kept, placed] = await Promise.all([worker.run('keepText', basis), worker.run('place', basis)]);
  expect(valueOf(kept).text.length).toBe(text.length - 2);
  expect(valueOf(placed)).toMatchObject({ textChanged: true, placements: {} });
  await expect(worker.run('place', null as never)).rejects.toThrow(/null/);
  const lost = expect(worker.run('keepText', basis)).rejects.toThrow(/closed/);
  await worker.close();
  await lost;
  expect(valueOf(await worker.run('keepText', basis)).file.size).toBe(Buffer.byteLength(text));
  const pdf = { ...basis, format: 'pdf', version: '1', target: join(folder, 'a.pdf'), overwrite: false } as const;
  await expect(worker.run('export', pdf)).rejects.toThrow(/No paper/);
  valueOf(await worker.run('export', { ...pdf, format: 'docx', target: join(folder, 'a.docx') }));
  expect((await stat(join(folder, 'a.docx'))).size).toBeGreaterThan(1000);
  await worker.close();
  await rm(folder, { recursive: true });
});
