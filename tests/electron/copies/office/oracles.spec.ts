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
import { askOracle, atLength, foundNothing, oraclesCanRun } from '../../../oracles/oracles';
import { imported, kinds, read } from './office-samples';

/** The checkers take no CR by itself for a line end, and none of a comment's at all: there LF stands for each. */
function forCheckers(input: CopyInput): CopyInput {
  const entries = input.entries.map(({ annotation, placement }) => ({ annotation: { ...annotation, comment: annotation.comment.replace(/\r\n?/g, '\n') }, placement }));
  return { ...input, source: input.source.replace(/\r(?!\n)/g, '\n'), entries };
}

const long = { '100 KB with 300 annotations': () => bigCopy(100_000, 300) };
const inputs: Readonly<Record<string, () => CopyInput>> = { 'a text full of traps': () => forCheckers(hardCopy()), ...(atLength ? long : {}) };

function inFolder<Answer>(work: (folder: string) => Answer): Answer {
  const folder = mkdtempSync(join(tmpdir(), 'manicule-office-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (oraclesCanRun) {
  for (const { name, create } of kinds) {
    const extension = name.toLowerCase();
    for (const [described, make] of Object.entries(inputs)) {
      test(`check_${extension}.py finds nothing in ${name} of ${described}`, async () => {
        test.setTimeout(300_000);
        const input = make();
        const { content } = await create(input);
        const more = atLength || extension !== 'docx' ? [] : ['--no-libreoffice'];
        expect(askOracle(input, { script: `check_${extension}.py`, file: `out.${extension}`, content, more })).toMatch(foundNothing);
      });
    }
  }
}

if (atLength) {
  for (const { name, create } of kinds) {
    const extension = name.toLowerCase();
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
