import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { cutIntoSegments } from '../../../core/export/segments';
import type { Span } from '../../../core/model/annotation';

const cases: readonly { name: string; length: number; spans: readonly Span[]; expected: string }[] = [
  { name: 'nothing marked', length: 5, spans: [], expected: '0-5:' },
  { name: 'an empty text', length: 0, spans: [], expected: '' },
  { name: 'first and last character', length: 5, spans: [{ start: 0, end: 1 }, { start: 4, end: 5 }], expected: '0-1:0 1-4: 4-5:1' },
  { name: 'an overlap', length: 9, spans: [{ start: 1, end: 6 }, { start: 3, end: 8 }], expected: '0-1: 1-3:0 3-6:01 6-8:1 8-9:' },
  { name: 'one within the other', length: 9, spans: [{ start: 0, end: 9 }, { start: 3, end: 5 }], expected: '0-3:0 3-5:01 5-9:0' },
  { name: 'the same passage twice', length: 4, spans: [{ start: 1, end: 3 }, { start: 1, end: 3 }], expected: '0-1: 1-3:01 3-4:' },
  { name: 'side by side', length: 4, spans: [{ start: 0, end: 2 }, { start: 2, end: 4 }], expected: '0-2:0 2-4:1' },
];

for (const { name, length, spans, expected } of cases) {
  test(`segments of ${name}`, () => {
    const segments = cutIntoSegments(length, spans.map((span, index) => ({ span, index })));
    expect(segments.map(({ start, end, covering }) => `${start}-${end}:${covering.map(({ index }) => index).join('')}`).join(' ')).toBe(expected);
  });
}

test('segments are the whole text, and each is covered by what lies over it', () => {
  const span = fc.tuple(fc.nat(50), fc.integer({ min: 1, max: 20 })).map(([start, size]) => ({ start, end: start + size }));
  fc.assert(fc.property(fc.array(span, { maxLength: 12 }), (spans) => {
    const entries = spans.map((one) => ({ span: one })).sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
    const segments = cutIntoSegments(80, entries);
    let at = 0;
    for (const segment of segments) {
      expect(segment.start).toBe(at);
      expect(segment.covering).toEqual(entries.filter((entry) => entry.span.start <= segment.start && entry.span.end >= segment.end));
      at = segment.end;
    }
    expect(at).toBe(80);
    for (const kind of ['opening', 'closing'] as const) expect(segments.flatMap((segment) => segment[kind])).toHaveLength(entries.length);
  }));
});
