// Counts what a test run did, from Playwright's JSON report.

/**
 * What a report says. Whatever did not plainly pass counts as failed: flaky, skipped, not run, a file that did not load, no test at all.
 * @param {{ stats?: Partial<Record<'expected' | 'unexpected' | 'flaky' | 'skipped', number>>, errors?: unknown[] } | null} report null: none was written
 * @returns {{ passed: number, failed: number, remarks: string[] }}
 */
export function countReport(report) {
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = report?.stats ?? {};
  const errors = report?.errors?.length ?? 0;
  const remarks = [];
  if (report === null) remarks.push('Playwright wrote no report.');
  else if (expected + unexpected + flaky + skipped === 0) remarks.push('No test ran.');
  if (flaky > 0) remarks.push(`${flaky} flaky: passed only when tried again.`);
  if (skipped > 0) remarks.push(`${skipped} skipped or not run.`);
  if (errors > 0) remarks.push(`${errors} errors outside of tests.`);
  const failed = unexpected + flaky + skipped + errors;
  return { passed: expected, failed: expected === 0 && failed === 0 ? 1 : failed, remarks };
}

/** The line a run ends with. */
export function closingLine({ passed, failed }) {
  return `${passed} passed, ${failed} failed`;
}
