/** A row of faults, and one defence without which its test has to fail. */
export interface Row {
  readonly row: string;
  readonly defence: string;
  /** Source in which `from` stands once, and `to` takes the defence out. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly test: string;
  /** Part of the test's name, as an expression. */
  readonly only: string;
}
export const rows: readonly Row[];
