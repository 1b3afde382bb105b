import { expect, test } from '@playwright/test';
import { closingLine, countReport } from '../../scripts/closing-line.mjs';

const cases: { what: string; report: Parameters<typeof countReport>[0]; line: string; remarks: number }[] = [
  { what: 'all passed', report: { stats: { expected: 12, unexpected: 0, flaky: 0, skipped: 0 }, errors: [] }, line: '12 passed, 0 failed', remarks: 0 },
  { what: 'some failed', report: { stats: { expected: 10, unexpected: 2 } }, line: '10 passed, 2 failed', remarks: 0 },
  { what: 'a flaky one', report: { stats: { expected: 10, flaky: 1 } }, line: '10 passed, 1 failed', remarks: 1 },
  { what: 'skipped or not run', report: { stats: { expected: 10, skipped: 3 } }, line: '10 passed, 3 failed', remarks: 1 },
  { what: 'a file that does not load', report: { stats: { expected: 10 }, errors: [{ message: 'SyntaxError' }] }, line: '10 passed, 1 failed', remarks: 1 },
  { what: 'no test at all', report: { stats: { expected: 0 } }, line: '0 passed, 1 failed', remarks: 1 },
  { what: 'no report', report: null, line: '0 passed, 1 failed', remarks: 1 },
  { what: 'everything at once', report: { stats: { expected: 1, unexpected: 1, flaky: 1, skipped: 1 }, errors: [1] }, line: '1 passed, 4 failed', remarks: 3 },
];

for (const { what, report, line, remarks } of cases) {
  test(`closing line: ${what}`, () => {
    const count = countReport(report);
    expect(closingLine(count)).toBe(line);
    expect(count.remarks).toHaveLength(remarks);
  });
}
