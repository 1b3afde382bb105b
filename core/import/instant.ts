import { isInstant } from '../model/parse-annotation';

const dateTime = /^([+-]?\d{4,6})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?)?\s*(Z|[+-]\d\d:?\d\d)?$/i;

/** What a time is taken for that nobody told. */
export const unknownInstant = '1970-01-01T00:00:00.000Z';

/** Days since 1970-01-01 in the Gregorian calendar: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil. */
function daysFromCivil(year: number, month: number, day: number): number {
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
}

/** The reverse: civil_from_days of the same source. */
function civilFromDays(days: number): [number, number, number] {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthIndex = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9;
  return [yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - Math.floor((153 * monthIndex + 2) / 5) + 1];
}

function padded(value: number, length: number): string {
  return String(value).padStart(length, '0');
}

/** The instant of a date and time of day in UTC; fields beyond their range carry over. Null outside the years 0 to 9999. */
export function instantOf(year: number, month: number, day: number, minutes: number, milliseconds: number): string | null {
  const inMinutes = minutes + Math.floor(milliseconds / 60_000);
  const days = daysFromCivil(year, month, day) + Math.floor(inMinutes / 1440);
  const [y, m, d] = civilFromDays(days);
  if (y < 0 || y > 9999) return null;
  const minute = ((inMinutes % 1440) + 1440) % 1440;
  const rest = ((milliseconds % 60_000) + 60_000) % 60_000;
  const time = `${padded(Math.floor(minute / 60), 2)}:${padded(minute % 60, 2)}:${padded(Math.floor(rest / 1000), 2)}.${padded(rest % 1000, 3)}`;
  return `${padded(y, 4)}-${padded(m, 2)}-${padded(d, 2)}T${time}Z`;
}

/** A date and time of ISO 8601 or xsd:dateTime as Manicule writes instants: UTC, with milliseconds. Without a zone it counts as UTC. Null: none. */
export function toInstant(text: string | null): string | null {
  const written = text?.trim() ?? '';
  const found = dateTime.exec(written);
  if (!found) return null;
  if (isInstant(written)) return written;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone = 'Z'] = found;
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > 31 || Number(hour) > 24 || Number(minute) > 59 || Number(second) > 60) return null;
  const offset = /^z$/i.test(zone) ? 0 : (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))) * (zone.startsWith('-') ? -1 : 1);
  const milliseconds = Number(second) * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0'));
  return instantOf(Number(year), Number(month), Number(day), Number(hour) * 60 + Number(minute) - offset, milliseconds);
}
