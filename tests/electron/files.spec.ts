import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFile, chmod, mkdtemp, rename, rm, truncate, unlink, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { build } from 'esbuild';
import { chunkSize } from '../../core/contract';
import { fingerprintFile, longestFile, loadText, openTextFile } from '../../electron/files';
import { evilFiles, type EvilFile } from './evil-files';

/** Nobody: whom permissions hold for. Used where the tests run as root, whom they do not. */
const nobody = 65534;
/** Milliseconds after which a child counts as hanging: many times what the largest file takes on a busy machine. */
const patience = 60_000;
const mostMemory = 1.5 * 2 ** 30;

let root: string;
let program: string;
let loader: Loader | null = null;

test.beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'manicule-files-'));
  await chmod(root, 0o755);
  program = join(root, 'load-in-child.mjs');
  await build({ entryPoints: [join(import.meta.dirname, '../fixtures/files/load-in-child.ts')], outfile: program, bundle: true, platform: 'node', format: 'esm', logLevel: 'error' });
});

test.afterAll(async () => {
  loader?.child.kill('SIGKILL');
  // The same process may go on with the other half of these tests.
  loader = null;
  await rm(root, { recursive: true });
});

interface ChildReport {
  readonly chunks: Record<string, unknown>;
  readonly whole: Record<string, unknown>;
  readonly peakBytes: number;
}

interface Loader {
  readonly child: ChildProcessByStdio<Writable, Readable, null>;
  readonly answers: Interface;
}

function startLoader(): Loader {
  const identity = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};
  const child = spawn(process.execPath, ['--max-old-space-size=1024', program], { stdio: ['pipe', 'pipe', 'inherit'], ...identity });
  return { child, answers: createInterface({ input: child.stdout }) };
}

/** Asks the child; one that hangs or dies is a failure, and the next question gets a new one. */
function loadInChild(path: string): Promise<ChildReport> {
  const { child, answers } = loader ??= startLoader();
  return new Promise((resolve, reject) => {
    // Killed, it exits, and that is the answer; were it gone already, no exit would come.
    const timer = setTimeout(() => { if (!child.kill('SIGKILL')) onExit(); }, patience);
    const onExit = (): void => {
      clearTimeout(timer);
      loader = null;
      reject(new Error(`The child hung, or died: ${child.signalCode ?? `exit code ${String(child.exitCode)}`}.`));
    };
    child.once('exit', onExit);
    answers.once('line', (line) => {
      clearTimeout(timer);
      child.off('exit', onExit);
      resolve(JSON.parse(line) as ChildReport);
    });
    child.stdin.write(`${JSON.stringify(path)}\n`);
  });
}

async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(root, 'case-'));
  await chmod(folder, 0o755);
  return folder;
}

function expectedOf({ outcome }: EvilFile): Record<string, unknown> {
  if ('problem' in outcome) return { problem: outcome.problem, ...(outcome.code === undefined ? {} : { code: outcome.code }) };
  if (outcome.source === null) return { report: outcome.report };
  return { source: createHash('sha256').update(outcome.source).digest('hex'), units: outcome.source.length, report: outcome.report };
}

for (const evil of evilFiles) {
  test(`copes with ${evil.name}`, async () => {
    const folder = await freshFolder();
    const report = await loadInChild(await evil.make(folder));
    expect(report.chunks).toMatchObject(expectedOf(evil));
    expect(report.whole).toEqual(report.chunks);
    expect(report.peakBytes).toBeLessThan(mostMemory);
  });
}

test('copes with a socket', async () => {
  const folder = await freshFolder();
  const server = createServer();
  await new Promise<void>((resolve) => { server.listen(join(folder, 'socket'), resolve); });
  const report = await loadInChild(join(folder, 'socket'));
  server.close();
  expect(report.whole).toMatchObject({ problem: 'not-a-regular-file' });
});

const long = 'A line with an emoji 😀 in it.\r\n'.repeat(300_000);

test('delivers the bytes in chunks, ahead of one another, and knows the whole then', async () => {
  const path = join(await freshFolder(), 'long.txt');
  await writeFile(path, long);
  const opened = await openTextFile(path);
  if (!opened.ok) throw new Error(opened.problem.kind);
  const file = opened.value;
  expect(file.size).toBe(Buffer.byteLength(long));
  const count = Math.ceil(file.size / chunkSize);
  const chunks = await Promise.all(Array.from({ length: count }, (_, index) => file.readChunk(index)));
  expect(chunks.map((chunk) => chunk.ok && chunk.value.last)).toEqual(Array.from({ length: count }, (_, index) => index === count - 1));
  expect(Buffer.concat(chunks.map((chunk) => (chunk.ok ? chunk.value.bytes : Buffer.of()))).toString()).toBe(long);
  const expected = { size: file.size, modifiedMs: file.modifiedMs, sha256: createHash('sha256').update(long).digest('hex') };
  expect(file.fingerprint()).toEqual(expected);
  expect(await fingerprintFile(path)).toEqual({ ok: true, value: expected });
  const again = await file.readChunk(0);
  expect(again.ok && Buffer.from(again.value.bytes).equals(Buffer.from(long).subarray(0, chunkSize))).toBe(true);
  expect(file.fingerprint()).toEqual(expected);
  await file.close();
});

