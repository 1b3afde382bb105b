import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { CopyInput } from '../../../core/export/copy';
import { exporters } from '../../../core/export/exporters';
import type { TextFormat } from '../../../core/export/formats';
import { bigCopy, hardCopy } from './sample-copies';

/** A folder of checkers that read the copies with other people's parsers; Debian's own python3 has those. */
const oracles = process.env['MANICULE_ORACLES'];

interface Check {
  readonly format: TextFormat;
  readonly script: string;
  readonly file: string;
  /** Further arguments after the file. */
  readonly more?: readonly string[];
}

const checks: readonly Check[] = [
  { format: 'jsonld', script: 'check_w3c.py', file: 'out.jsonld' },
  { format: 'html', script: 'check_html.py', file: 'out.html' },
  { format: 'critic', script: 'check_critic.py', file: 'out.critic.md' },
  { format: 'markdown', script: 'check_notes.py', file: 'out.notes.md', more: ['gfm'] },
  { format: 'org', script: 'check_notes.py', file: 'out.notes.org', more: ['org'] },
  { format: 'review', script: 'check_notes.py', file: 'out.review.md', more: ['gfm'] },
  { format: 'csv', script: 'check_csv.py', file: 'out.csv', more: ['--guarded'] },
  { format: 'tsv', script: 'check_csv.py', file: 'out.tsv' },
  { format: 'readwise', script: 'check_csv.py', file: 'out.readwise.csv', more: ['--quote=Highlight', '--comment=Note'] },
];

function run(folder: string, input: CopyInput, check: Check): string {
  writeFileSync(join(folder, 'source.txt'), input.source);
  writeFileSync(join(folder, 'truth.jsonld'), exporters.jsonld.create(input).content);
  writeFileSync(join(folder, check.file), exporters[check.format].create(input).content);
  const files = check.format === 'jsonld' ? ['source.txt', check.file] : ['source.txt', 'truth.jsonld', check.file];
  try {
    return execFileSync('/usr/bin/python3', [join(oracles!, check.script), ...files, ...(check.more ?? [])], { cwd: folder, encoding: 'utf8' });
  } catch (error) {
    return `${(error as { stdout?: string }).stdout ?? ''}${(error as { stderr?: string }).stderr ?? ''}`;
  }
}

const inputs: Readonly<Record<string, () => CopyInput>> = { 'a text full of traps': hardCopy, '100 KB with 300 annotations': () => bigCopy(100_000, 300) };

if (oracles) {
  for (const check of checks) {
    for (const [name, create] of Object.entries(inputs)) {
      test(`${check.script} finds nothing in ${check.format} of ${name}`, () => {
        test.setTimeout(300_000);
        const folder = mkdtempSync(join(tmpdir(), 'manicule-oracle-'));
        const output = run(folder, create(), check);
        rmSync(folder, { recursive: true });
        expect(output).toMatch(/^[1-9]\d* passed, 0 failed$/m);
      });
    }
  }
}
