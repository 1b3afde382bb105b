// Checkers that read annotated copies with other people's readers: Debian's Python modules, pandoc, Poppler, MuPDF, qpdf, LibreOffice.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exporters } from '../../core/export/exporters';
import type { CopyInput } from '../../core/export/copy';

/** MANICULE_ORACLES set to a folder: its checkers before those here, and long texts and LibreOffice too. */
const chosen = process.env['MANICULE_ORACLES'] ?? '';

function checker(script: string): string {
  const other = join(chosen, script);
  return chosen !== '' && existsSync(other) ? other : join(import.meta.dirname, script);
}

/** True when MANICULE_ORACLES is set: the checkers then also read long texts, and ask LibreOffice. */
export const atLength = chosen !== '';

/** Debian's own Python has Debian's modules. */
const python = '/usr/bin/python3';

function canRun(): boolean {
  const modules = spawnSync(python, ['-c', 'import html5lib, jsonschema, rfc3987, markdown, pymdownx, pypdf, gi; gi.require_version("Poppler", "0.18")'], { stdio: 'ignore' }).status === 0;
  return modules && [['pandoc', '--version'], ['pdftotext', '-v'], ['mutool', '-v'], ['qpdf', '--version']].every(([name, word]) => spawnSync(name!, [word!], { stdio: 'ignore' }).error === undefined);
}

/** False where the readers are missing; `npm test` installs them where it may. */
export const oraclesCanRun = atLength || canRun();

/** A copy to be checked. */
export interface Checked {
  /** Name of the checker, as `check_csv.py`. */
  readonly script: string;
  /** Name of the copy, which tells some checkers its kind. */
  readonly file: string;
  readonly content: string | Uint8Array;
  /** Further arguments. */
  readonly more?: readonly string[];
}

/** Asks a checker about a copy; answers with what it said. `input` is what the copy was made from. */
export function askOracle(input: CopyInput, { script, file, content, more = [] }: Checked): string {
  const place = mkdtempSync(join(tmpdir(), 'manicule-oracle-'));
  try {
    writeFileSync(join(place, 'source.txt'), input.source);
    writeFileSync(join(place, 'truth.jsonld'), exporters.jsonld.create(input).content);
    writeFileSync(join(place, file), content);
    const files = script === 'check_w3c.py' ? ['source.txt', file] : ['source.txt', 'truth.jsonld', file];
    return execFileSync(python, [checker(script), ...files, ...more], { cwd: place, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    return `${(error as { stdout?: string }).stdout ?? ''}${(error as { stderr?: string }).stderr ?? ''}`;
  } finally {
    rmSync(place, { recursive: true });
  }
}

/** What a checker says that found nothing. */
export const foundNothing = /^[1-9]\d* passed, 0 failed$/m;
