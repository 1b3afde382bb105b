// A cached Electron: where it lies, whether it is whole, and how it gets there without ever being seen half done.
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import lockfile from 'proper-lockfile';

const recordName = 'manicule-runtime.json';

/**
 * The folder for what is fetched once: `manicule` in the platform's cache folder.
 * @param {NodeJS.ProcessEnv} environment
 */
export function cacheFolder(environment = process.env) {
  const home = os.homedir();
  if (process.platform === 'darwin') return path.join(home, 'Library', 'Caches', 'manicule');
  if (process.platform === 'win32') return path.join(environment.LOCALAPPDATA ?? path.join(home, 'AppData', 'Local'), 'manicule', 'Cache');
  // The XDG specification: a relative path is to be ignored.
  const configured = environment.XDG_CACHE_HOME;
  return path.join(configured && path.isAbsolute(configured) ? configured : path.join(home, '.cache'), 'manicule');
}

/** Where the executable lies within an unpacked Electron. */
export function executableIn(folder) {
  if (process.platform === 'darwin') return path.join(folder, 'Electron.app', 'Contents', 'MacOS', 'Electron');
  return path.join(folder, process.platform === 'win32' ? 'electron.exe' : 'electron');
}

/**
 * Why an unpacked Electron cannot be used, null when it is whole: each file has its recorded size.
 * @returns {Promise<string | null>}
 */
export async function findDamage(folder, version) {
  const record = await readJson(path.join(folder, recordName));
  if (record === null) return 'its list of files is missing';
  const found = await readFile(path.join(folder, 'version'), 'utf8').catch(() => '');
  if (found.trim().replace(/^v/, '') !== version) return `its version is ${found.trim() || 'unknown'}, not ${version}`;
  for (const [name, size] of Object.entries(record.files)) {
    const status = await stat(path.join(folder, name)).catch(() => null);
    if (status === null) return `${name} is missing`;
    if (status.size !== size) return `${name} has ${status.size} bytes, not ${size}`;
  }
  const executable = await stat(executableIn(folder)).catch(() => null);
  if (executable === null) return 'the executable is missing';
  return process.platform !== 'win32' && (executable.mode & 0o111) === 0 ? 'the executable may not be run' : null;
}

/**
 * Fills a folder beside `folder`, records what is in it and puts it in place with one rename.
 * @param {string} folder
 * @param {(staging: string) => Promise<void>} fill
 */
export async function installFolder(folder, fill) {
  const staging = `${folder}.unpacking-${process.pid}-${Date.now().toString(36)}`;
  try {
    await mkdir(staging, { recursive: true });
    await fill(staging);
    await writeFile(path.join(staging, recordName), JSON.stringify({ files: await fileSizes(staging) }, null, 1));
    await rm(folder, { recursive: true, force: true });
    await rename(staging, folder);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/**
 * Runs `work` while no other set-up works in the same cache; waits for one that does. What a killed set-up left is cleared away.
 * @template Value
 * @param {string} root
 * @param {() => Promise<Value>} work
 * @param {(sentence: string) => void} log
 * @returns {Promise<Value>}
 */
export async function withCacheLock(root, work, log) {
  await mkdir(root, { recursive: true });
  const options = { stale: 15_000, update: 3_000, lockfilePath: path.join(root, 'set-up.lock') };
  const taken = await lockfile.check(root, options);
  if (taken) log('Another set-up is at work; waiting for it …');
  const release = await lockfile.lock(root, { ...options, retries: { retries: 3_600, minTimeout: 500, maxTimeout: 500 } });
  try {
    for (const name of await readdir(root)) {
      if (name.includes('.unpacking-')) await rm(path.join(root, name), { recursive: true, force: true });
    }
    return await work();
  } finally {
    await release();
  }
}

async function fileSizes(folder) {
  const sizes = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath ?? entry.path, entry.name);
    sizes[path.relative(folder, file).replaceAll(path.sep, '/')] = (await stat(file)).size;
  }
  return sizes;
}

async function readJson(file) {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
