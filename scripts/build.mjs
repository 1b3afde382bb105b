// Bundles the application into out/.
import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import * as esbuild from 'esbuild';
import { isProgram, runAsScript, say, SetUpProblem } from './progress.mjs';
import { writeLicences } from './third-party-licences.mjs';

const projectFolder = path.resolve(import.meta.dirname, '..');
const inputs = ['assets', 'core', 'electron', 'renderer', 'scripts/build.mjs', 'scripts/third-party-licences.mjs', 'package-lock.json'];

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
  await refuseMissing(project);
  for (const name of ['electron', 'renderer', 'assets', 'anchoring.mjs', 'build-stamp']) {
    await rm(path.join(out, name), { recursive: true, force: true });
  }
  const results = await bundleAll(bundles(project, out, { minify, development }));
  await writePage(project, out);
  await copyStatic(project, out);
  await writeLicences(project, results.map(({ metafile }) => metafile), path.join(out, 'assets', 'third-party-licences.txt'));
  await writeManifest(path.join(out, 'renderer'));
  // Written last: a build that was interrupted has none and is done again.
  await writeFile(stampFile, stamp);
  log(`Built ${sizesOf(results.map(({ metafile }) => metafile))}.`);
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
    { ...node, entryPoints: ['electron/main.ts'], format: 'esm', splitting: true, chunkNames: 'part-[hash]', outExtension: { '.js': '.mjs' }, banner: { js: nodeModuleBanner } },
    // A sandboxed preload has to be CommonJS.
    { ...node, entryPoints: ['electron/preload.ts', 'electron/document-worker.ts'], format: 'cjs', outExtension: { '.js': '.cjs' } },
    {
      ...shared,
      entryPoints: [{ in: 'renderer/main.tsx', out: 'main' }, { in: 'renderer/find/find-worker.ts', out: 'find-worker' }, { in: 'renderer/styles/main.css', out: 'main' }],
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

async function bundleAll(options) {
  try {
    return await Promise.all(options.map((option) => esbuild.build(option)));
  } catch (error) {
    // esbuild has printed each error with its place already.
    throw new SetUpProblem(`The build failed: ${error.errors?.length ?? 1} errors.`, { cause: error });
  }
}

function sizesOf(metafiles) {
  const totals = new Map();
  for (const [name, { bytes }] of metafiles.flatMap(({ outputs }) => Object.entries(outputs))) {
    if (name.endsWith('.map')) continue;
    const place = name.includes('/renderer/') ? 'window' : path.basename(name);
    totals.set(place, (totals.get(place) ?? 0) + bytes);
  }
  return [...totals].map(([place, bytes]) => `${place} ${Math.ceil(bytes / 1024)} KiB`).join(', ');
}

async function refuseMissing(project) {
  const needed = ['electron/main.ts', 'electron/preload.ts', 'electron/document-worker.ts', 'renderer/main.tsx', 'renderer/styles/main.css', 'renderer/index.html', 'core/anchor/benchmark-module.ts'];
  const missing = [];
  for (const name of needed) if ((await stat(path.join(project, name)).catch(() => null)) === null) missing.push(name);
  if (missing.length > 0) throw new SetUpProblem(`These sources are missing: ${missing.join(', ')}.`);
}

/** The page names the pieces that its script imports at once: found only in the script, each would be asked for a round later. */
async function writePage(project, out) {
  const folder = path.join(out, 'renderer');
  const script = '<script type="module" src="main.js"></script>';
  const page = await readFile(path.join(project, 'renderer', 'index.html'), 'utf8');
  if (!page.includes(script)) throw new Error(`renderer/index.html does not hold ${script}`);
  const imports = [...(await readFile(path.join(folder, 'main.js'), 'utf8')).matchAll(/(?:from|import) ?"\.\/(chunk-[^"]+\.js)"/g)].map(([, name]) => name);
  const links = [...new Set(imports)].map((name) => `<link rel="modulepreload" href="${name}">\n    `).join('');
  await writeFile(path.join(folder, 'index.html'), page.replace(script, links + script));
}

async function copyStatic(project, out) {
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

if (isProgram(import.meta)) {
  await runAsScript(async () => {
    const { values } = parseArgs({ options: { dev: { type: 'boolean', default: false } } });
    const { built } = await build({ minify: !values.dev, development: values.dev });
    if (!built) say('Nothing has changed since the last build.');
    return 0;
  });
}
