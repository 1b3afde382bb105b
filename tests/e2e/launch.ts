// Starts Manicule for a test: a fresh profile, its log kept, native dialogs answered.
import { spawn, type ChildProcess } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { _electron, chromium, test as base, type Browser, type ElectronApplication, type Page } from '@playwright/test';
import { ensureElectron } from '../../scripts/electron-runtime.mjs';
import { temporaryFolder } from './temporary-folder';

const project = path.resolve(import.meta.dirname, '../..');
const executableName = process.platform === 'win32' ? 'manicule.exe' : 'manicule';

/** Switches every start needs: quiet logs, and no sandbox for root alone, whom Chromium refuses one. */
export const commonSwitches: readonly string[] = ['--log-level=3', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];

/** The packaged application that ships, fuses and all. */
export const releaseExecutable = path.join(project, 'dist', 'linux-unpacked', executableName);

/** The packaged application that differs from the shipped one only in letting Playwright in. */
export const inspectableExecutable = path.join(project, 'dist', 'inspectable', 'linux-unpacked', executableName);

export interface LaunchOptions {
  /** What follows the program's name on the command line. */
  readonly args?: readonly string[];
  /** A profile folder to use again; without one a fresh one is made, and removed on closing. */
  readonly profile?: string;
  readonly build?: 'development' | 'inspectable';
  readonly env?: Readonly<Record<string, string>>;
}

export interface Launched {
  readonly app: ElectronApplication;
  readonly window: Page;
  readonly profile: string;
  /** Closes the application as a person would, and waits until it has ended. */
  close(): Promise<void>;
  /** What it has written to stdout and stderr so far. */
  log(): string;
}

/** Starts Manicule under Playwright and waits for its window. */
export async function launchManicule({ args = [], profile, build = 'development', env = {} }: LaunchOptions = {}): Promise<Launched> {
  const folder = profile ?? (await freshProfile());
  const own = build === 'development' ? [project] : [];
  const app = await attach({
    executablePath: build === 'development' ? (await ensureElectron()).executable : inspectableExecutable,
    args: [...commonSwitches, `--user-data-dir=${folder}`, ...own, ...args],
    env: { ...environment(), ...env },
  });
  const log = collectLog(app.process());
  const launched = register({ app, profile: folder, fresh: profile === undefined, log });
  return { ...launched, window: await app.firstWindow() };
}

/**
 * Starts the application and joins Playwright to it. Playwright looks for the debuggers' addresses at the start of a line of stderr; on a busy machine
 * another process' message can stand before one, and the wait has no end, about once in fifty starts, while the window is long there. So it gets a second try, which is said.
 */
async function attach(options: NonNullable<Parameters<typeof _electron.launch>[0]>): Promise<ElectronApplication> {
  try {
    return await _electron.launch({ ...options, timeout: 40_000 });
  } catch (error) {
    if (!(error instanceof Error) || !/timeout/i.test(error.message)) throw error;
    console.warn(`Playwright did not get hold of the application; starting it once more. ${error.message}`);
    return _electron.launch({ ...options, timeout: 40_000 });
  }
}

/** The command line's words for the development build: the executable and all that comes before the person's own arguments. */
export async function developmentCommand(profile: string): Promise<readonly [string, ...string[]]> {
  return [(await ensureElectron()).executable, ...commonSwitches, `--user-data-dir=${profile}`, project];
}

/** An empty profile folder, which a test may leave. */
export function freshProfile(): Promise<string> {
  return temporaryFolder('manicule-profile-');
}

export interface Attached {
  readonly browser: Browser;
  readonly window: Page;
  readonly profile: string;
  readonly process: ChildProcess;
  close(): Promise<void>;
  log(): string;
}

