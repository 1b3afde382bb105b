// Packages the application: dist/linux-unpacked, and as a variant for the tests dist/inspectable/linux-unpacked.
import { createHash } from 'node:crypto';
import { chmod, cp, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Arch, build as buildPackage, Platform } from 'electron-builder';
import { build } from './build.mjs';
import { ensureElectron } from './electron-runtime.mjs';
import { isProgram, runAsScript, say, SetUpProblem } from './progress.mjs';

const project = path.resolve(import.meta.dirname, '..');
const platforms = { linux: Platform.LINUX, darwin: Platform.MAC, win32: Platform.WINDOWS };

/** The fuses of what ships. The inspectable variant differs in one: Playwright drives it through --inspect. */
const releaseFuses = {
  runAsNode: false,
  enableCookieEncryption: false,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
};

/**
 * Packages for this platform. The unpacked folder is left alone when nothing has changed since it was made.
 * @param {{ inspectable?: boolean, targets?: string[], log?: (sentence: string) => void }} options
 *   `targets` as electron-builder names them; 'dir' is the unpacked folder alone
 * @returns {Promise<string>} the folder it is in
 */
export async function packageApplication({ inspectable = false, targets = ['dir'], log = say } = {}) {
  const runtime = await ensureElectron({ log });
  await build({ log });
  const output = path.join(project, 'dist', ...(inspectable ? ['inspectable'] : []));
  const stampFile = path.join(output, 'package-stamp');
  const stamp = await stampOf(runtime, inspectable);
  const unpackedOnly = targets.length === 1 && targets[0] === 'dir';
  if (unpackedOnly && (await readFile(stampFile, 'utf8').catch(() => '')) === stamp) return output;
  log(`Packaging${inspectable ? ' the inspectable variant' : ''} with Electron ${runtime.version} (${runtime.source}) …`);
  await rm(stampFile, { force: true });
  await runBuilder(targets, {
    extends: path.join(project, 'electron-builder.yml'),
    directories: { output },
    electronDist: runtime.folder,
    electronVersion: runtime.version,
    electronFuses: { ...releaseFuses, enableNodeCliInspectArguments: inspectable },
    // No library goes along: everything is bundled. So there is nothing to search or to rebuild.
    beforeBuild: () => Promise.resolve(false),
    afterPack: finishFolder,
  });
  await writeFile(stampFile, stamp);
  log(`Packaged into ${path.relative(project, output)}.`);
  return output;
}

async function runBuilder(targets, config) {
  try {
    await buildPackage({ projectDir: project, publish: 'never', targets: platforms[process.platform].createTarget(targets, Arch[process.arch]), config });
  } catch (error) {
    if (!/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH/.test(`${error.code} ${error.message}`)) throw error;
    throw new SetUpProblem(`${targets.join(', ')} cannot be made here: electron-builder could not download a tool it needs (${error.message}).`, { cause: error });
  }
}

/** Takes out what belongs to the cached runtime alone and adds the launcher. */
async function finishFolder({ appOutDir, electronPlatformName }) {
  for (const name of ['resources/app', 'manicule-runtime.json']) await rm(path.join(appOutDir, name), { recursive: true, force: true });
  if (electronPlatformName !== 'linux') return;
  const launcher = path.join(appOutDir, 'bin', 'manicule');
  await mkdir(path.dirname(launcher), { recursive: true });
  await cp(path.join(import.meta.dirname, 'launcher.sh'), launcher);
  await chmod(launcher, 0o755);
}

async function stampOf(runtime, inspectable) {
  const hash = createHash('sha256').update(JSON.stringify([runtime, inspectable]));
  for (const name of ['out/build-stamp', 'package.json', 'electron-builder.yml', 'scripts/package.mjs', 'scripts/launcher.sh', 'LICENSE', 'assets/icon.png']) {
    const file = path.join(project, name);
    if ((await stat(file).catch(() => null)) !== null) hash.update(await readFile(file));
  }
  return hash.digest('hex');
}

if (isProgram(import.meta)) {
  await runAsScript(async () => {
    const flag = { type: 'boolean', default: false };
    const { values, positionals } = parseArgs({ options: { inspectable: flag, linux: flag, mac: flag, win: flag }, allowPositionals: true });
    const own = { linux: 'linux', darwin: 'mac', win32: 'win' }[process.platform];
    const other = ['linux', 'mac', 'win'].find((name) => values[name] && name !== own);
    if (other !== undefined) throw new SetUpProblem(`Packages for --${other} are made on that platform.`);
    await packageApplication({ inspectable: values.inspectable, ...(positionals.length > 0 ? { targets: positionals } : {}) });
    return 0;
  });
}
