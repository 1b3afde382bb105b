import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { CopyInput } from '../../../../core/export/copy';
import { createJsonld } from '../../../../core/export/jsonld';
import { importJsonld } from '../../../../core/import/jsonld';
import { success } from '../../../../core/problem';
import { bigCopy, hardCopy } from '../../../core/export/sample-copies';
import { imported, kinds, read } from './office-samples';

/** A folder of checkers that read the copies with other people's programs: pandoc and LibreOffice. */
const oracles = process.env['MANICULE_ORACLES'];

/** The checkers take no CR by itself for a line end, and none of a comment's at all: there LF stands for each. */
function forCheckers(input: CopyInput): CopyInput {
  const entries = input.entries.map(({ annotation, placement }) => ({ annotation: { ...annotation, comment: annotation.comment.replace(/\r\n?/g, '\n') }, placement }));
  return { ...input, source: input.source.replace(/\r(?!\n)/g, '\n'), entries };
}

const inputs: Readonly<Record<string, () => CopyInput>> = { 'a text full of traps': () => forCheckers(hardCopy()), '100 KB with 300 annotations': () => bigCopy(100_000, 300) };

function inFolder<Answer>(work: (folder: string) => Answer): Answer {
  const folder = mkdtempSync(join(tmpdir(), 'manicule-office-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function check(script: string, folder: string, file: string): string {
  try {
    return execFileSync('/usr/bin/python3', [join(oracles!, script), 'source.txt', 'truth.jsonld', file], { cwd: folder, encoding: 'utf8' });
  } catch (error) {
    return `${(error as { stdout?: string }).stdout ?? ''}${(error as { stderr?: string }).stderr ?? ''}`;
  }
}

if (oracles) {
  for (const { name, create } of kinds) {
    const extension = name.toLowerCase();
    for (const [described, make] of Object.entries(inputs)) {
      test(`check_${extension}.py finds nothing in ${name} of ${described}`, async () => {
        test.setTimeout(300_000);
        const input = make();
        const { content } = await create(input);
        const output = inFolder((folder) => {
          writeFileSync(join(folder, 'source.txt'), input.source);
          writeFileSync(join(folder, 'truth.jsonld'), createJsonld(input).content);
          writeFileSync(join(folder, `out.${extension}`), content);
          return check(`check_${extension}.py`, folder, `out.${extension}`);
        });
        expect(output).toMatch(/^[1-9]\d* passed, 0 failed$/m);
      });
    }

    test(`${name} comes back as it was after LibreOffice has opened and saved it`, async () => {
      test.setTimeout(300_000);
      const input = hardCopy();
      const { content } = await create(input);
      const saved = inFolder((folder) => {
        writeFileSync(join(folder, `in.${extension}`), content);
        const filter = extension === 'docx' ? 'docx:MS Word 2007 XML' : 'odt';
        execFileSync('soffice', ['--headless', `-env:UserInstallation=file://${folder}/profile`, '--convert-to', filter, '--outdir', join(folder, 'saved'), join(folder, `in.${extension}`)], { stdio: 'ignore' });
        return readFileSync(join(folder, 'saved', `in.${extension}`));
      });
      expect(read(saved).source).toBe(input.source);
      expect(success(imported(saved, input.source))).toEqual(importJsonld(createJsonld(input).content, input.source));
    });
  }
}
