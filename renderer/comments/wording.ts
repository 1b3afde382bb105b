import { moment } from '../texts';

/** Characters of the quote that name a card. */
const nameLength = 60;

/** The beginning of a quote, as a name for what is said about it. */
export function shortQuote(exact: string): string {
  const line = exact.slice(0, 4 * nameLength).replace(/\s+/gu, ' ');
  return line.length > nameLength ? `${line.slice(0, nameLength).trimEnd()}…` : line;
}

/** A day in the person's own way of writing it. `instant` is ISO 8601. */
export function day(instant: string): string {
  return moment(instant, { dateStyle: 'medium' });
}

/** A time in the person's own way of writing it. `instant` is ISO 8601. */
export function when(instant: string): string {
  return moment(instant, { dateStyle: 'medium', timeStyle: 'short' });
}
