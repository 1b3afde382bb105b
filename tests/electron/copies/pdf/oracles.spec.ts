import { expect } from '@playwright/test';
import type { CopyInput } from '../../../../core/export/copy';
import { createPdf, createPdfMargin } from '../../../../electron/copies/pdf/create-pdf';
import { askOracle, atLength, foundNothing, oraclesCanRun } from '../../../oracles/oracles';
import { bigCopy, hardCopy } from '../../../core/export/sample-copies';
import { test } from './printer';

const long = { '100 KB with 300 annotations': () => bigCopy(100_000, 300) };
const inputs: Readonly<Record<string, () => CopyInput>> = { 'a text full of traps': hardCopy, ...(atLength ? long : {}) };

if (oraclesCanRun) {
  for (const [name, create] of Object.entries(inputs)) {
    test(`check_pdf.py finds nothing in the PDF of ${name}`, async ({ printer }) => {
      test.setTimeout(300_000);
      const input = create();
      const { content } = await createPdf(input, { paper: 'A4', print: printer.print });
      expect(askOracle(input, { script: 'check_pdf.py', file: 'out.pdf', content })).toMatch(foundNothing);
    });
    test(`check_pdf_margin.py finds nothing in the PDF for paper of ${name}, printed in parts`, async ({ printer }) => {
      test.setTimeout(300_000);
      const input = create();
      const { content } = await createPdfMargin(input, { paper: 'A4', print: printer.print }, input.source.length / 2);
      expect(askOracle(input, { script: 'check_pdf_margin.py', file: 'out.pdf', content })).toMatch(foundNothing);
    });
  }
}
