import './offline-guard';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { app } from 'electron';
import { printsSomething, readLaunch } from './cli/launch-arguments';
import { runReader } from './reader-app';
import { systemCode } from './storage/system-error';

app.setName('Manicule');
const launch = readLaunch(process.argv, app.isPackaged ? null : app.getAppPath(), process.cwd());
const given = launch.mode === 'wrong-use' ? null : launch.profile;
const profile = given ?? join(app.getPath('appData'), 'Manicule');
const out = resolve(import.meta.dirname, '..');

if (launch.mode === 'window') {
  try {
    mkdirSync(profile, { recursive: true, mode: 0o700 });
  } catch (error) {
    const { problemLine } = await import('./cli/terminal');
    process.stderr.write(`${problemLine({ kind: 'write-failed', path: profile, code: systemCode(error) ?? 'EIO' })}\n`);
    process.exit(1);
  }
  app.setPath('userData', profile);
  runReader(launch.files, profile, out);
} else {
  // Before anything of Chromium's is up: a command needs no display. Electron waits for this module to end.
  const { runCommandLine } = await import('./cli/run-command-line');
  const options = { profile, version: app.getVersion(), workingFolder: process.cwd() };
  if (launch.mode === 'command' && printsSomething(launch.words)) {
    const { needsHeadlessStart, startHeadless } = await import('./cli/start-headless');
    if (needsHeadlessStart()) process.exit(await startHeadless());
    // Not waited for here: Electron is ready, and can print, only after this module has ended.
    const { preparePrinting } = await import('./copies/pdf/command-printer');
    runCommandLine(launch, { ...options, print: preparePrinting() }).then((status) => { app.exit(status); }, (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.stack ?? error.message : String(error)}\n`);
      app.exit(1);
    });
  } else {
    process.exit(await runCommandLine(launch, { ...options, print: null }));
  }
}