/** Starts the application that ships and attaches to its window by the DevTools protocol, the one way in that its fuses leave. */
export async function launchReleaseOverCdp({ args = [], profile, env = {} }: Omit<LaunchOptions, 'build'> = {}): Promise<Attached> {
  const folder = profile ?? (await freshProfile());
  // An earlier start's port is nobody's any more.
  await rm(path.join(folder, 'DevToolsActivePort'), { force: true });
  const child = spawn(releaseExecutable, [...commonSwitches, `--user-data-dir=${folder}`, '--remote-debugging-port=0', ...args], {
    env: { ...environment(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = collectLog(child);
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const port = await debuggingPort(folder, child, log);
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const context = browser.contexts()[0]!;
  const window = context.pages()[0] ?? (await context.waitForEvent('page'));
  let open = true;
  const close = async () => {
    if (!open) return;
    open = false;
    await window.close({ runBeforeUnload: true }).catch(ignoreClosed);
    await ended;
    if (profile === undefined) await rm(folder, { recursive: true, force: true });
  };
  closers.add({ end: () => killed(child), log });
  return { browser, window, profile: folder, process: child, close, log };
}

/** Makes the next dialogs for opening answer with these paths; none stands for a person who cancels. */
export async function answerOpenDialog(app: ElectronApplication, paths: readonly string[]): Promise<void> {
  await app.evaluate(({ dialog }, filePaths) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: filePaths.length === 0, filePaths: [...filePaths] });
  }, paths);
}

/** Makes the next dialogs for saving answer with this path; null stands for a person who cancels. */
export async function answerSaveDialog(app: ElectronApplication, file: string | null): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: filePath === null, filePath: filePath ?? '' });
  }, file);
}

/** Makes the next message boxes answer with the button of this index, counted from 0. */
export async function answerMessageBox(app: ElectronApplication, index: number): Promise<void> {
  await app.evaluate(({ dialog }, response) => {
    dialog.showMessageBox = () => Promise.resolve({ response, checkboxChecked: false });
    dialog.showMessageBoxSync = () => response;
  }, index);
}

/** An application that a test has started. */
interface Closer {
  /** Ends it at once if it still runs: what a test wants of its closing, it has awaited. */
  end(): Promise<void>;
  log(): string;
}

const closers = new Set<Closer>();

/**
 * The test of files that start Manicule: afterwards no window is left, and of a failure there is the log. It is no hook of this module, since a hook is
 * one of the first file alone that a worker loads the module for.
 */
export const test = base.extend<{ leftovers: undefined }>({
  leftovers: [async ({}, use, information) => {
    await use(undefined);
    const failed = information.status !== information.expectedStatus;
    for (const { end, log } of closers) {
      if (failed) await information.attach('manicule.log', { body: log(), contentType: 'text/plain' });
      await end();
    }
    closers.clear();
  }, { auto: true }],
});

function register({ app, profile, fresh, log }: { app: ElectronApplication; profile: string; fresh: boolean; log: () => string }): Omit<Launched, 'window'> {
  let open = true;
  // Playwright tells it only as long as the application runs.
  const child = app.process();
  const close = async () => {
    if (!open) return;
    open = false;
    await app.close();
    if (fresh) await rm(profile, { recursive: true, force: true });
  };
  closers.add({ end: () => killed(child), log });
  return { app, profile, close, log };
}

/** Kills a process, unless it has ended, and waits for its end. */
async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

function collectLog(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (part: string) => (text += part));
  return () => text;
}

/** Playwright's own settings and Electron's switches in the environment would change what is tested; and the system's language, unless it is given. */
function environment(): Record<string, string> {
  const kept = Object.entries(process.env).filter(([name, value]) => value !== undefined && !/^(ELECTRON_|NODE_OPTIONS$|npm_|PLAYWRIGHT_|PW_)/.test(name));
  return { ...Object.fromEntries(kept), LANGUAGE: 'en' } as Record<string, string>;
}

/** Chromium writes the port it chose into the profile. */
async function debuggingPort(profile: string, child: ChildProcess, log: () => string): Promise<string> {
  for (;;) {
    const written = await readFile(path.join(profile, 'DevToolsActivePort'), 'utf8').catch(() => '');
    const port = written.split('\n')[0];
    if (port) return port;
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`Manicule ended before its window opened:\n${log()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The page goes away while it is being closed: that is the point of closing it. */
function ignoreClosed(error: Error): void {
  if (!/closed/i.test(error.message)) throw error;
}