test('has no digest when chunks were left out', async () => {
  const path = join(await freshFolder(), 'long.txt');
  await writeFile(path, long);
  const opened = await openTextFile(path);
  if (!opened.ok) throw new Error(opened.problem.kind);
  const last = await opened.value.readChunk(Math.ceil(opened.value.size / chunkSize) - 1);
  expect(last.ok && last.value.last).toBe(true);
  expect(opened.value.fingerprint()).toBeNull();
  await opened.value.close();
});

test('hands the window no more bytes than a chunk has', async () => {
  const path = join(await freshFolder(), 'short.txt');
  await writeFile(path, 'short');
  const opened = await openTextFile(path);
  if (!opened.ok) throw new Error(opened.problem.kind);
  const chunk = await opened.value.readChunk(0);
  expect(chunk.ok && chunk.value.bytes.buffer.byteLength).toBe(5);
  await opened.value.close();
});

const changes: { name: string; change(path: string): Promise<unknown>; kind: string }[] = [
  { name: 'grows', change: (path) => appendFile(path, 'more'), kind: 'changed-while-reading' },
  { name: 'shrinks', change: (path) => truncate(path, chunkSize + 1), kind: 'changed-while-reading' },
  { name: 'is emptied', change: (path) => truncate(path, 0), kind: 'changed-while-reading' },
  { name: 'is written over with as much', change: (path) => writeFile(path, long.replaceAll('line', 'LINE')), kind: 'changed-while-reading' },
  { name: 'vanishes', change: (path) => unlink(path), kind: 'file-vanished' },
  { name: 'is moved away', change: (path) => rename(path, `${path}.old`), kind: 'file-vanished' },
  { name: 'is replaced', change: async (path) => { await writeFile(`${path}.new`, long); await rename(`${path}.new`, path); }, kind: 'changed-while-reading' },
  {
    name: 'is replaced by one of the same size and time',
    async change(path) {
      await writeFile(`${path}.new`, long);
      await utimes(`${path}.new`, 1_000_000_000, 1_000_000_000);
      await rename(`${path}.new`, path);
    },
    kind: 'changed-while-reading',
  },
];

for (const { name, change, kind } of changes) {
  test(`notices that the file ${name} while it is read`, async () => {
    const path = join(await freshFolder(), 'long.txt');
    await writeFile(path, long);
    await utimes(path, 1_000_000_000, 1_000_000_000);
    const opened = await openTextFile(path);
    if (!opened.ok) throw new Error(opened.problem.kind);
    const { size } = opened.value;
    await change(path);
    let problem = 'none';
    for (let index = 0; index < Math.ceil(size / chunkSize) && problem === 'none'; index += 1) {
      const chunk = await opened.value.readChunk(index);
      if (!chunk.ok) problem = chunk.problem.kind;
    }
    expect(problem).toBe(kind);
    expect(opened.value.fingerprint()).toBeNull();
    await opened.value.close();
  });
}

test('answers unusual questions without harm', async () => {
  const path = join(await freshFolder(), 'short.txt');
  await writeFile(path, 'short');
  const opened = await openTextFile(path);
  if (!opened.ok) throw new Error(opened.problem.kind);
  for (const index of [-1, 0.5, Number.NaN, Infinity]) expect(await opened.value.readChunk(index)).toMatchObject({ ok: false, problem: { kind: 'invalid-argument' } });
  expect(await opened.value.readChunk(7)).toMatchObject({ ok: true, value: { last: true } });
  expect(await opened.value.readChunk(2 ** 40)).toMatchObject({ ok: false, problem: { kind: 'file-too-large' } });
  await opened.value.close();
  await opened.value.close();
  expect(await opened.value.readChunk(0)).toMatchObject({ ok: false, problem: { kind: 'cancelled' } });
});

test('draws the line for size at what one string can hold', async () => {
  const path = join(await freshFolder(), 'large.txt');
  await writeFile(path, 'text');
  await truncate(path, longestFile + 1);
  expect(await loadText(path, null)).toMatchObject({ ok: false, problem: { kind: 'file-too-large', size: longestFile + 1, limit: longestFile } });
  await truncate(path, longestFile);
  expect(await loadText(path, null)).toMatchObject({ ok: false, problem: { kind: 'binary-file' } });
});

test('gives a text one fingerprint whatever its encoding and line ends', async () => {
  const folder = await freshFolder();
  // The first word puts an emoji across the edge of the pieces in which the text is hashed.
  const text = `begin ${'Ünï 😀\n'.repeat(200_000)}`;
  const forms = { lf: Buffer.from(text), crlf: Buffer.from(text.replaceAll('\n', '\r\n')), bom: Buffer.from(`\ufeff${text}`), utf16: Buffer.from(`\ufeff${text}`, 'utf16le') };
  for (const [name, bytes] of Object.entries(forms)) {
    await writeFile(join(folder, name), bytes);
    const loaded = await loadText(join(folder, name), null);
    expect(loaded).toMatchObject({ ok: true, value: { fingerprint: { digest: createHash('sha256').update(text).digest('hex'), length: text.length } } });
    expect(loaded.ok && loaded.value.text === text).toBe(true);
  }
});

test('takes an encoding chosen by hand at its word', async () => {
  const path = join(await freshFolder(), 'chinese.txt');
  await writeFile(path, Buffer.from('漢字一二', 'utf16le'));
  expect(await loadText(path, null)).toMatchObject({ ok: false, problem: { kind: 'binary-file' } });
  expect(await loadText(path, 'utf-16le')).toMatchObject({ ok: true, value: { source: '漢字一二', report: { chosen: true } } });
});
