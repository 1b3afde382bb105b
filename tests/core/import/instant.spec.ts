import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { instantOf, toInstant } from '../../../core/import/instant';

const cases: readonly [string | null, string | null][] = [
  ['2026-11-24T05:00:00.123Z', '2026-11-24T05:00:00.123Z'],
  ['2015-01-28T12:00:00Z', '2015-01-28T12:00:00.000Z'],
  ['2015-03-01T01:30:00+02:00', '2015-02-28T23:30:00.000Z'],
  ['2016-03-01T01:30:00+0200', '2016-02-29T23:30:00.000Z'],
  ['2015-12-31T20:00:00.5-05:00', '2016-01-01T01:00:00.500Z'],
  ['2021-05-23T10:11:12.345678+00:00', '2021-05-23T10:11:12.345Z'],
  ['2026-11-24 05:00', '2026-11-24T05:00:00.000Z'],
  ['2026-11-24', '2026-11-24T00:00:00.000Z'],
  ['yesterday', null], ['2026-13-01', null], ['', null], [null, null],
];

for (const [written, expected] of cases) {
  test(`instant of ${String(written)}`, () => {
    expect(toInstant(written)).toBe(expected);
  });
}

test('the calendar is the one that Date keeps', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }), fc.integer({ min: 0, max: 1439 }), (year, month, day, minutes) => {
    const date = new Date(0);
    date.setUTCFullYear(year, month - 1, day);
    date.setUTCHours(0, minutes);
    expect(instantOf(year, month, day, minutes, 0)).toBe(date.toISOString());
  }));
});
