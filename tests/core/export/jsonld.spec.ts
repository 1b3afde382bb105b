import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { createJsonld } from '../../../core/export/jsonld';
import { importJsonld } from '../../../core/import/jsonld';
import { arbitraryCopy, byId, expectedAnnotations } from './arbitrary-copies';

test('every annotation comes back from JSON-LD as it was', () => {
  fc.assert(fc.property(arbitraryCopy, (input) => {
    const imported = importJsonld(createJsonld(input).content, input.source);
    if (!imported.ok) throw new Error(JSON.stringify(imported.problem));
    expect(byId(imported.value.map(({ annotation }) => annotation))).toEqual(expectedAnnotations(input));
    expect(imported.value.every(({ fits }) => fits)).toBe(true);
  }), { numRuns: 300 });
});

test('positions count code points and quotes are the source', () => {
  fc.assert(fc.property(arbitraryCopy, (input) => {
    const points = [...input.source];
    const collection = JSON.parse(createJsonld(input).content) as { total: number; first?: { items: { target: string | { selector: Record<string, never>[] } }[] } };
    expect(collection.first?.items.length ?? 0).toBe(collection.total);
    for (const { target } of collection.first?.items ?? []) {
      if (typeof target === 'string') continue;
      const [quote, position] = target.selector as unknown as [{ exact: string; prefix: string; suffix: string }, { start: number; end: number }];
      expect(points.slice(position.start, position.end).join('')).toBe(quote.exact);
      expect(points.slice(0, position.start).join('').endsWith(quote.prefix)).toBe(true);
      expect(points.slice(position.end).join('').startsWith(quote.suffix)).toBe(true);
    }
  }), { numRuns: 200 });
});
