// Does the main job in a real window and leaves the annotated copy and pictures in demo/. `--pictures` also renews the README's.
import { cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { build } from './build.mjs';
import { ensureElectron } from './electron-runtime.mjs';
import { isProgram, runAsScript, say } from './progress.mjs';
import { run } from './run-command.mjs';
import { commandSwitches, electronSwitches } from './start.mjs';
import { ensureSystemLibraries } from './system-libraries.mjs';

const project = path.resolve(import.meta.dirname, '..');
const pictures = path.join(project, 'assets', 'pictures');

/**
 * Runs the demonstration.
 * @param {string[]} args
 * @returns {Promise<number>} 0 when it went through
 */
export async function demo(args) {
  const { executable } = await ensureElectron();
  await ensureSystemLibraries({ executable, display: true, uses: ['test'] });
  await build();
  const playwright = path.join(project, 'node_modules', '@playwright', 'test', 'cli.js');
  const status = await run(process.execPath, [playwright, 'test', '--project=demo', '--reporter=line'], {
    cwd: project,
    env: { ...process.env, MANICULE_DEMO: '1', PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' },
  });
  if (status !== 0) return status;
  await showOtherCopies(executable);
  const made = (await readdir(path.join(project, 'demo'))).sort();
  say(`In demo/: ${made.join(', ')}`);
  if (args.includes('--pictures')) {
    await mkdir(pictures, { recursive: true });
    for (const name of made.filter((file) => file.endsWith('.png'))) await cp(path.join(project, 'demo', name), path.join(pictures, name));
    say('Renewed the pictures in assets/pictures/.');
  }
  return 0;
}

/** Makes the PDF and the Word copy from the command line, and pictures of them as Poppler and LibreOffice show them, where those are installed. */
async function showOtherCopies(executable) {
  const folder = path.join(project, 'demo');
  const [text, copy] = ['welcome.md', 'welcome.annotated.html'].map((name) => path.join(folder, name));
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'manicule-demo-'));
  const manicule = (...words) => run(executable, [...electronSwitches(), ...commandSwitches(), `--user-data-dir=${path.join(scratch, 'profile')}`, project, ...words]);
  try {
    await manicule('import', text, copy);
    if (await manicule('export', text, '--to', 'pdf,docx', '--out', folder, '--force') !== 0) return;
    // Writer shows comments beside the page on the screen alone; in print each is a sign at its passage.
    const signs = '{"ExportNotes":{"type":"boolean","value":"true"}}';
    const office = ['--headless', `-env:UserInstallation=file://${scratch}/office`, '--convert-to', `pdf:writer_pdf_Export:${signs}`, '--outdir', scratch, path.join(folder, 'welcome.annotated.docx')];
    await picture(path.join(folder, 'welcome.annotated.pdf'), path.join(folder, '6-the-pdf'));
    if (await run('soffice', office) === 0) await picture(path.join(scratch, 'welcome.annotated.pdf'), path.join(folder, '7-the-word-copy-in-writer'));
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    say('Without pdftoppm (poppler-utils) and soffice (LibreOffice) there are no pictures of the PDF and the Word copy.');
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** The upper part of a PDF's first page as a picture. */
async function picture(pdf, name) {
  await run('pdftoppm', ['-r', '100', '-f', '1', '-l', '1', '-x', '0', '-y', '0', '-W', '827', '-H', '660', '-singlefile', '-png', pdf, name]);
}

if (isProgram(import.meta)) await runAsScript(() => demo(process.argv.slice(2)));
