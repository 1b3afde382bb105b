import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { createHypothesis } from '../../../core/export/hypothesis';
import { importHypothesis } from '../../../core/import/hypothesis';
import { arbitraryCopy, byId, expectedAnnotations } from '../export/arbitrary-copies';

test('every annotation comes back from Hypothesis JSON as it was', () => {
  fc.assert(fc.property(arbitraryCopy, (input) => {
    const imported = importHypothesis(createHypothesis(input).content, input.source);
    if (!imported.ok) throw new Error(JSON.stringify(imported.problem));
    expect(byId(imported.value.map(({ annotation }) => annotation))).toEqual(expectedAnnotations(input));
    expect(imported.value.every(({ fits }) => fits)).toBe(true);
  }), { numRuns: 300 });
});

const row = { id: 'aBcDeFgHiJkLmNoPqRsTuV', created: '2021-05-23T10:11:12.345678+00:00', updated: '2021-05-24T10:11:12.345678+00:00', user: 'acct:ada@hypothes.is', uri: 'http://x.invalid/', text: 'Why?', tags: ['q', 7] };
const quoted = { ...row, target: [{ source: 'http://x.invalid/', selector: [{ type: 'RangeSelector' }, { type: 'TextPositionSelector', start: 3, end: 7 }, { type: 'TextQuoteSelector', exact: 'hand', prefix: '😀 ', suffix: ' up' }] }] };

test('reads what Hypothesis itself writes: its ids, names and UTF-16 positions', () => {
  const reply = { ...row, id: 'reply', references: [row.id], text: 'So' };
  const result = importHypothesis(JSON.stringify({ total: 3, rows: [reply, quoted, { ...reply, id: 'lost', references: ['elsewhere'] }] }), '😀 hand up');
  expect(result).toMatchObject({ ok: true, value: [
    { fits: true, annotation: { creator: 'ada', created: '2021-05-23T10:11:12.345Z', comment: 'Why?', tags: ['q'], target: { position: { start: 3, end: 7 } }, replies: [{ comment: 'So' }] } },
    { fits: false, annotation: { comment: 'So', target: { quote: { exact: '' } } } },
  ] });
});

for (const json of ['', '{', '[1]', '{"rows":1}', '{"rows":[null]}', '{"rows":[{"x":1}]}']) {
  test(`refuses ${JSON.stringify(json)}`, () => {
    expect(importHypothesis(json, '')).toMatchObject({ ok: false, problem: { kind: 'not-annotations' } });
  });
}
