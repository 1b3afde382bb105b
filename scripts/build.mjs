// Bundles the application into out/.
import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import * as esbuild from 'esbuild';
import { say } from './progress.mjs';

const projectFolder = path.resolve(import.meta.dirname, '..');
const inputs = ['assets', 'core', 'electron', 'renderer', 'scripts/build.mjs', 'package-lock.json'];

/** Libraries in CommonJS, and `__dirname`, inside the main process's module. */
const nodeModuleBanner = [
  "import { createRequire as createManiculeRequire } from 'node:module';",
  'const require = createManiculeRequire(import.meta.url);',
  'const __filename = import.meta.filename;',
  'const __dirname = import.meta.dirname;',
].join('\n');

/**
 * Builds everything into `out/`; does nothing when no input has changed since the last build.
 * @param {{ minify?: boolean, development?: boolean, project?: string, log?: (sentence: string) => void }} options
 *   `development` keeps React's warnings
 * @returns {Promise<{ built: boolean }>} rejects with a sentence when a source is missing or wrong
 */
export async function build({ minify = true, development = false, project = projectFolder, log = say } = {}) {
  const out = path.join(project, 'out');
  const stamp = `${await hashOfInputs(project)} ${minify} ${development}`;
  const stampFile = path.join(out, 'build-stamp');
  if ((await readFile(stampFile, 'utf8').catch(() => '')) === stamp) return { built: false };
  log('Building …');
  await missingEntries(project);
  for (const name of ['electron', 'renderer', 'assets', 'anchoring.mjs', 'build-stamp']) {
    await rm(path.join(out, name), { recursive: true, force: true });
  }
  const sizes = await Promise.all(bundles(project, out, { minify, development }).map(bundle));
  await copyStatic(project, out);
  await writeManifest(path.join(out, 'renderer'));
  // Written last: a build that was interrupted has none and is done again.
  await writeFile(stampFile, stamp);
  log(`Built ${sizes.map(([name, bytes]) => `${name} ${Math.ceil(bytes / 1024)} KiB`).join(', ')}.`);
  return { built: true };
}

function bundles(project, out, { minify, development }) {
  const shared = {
    absWorkingDir: project,
    bundle: true,
    minify,
    sourcemap: development ? 'linked' : false,
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
    define: { 'process.env.NODE_ENV': JSON.stringify(development ? 'development' : 'production') },
  };
  const node = { ...shared, platform: 'node', target: 'node20', external: ['electron'], outdir: path.join(out, 'electron') };
  return [
    // A module, because Electron waits for its top-level await before it needs a display: the command line works without one.
    { ...node, entryPoints: ['electron/main.ts'], format: 'esm', outExtension: { '.js': '.mjs' }, banner: { js: nodeModuleBanner } },
    // A sandboxed preload has to be CommonJS.
    { ...node, entryPoints: ['electron/preload.ts', 'electron/document-worker.ts'], format: 'cjs', outExtension: { '.js': '.cjs' } },
    {
      ...shared,
      entryPoints: ['renderer/main.tsx', { in: 'renderer/styles/main.css', out: 'main' }].map((entry) => (typeof entry === 'string' ? { in: entry, out: 'main' } : entry)),
      outdir: path.join(out, 'renderer'),
      format: 'esm',
      splitting: true,
      target: 'chrome130',
      jsx: 'automatic',
      chunkNames: 'chunk-[hash]',
      assetNames: '[name]-[hash]',
      loader: { '.svg': 'file', '.woff2': 'file', '.png': 'file' },
    },
    { ...shared, entryPoints: ['core/anchor/benchmark-module.ts'], outfile: path.join(out, 'anchoring.mjs'), format: 'esm', platform: 'neutral', target: 'node20' },
  ];
}

async function bundle(options) {
  const { metafile } = await esbuild.build(options);
  const bytes = Object.entries(metafile.outputs).reduce((sum, [name, output]) => (name.endsWith('.map') ? sum : sum + output.bytes), 0);
  return [path.relative(options.absWorkingDir, options.outdir ?? options.outfile) + (options.format === 'cjs' ? '/*.cjs' : ''), bytes];
}

async function missingEntries(project) {
  const needed = ['electron/main.ts', 'electron/preload.ts', 'electron/document-worker.ts', 'renderer/main.tsx', 'renderer/styles/main.css', 'renderer/index.html', 'core/anchor/benchmark-module.ts'];
  const missing = [];
  for (const name of needed) if ((await stat(path.join(project, name)).catch(() => null)) === null) missing.push(name);
  if (missing.length > 0) throw new Error(`These sources are missing: ${missing.join(', ')}.`);
}

async function copyStatic(project, out) {
  await cp(path.join(project, 'renderer', 'index.html'), path.join(out, 'renderer', 'index.html'));
  await mkdir(path.join(out, 'assets'), { recursive: true });
  for (const name of ['samples', 'icon.png']) {
    const source = path.join(project, 'assets', name);
    if ((await stat(source).catch(() => null)) !== null) await cp(source, path.join(out, 'assets', name), { recursive: true });
  }
}

/** The one list of files that the window may be served. */
async function writeManifest(folder) {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)).replaceAll(path.sep, '/'));
  await writeFile(path.join(folder, 'manifest.json'), `${JSON.stringify(names.sort(), null, 2)}\n`);
}

async function hashOfInputs(project) {
  const hash = createHash('sha256');
  for (const name of inputs) {
    for (const file of await filesBelow(path.join(project, name))) {
      hash.update(`${path.relative(project, file)}\0`).update(await readFile(file)).update('\0');
    }
  }
  return hash.digest('hex');
}

async function filesBelow(place) {
  const status = await stat(place).catch(() => null);
  if (status === null) return [];
  if (status.isFile()) return [place];
  const entries = await readdir(place, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath ?? entry.path, entry.name)).sort();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values } = parseArgs({ options: { dev: { type: 'boolean', default: false } } });
  try {
    const { built } = await build({ minify: !values.dev, development: values.dev });
    if (!built) say('Nothing has changed since the last build.');
  } catch (error) {
    say(error.message);
    process.exitCode = 1;
  }
}
