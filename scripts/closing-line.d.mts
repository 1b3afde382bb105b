/** What a report of Playwright's says; whatever did not plainly pass counts as failed. */
export function countReport(
  report: { stats?: { expected?: number; unexpected?: number; flaky?: number; skipped?: number }; errors?: readonly unknown[] } | null,
): { passed: number; failed: number; remarks: string[] };

/** The line a run ends with. */
export function closingLine(count: { passed: number; failed: number }): string;
