import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { CopyInput } from '../../../../core/export/copy';
import { createJsonld } from '../../../../core/export/jsonld';
import { createPdf } from '../../../../electron/copies/pdf/create-pdf';
import { bigCopy, hardCopy } from '../../../core/export/sample-copies';
import { test } from './printer';

/** A folder of checkers that read the copies with other people's readers; Debian's own python3 has those. */
const oracles = process.env['MANICULE_ORACLES'];

function check(input: CopyInput, content: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'manicule-oracle-'));
  writeFileSync(join(folder, 'source.txt'), input.source);
  writeFileSync(join(folder, 'truth.jsonld'), createJsonld(input).content);
  writeFileSync(join(folder, 'out.pdf'), content);
  try {
    return execFileSync('/usr/bin/python3', [join(oracles!, 'check_pdf.py'), 'source.txt', 'truth.jsonld', 'out.pdf'], { cwd: folder, encoding: 'utf8' });
  } catch (error) {
    return `${(error as { stdout?: string }).stdout ?? ''}${(error as { stderr?: string }).stderr ?? ''}`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (oracles) {
  const inputs: Readonly<Record<string, () => CopyInput>> = { 'a text full of traps': hardCopy, '100 KB with 300 annotations': () => bigCopy(100_000, 300) };
  for (const [name, create] of Object.entries(inputs)) {
    test(`check_pdf.py finds nothing in the PDF of ${name}`, async ({ printer }) => {
      test.setTimeout(300_000);
      const input = create();
      const { content } = await createPdf(input, { paper: 'A4', print: printer.print });
      expect(check(input, content)).toMatch(/^[1-9]\d* passed, 0 failed$/m);
    });
  }
}
