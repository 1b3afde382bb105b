import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { guardCell, writeCsv, writeTsv } from '../../../core/export/csv-writer';
import { readCsv } from '../../../core/import/csv-reader';
import { createCsv } from '../../../core/export/tables';
import { hardCopy } from './sample-copies';

const risky = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', ' =1', '\u00a0=1', '\x1c=1', '"=1', '＝1', '＋1', '－1', '＠a', '\0=1', "'=1", "'quoted'", '\tx', '\nx', '==', '-', '=HYPERLINK("http://a.invalid","x")', "=cmd|' /C calc'!A0"];
const harmless = ['', 'a=1', '1', '1-2', 'word', 'é😀', '"quoted"', ' word', '(=1)', '漢字'];

for (const cell of risky) {
  test(`a spreadsheet does not calculate ${JSON.stringify(cell)}`, () => {
    expect(guardCell(cell)).toBe(`'${cell}`);
  });
}

test('other cells stay as they are', () => {
  expect(harmless.map(guardCell)).toEqual(harmless);
});

const cells = fc.array(fc.array(fc.oneof(fc.constantFrom(...risky, ...harmless, '"', ',', '\r\n', '\n', '""'), fc.string({ unit: 'grapheme' })), { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });

test('every table comes back from CSV, guarded or not', () => {
  fc.assert(fc.property(cells, (rows) => {
    expect(readCsv(writeCsv(rows, false))).toEqual(rows);
    expect(readCsv(writeCsv(rows, true))?.map((row) => row.map((cell) => cell.replace(/^'/, '')))).toEqual(rows);
  }), { numRuns: 500 });
});

test('a TSV line is a row, whatever its cells hold', () => {
  fc.assert(fc.property(cells, (rows) => {
    const lines = writeTsv(rows, false).split('\n').slice(0, -1).map((line) => line.split('\t'));
    const plain: Record<string, string> = { t: '\t', n: '\n', r: '\r', '\\': '\\' };
    expect(lines.map((line) => line.map((cell) => cell.replace(/\\(.)/g, (_, letter: string) => plain[letter]!)))).toEqual(rows);
  }));
});

test('the table has a row for each annotation, in the order of the text', () => {
  const rows = readCsv(createCsv(hardCopy()).content)!;
  const lines = rows.slice(1).map((row) => Number(row[1]));
  expect(rows).toHaveLength(hardCopy().entries.length + 1);
  expect(lines).toEqual([...lines].sort((a, b) => a - b));
});
