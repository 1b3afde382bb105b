// What the system must have beyond Node: found by looking, installed by apt-get where this is root on Debian.
import { spawn } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import { progressBar, say, SetUpProblem } from './progress.mjs';
import { capture } from './run-command.mjs';
import { lacksDisplay } from './virtual-display.mjs';

/** What Electron links against and a bare Debian lacks. */
const electronPackages = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1', 'libxtst6'];

/** What each group of uses needs: Debian's package and the command that shows it is there, null to ask dpkg. */
const groups = {
  test: [
    ['chromium', 'chromium'],
    ['strace', 'strace'],
    ['fonts-noto-core', null],
    ['fonts-noto-cjk', null],
    ['fonts-noto-color-emoji', null],
  ],
  oracles: [
    ['python3', 'python3'],
    ['python3-html5lib', null],
    ['python3-jsonschema', null],
    ['python3-rfc3987', null],
    ['python3-markdown', null],
    ['python3-pymdownx', null],
    ['python3-pypdf', null],
    // Poppler's view of a PDF's annotations. Bindings without its description would end the checker.
    ['python3-gi', null],
    ['gir1.2-poppler-0.18', null],
    ['pandoc', 'pandoc'],
    ['poppler-utils', 'pdftotext'],
    ['mupdf-tools', 'mutool'],
    ['qpdf', 'qpdf'],
  ],
  office: [['libreoffice-writer-nogui', 'soffice']],
};

/**
 * Sees to it that Electron and the uses named can run; Linux only, elsewhere nothing is needed.
 * @param {{ executable?: string, display?: boolean, uses?: ('test' | 'oracles' | 'office')[], log?: (sentence: string) => void }} options
 *   `executable` is Electron's; `display` asks for a virtual display where there is no real one
 * @returns {Promise<string[]>} what was installed; rejects with the one command to run when this may not install it
 */
export async function ensureSystemLibraries({ executable, display = false, uses = [], log = say } = {}) {
  if (process.platform !== 'linux') return [];
  const missing = await findMissing({ executable, display, uses });
  if (missing.length === 0) return [];
  if ((await findCommand('apt-get')) === null) {
    throw new SetUpProblem(`Missing on this system: ${missing.join(', ')} (Debian's names). Install them and start again.`);
  }
  if (process.getuid() !== 0) {
    throw new SetUpProblem(`Missing on this system: ${missing.join(', ')}. Run this and start again:\n  sudo apt-get install -y --no-install-recommends ${missing.join(' ')}`);
  }
  await install(missing, log);
  return missing;
}

/** The packages, by Debian's names, that are missing for what is asked. */
export async function findMissing({ executable, display = false, uses = [] }) {
  const missing = executable !== undefined && (await linkedLibrariesMissing(executable)) ? await notInstalled(electronPackages) : [];
  if (display && lacksDisplay() && (await findCommand('Xvfb')) === null) missing.push('xvfb');
  const wanted = uses.flatMap((use) => groups[use]);
  for (const [name, command] of wanted) if (command !== null && (await findCommand(command)) === null) missing.push(name);
  return [...missing, ...(await notInstalled(wanted.filter(([, command]) => command === null).map(([name]) => name)))];
}

async function linkedLibrariesMissing(executable) {
  const { stdout } = await capture('ldd', [executable]);
  return stdout.includes('not found');
}

/** On a system without dpkg nothing can be said about fonts and modules: they are taken to be there. */
async function notInstalled(names) {
  if (names.length === 0 || (await findCommand('dpkg-query')) === null) return [];
  const { stdout } = await capture('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\n', ...names.flatMap((name) => [name, `${name}t64`])]);
  const installed = new Set(stdout.split('\n').filter((line) => line.endsWith(' installed')).map((line) => line.split(' ')[0]));
  return names.filter((name) => !installed.has(name) && !installed.has(`${name}t64`));
}

async function findCommand(name) {
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    const file = path.join(folder, name);
    if (await access(file, constants.X_OK).then(() => true, () => false)) return file;
  }
  return null;
}

async function install(packages, log) {
  log(`Installing ${packages.join(', ')} …`);
  await apt(['update'], 'Reading package lists', log);
  const names = await Promise.all(packages.map(nameHere));
  await apt(['install', '-y', '--no-install-recommends', ...names], 'Installing system packages', log);
}

/** Newer releases call some libraries NAMEt64. */
async function nameHere(name) {
  const { stdout } = await capture('apt-cache', ['pkgnames', `${name}t64`]);
  return stdout.split('\n').includes(`${name}t64`) ? `${name}t64` : name;
}

/** Runs apt-get with its progress, which it writes as lines `dlstatus:…:PERCENT:…` and `pmstatus:…:PERCENT:…`, as a bar. */
async function apt(args, label, log) {
  const bar = progressBar(label, 200, log);
  const child = spawn('apt-get', [...args, '-o', 'APT::Status-Fd=3', '-o', 'Acquire::Retries=3'], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (part) => (said += part));
  child.stdio[3].setEncoding('utf8').on('data', (lines) => {
    for (const [, phase, percent] of lines.matchAll(/^(dlstatus|pmstatus):[^:\n]*:([\d.]+):/gm)) bar.update((phase === 'pmstatus' ? 100 : 0) + Number(percent));
  });
  const status = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  bar.stop();
  if (status !== 0) throw new SetUpProblem(`apt-get ${args[0]} failed:\n${said.trim().split('\n').slice(-15).join('\n')}`);
}
