// Electron's own release for this platform, checked against the checksums in the installed `electron` package.
import { createRequire } from 'node:module';
import { downloadArtifact } from '@electron/get';
import { progressBar } from './progress.mjs';
import { unpackZip } from './unpack-zip.mjs';

const require = createRequire(import.meta.url);
const stallLimit = 12_000; // milliseconds without a byte before the download is given up

/** The source of Electron's own releases. */
export const official = {
  name: 'official',
  version: require('electron/package.json').version,
  available: true,

  /**
   * Downloads and unpacks the release into a folder; rejects when it cannot be had.
   * @param {string} folder
   * @param {{ log: (sentence: string) => void }} options
   */
  async fill(folder, { log }) {
    const zip = await download(this.version, log);
    await unpackZip(zip, folder, { label: `Unpacking Electron ${this.version}`, log });
  },
};

async function download(version, log) {
  const abort = new AbortController();
  const giveUp = () => abort.abort(new Error(`nothing came for ${stallLimit / 1000} s`));
  let timer = setTimeout(giveUp, stallLimit);
  let bar = null;
  try {
    return await downloadArtifact({
      version,
      artifactName: 'electron',
      platform: process.platform,
      arch: process.arch,
      checksums: require('electron/checksums.json'),
      ...(process.env.electron_config_cache ? { cacheRoot: process.env.electron_config_cache } : {}),
      downloadOptions: {
        quiet: true,
        signal: abort.signal,
        getProgressCallback: async ({ percent }) => {
          clearTimeout(timer);
          timer = setTimeout(giveUp, stallLimit);
          bar ??= progressBar(`Downloading Electron ${version}`, 1, log);
          bar.update(percent);
        },
      },
    });
  } finally {
    clearTimeout(timer);
    bar?.stop();
  }
}
