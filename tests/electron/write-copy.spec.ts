import { execFileSync, spawnSync } from 'node:child_process';
import { chmod, link, lstat, mkdir, mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { build } from 'esbuild';
import { writeCopy } from '../../electron/write-copy';

let folder: string;

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'manicule-copy-'));
});

test.afterEach(async () => {
  await rm(folder, { recursive: true });
});

interface Case {
  readonly name: string;
  prepare?(path: string): unknown;
  readonly overwrite: boolean;
  /** Kind of the problem; null: written. */
  readonly problem: string | null;
}

const cases: readonly Case[] = [
  { name: 'a new file', overwrite: false, problem: null },
  { name: 'a new file that may overwrite', overwrite: true, problem: null },
  { name: 'not over a file', prepare: (path) => writeFile(path, 'before'), overwrite: false, problem: 'file-exists' },
  { name: 'over a file when told to', prepare: (path) => writeFile(path, 'before'), overwrite: true, problem: null },
  { name: 'not over a folder', prepare: (path) => mkdir(path), overwrite: true, problem: 'is-folder' },
  { name: 'not over a FIFO', prepare: (path) => { execFileSync('mkfifo', [path]); }, overwrite: true, problem: 'not-a-regular-file' },
  { name: 'not over a link to a device', prepare: (path) => symlink('/dev/null', path), overwrite: true, problem: 'not-a-regular-file' },
  { name: 'not over a link to a folder', prepare: (path) => symlink('/', path), overwrite: true, problem: 'is-folder' },
  { name: 'not over a link that leads nowhere', prepare: (path) => symlink('nowhere', path), overwrite: false, problem: 'file-exists' },
];

for (const { name, prepare, overwrite, problem } of cases) {
  test(`writes ${name}`, async () => {
    const path = join(folder, 'copy é 😀.html');
    await prepare?.(path);
    const result = await writeCopy(path, 'after: e\u0301 👩‍👩‍👧', { overwrite });
    if (problem === null) {
      expect(result).toEqual({ ok: true, value: null });
      expect(await readFile(path, 'utf8')).toBe('after: e\u0301 👩‍👩‍👧');
    } else {
      expect(result).toEqual({ ok: false, problem: { kind: problem, path } });
    }
    if (problem === 'file-exists' && name.includes('file')) expect(await readFile(path, 'utf8')).toBe('before');
    expect(await readdir(folder)).toEqual(['copy é 😀.html']);
  });
}

test('writes bytes as they are', async () => {
  await writeCopy(join(folder, 'bytes'), Uint8Array.of(0xff, 0, 0xfe), { overwrite: false });
  expect([...await readFile(join(folder, 'bytes'))]).toEqual([0xff, 0, 0xfe]);
});

test('replaces a link and a second name, and leaves the file behind them as it is', async () => {
  const source = join(folder, 'source.txt');
  await writeFile(source, 'the source');
  await symlink('source.txt', join(folder, 'link'));
  await link(source, join(folder, 'second'));
  for (const name of ['link', 'second']) {
    expect((await writeCopy(join(folder, name), 'copy', { overwrite: true })).ok).toBe(true);
    expect((await lstat(join(folder, name))).isFile()).toBe(true);
    expect(await readFile(join(folder, name), 'utf8')).toBe('copy');
  }
  expect(await readFile(source, 'utf8')).toBe('the source');
});

test('keeps the permissions of what it replaces', async () => {
  const path = join(folder, 'copy');
  await writeFile(path, 'before');
  await chmod(path, 0o640);
  await writeCopy(path, 'after', { overwrite: true });
  expect((await stat(path)).mode & 0o777).toBe(0o640);
});

test('lets one of two win who want the same new name', async () => {
  const path = join(folder, 'copy');
  const contents = Array.from({ length: 8 }, (_, index) => String(index).repeat(100_000));
  const results = await Promise.all(contents.map((content) => writeCopy(path, content, { overwrite: false })));
  const winner = results.findIndex((result) => result.ok);
  expect(await readFile(path, 'utf8')).toBe(contents[winner]);
  expect(results.filter((result) => !result.ok && result.problem.kind === 'file-exists')).toHaveLength(7);
  expect(await readdir(folder)).toEqual(['copy']);
});

test('is never seen half written', async () => {
  const path = join(folder, 'copy');
  const contents = ['a', 'b'].map((letter) => letter.repeat(1_000_000));
  await writeFile(path, contents[0] ?? '');
  let writing = true;
  const seen = new Set<string>();
  const reader = (async () => { while (writing) seen.add(await readFile(path, 'utf8')); })();
  for (let round = 0; round < 20; round += 1) await writeCopy(path, contents[round % 2] ?? '', { overwrite: true });
  writing = false;
  await reader;
  expect([...seen].filter((content) => !contents.includes(content))).toEqual([]);
});

const unwritable: { name: string; path(): string; code: string }[] = [
  { name: 'a folder that is not there', path: () => join(folder, 'none', 'copy'), code: 'ENOENT' },
  { name: 'a file as a folder', path: () => join(folder, 'file', 'copy'), code: 'ENOTDIR' },
  { name: 'a name that is too long', path: () => join(folder, 'n'.repeat(256)), code: 'ENAMETOOLONG' },
  { name: 'a folder of the system', path: () => '/proc/copy', code: 'ENOENT' },
];

for (const { name, path, code } of unwritable) {
  test(`says why it could not write: ${name}`, async () => {
    await writeFile(join(folder, 'file'), 'x');
    expect(await writeCopy(path(), 'x', { overwrite: true })).toEqual({ ok: false, problem: { kind: 'write-failed', path: path(), code } });
    expect(await readdir(folder)).toEqual(['file']);
  });
}

/** Runs `writeCopy` as somebody whom permissions hold for, with files limited to 64 KiB. Answers with the code of the failure. */
async function writeLimited(path: string, length: number): Promise<string> {
  const program = join(folder, 'write.mjs');
  const source = `import { writeCopy } from './electron/write-copy';
    const result = await writeCopy(process.argv[2], 'x'.repeat(Number(process.argv[3])), { overwrite: true });
    process.stdout.write(result.ok ? 'written' : result.problem.code);`;
  await build({
    stdin: { contents: source, resolveDir: join(import.meta.dirname, '../..'), loader: 'ts' },
    outfile: program, bundle: true, platform: 'node', format: 'esm', logLevel: 'error',
  });
  await chmod(folder, 0o777);
  const identity = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  const child = spawnSync('bash', ['-c', 'ulimit -f 64; exec "$@"', 'bash', process.execPath, program, path, String(length)], { ...identity, encoding: 'utf8' });
  return child.stdout;
}

test('leaves what was there when there is no room, and no rest', async () => {
  const path = join(folder, 'copy');
  await writeFile(path, 'before');
  await chmod(path, 0o666);
  expect(await writeLimited(path, 1_000_000)).toBe('EFBIG');
  expect(await readFile(path, 'utf8')).toBe('before');
  expect((await readdir(folder)).sort()).toEqual(['copy', 'write.mjs']);
  expect(await writeLimited(path, 10)).toBe('written');
});

test('respects a protected folder and a protected file', async () => {
  const protectedFolder = join(folder, 'protected');
  await mkdir(protectedFolder, { mode: 0o555 });
  expect(await writeLimited(join(protectedFolder, 'copy'), 10)).toBe('EACCES');
  const file = join(folder, 'file');
  await writeFile(file, 'before', { mode: 0o444 });
  expect(await writeLimited(file, 10)).toBe('EACCES');
  expect(await readFile(file, 'utf8')).toBe('before');
});
