import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { createHtml } from '../../core/export/html';
import { importJsonld } from '../../core/import/jsonld';
import { readHtmlCopy } from '../../electron/html-copy';
import { arbitraryCopy, byId, expectedAnnotations } from '../core/export/arbitrary-copies';

test('text and annotations come back from HTML as they were', () => {
  fc.assert(fc.property(arbitraryCopy, (input) => {
    const copy = readHtmlCopy(createHtml(input).content);
    expect(copy?.source).toBe(input.source);
    const imported = importJsonld(copy?.jsonld ?? '', input.source);
    if (!imported.ok) throw new Error(JSON.stringify(imported.problem));
    expect(byId(imported.value.map(({ annotation }) => annotation))).toEqual(expectedAnnotations(input));
  }), { numRuns: 300 });
});
