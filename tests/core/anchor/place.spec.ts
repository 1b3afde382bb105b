import { expect, test } from '@playwright/test';
import { buildMap } from '../../../core/anchor/build-map';
import { place, sureFrom } from '../../../core/anchor/place';
import { placementCases } from './placement-cases';

for (const { name, before, after, passage, status, becomes } of placementCases) {
  test(`${name}: ${status}`, () => {
    const start = before.indexOf(passage);
    expect(start, 'the case must hold its passage').toBeGreaterThanOrEqual(0);
    const placement = place(buildMap(before, after), start, start + passage.length);
    expect({ status: placement.status, text: placement.span && after.slice(placement.span.start, placement.span.end) }).toEqual({ status, text: becomes });
    if (status === 'orphaned' || status === 'unsure') expect(placement.confidence).toBeLessThan(sureFrom);
    else expect(placement.confidence).toBeGreaterThanOrEqual(sureFrom);
  });
}

test('of repeated lines, each keeps its own place', () => {
  const line = 'The same line, word for word.\n';
  const before = `First.\n${line.repeat(20)}Last.\n`;
  const after = `First, edited.\n${line.repeat(20)}Last.\n`;
  const map = buildMap(before, after);
  for (let index = 0; index < 20; index++) {
    const start = before.indexOf(line) + index * line.length;
    const placement = place(map, start, start + line.length - 1);
    expect(placement.span?.start).toBe(start + ', edited'.length);
  }
});

test('an orphan tells where it used to be', () => {
  const before = 'One paragraph that stays.\n\nThis one will be deleted, every word of it.\n\nAnother paragraph that stays.\n';
  const after = 'One paragraph that stays.\n\nAnother paragraph that stays.\n';
  const start = before.indexOf('This');
  const placement = place(buildMap(before, after), start, start + 20);
  expect(placement.span).toBeNull();
  expect(Math.abs(placement.formerly - after.indexOf('Another'))).toBeLessThanOrEqual(2);
});

test('the whole text, its first and its last character are found', () => {
  const before = '😀 Begin here.\nMiddle.\nEnd here 🎉';
  const after = '😀 Begin here.\nSomething new.\nMiddle.\nEnd here 🎉';
  const map = buildMap(before, after);
  expect(place(map, 0, 2).span).toEqual({ start: 0, end: 2 });
  expect(place(map, before.length - 2, before.length).span).toEqual({ start: after.length - 2, end: after.length });
  expect(place(map, 0, before.length).span).toEqual({ start: 0, end: after.length });
});

test('empty texts orphan everything and throw nothing', () => {
  expect(place(buildMap('', 'new'), 0, 0).span).toBeNull();
  expect(place(buildMap('gone', ''), 0, 4)).toMatchObject({ status: 'orphaned', span: null, formerly: 0 });
  expect(place(buildMap('', ''), 0, 0).formerly).toBe(0);
});

test('offsets outside the text are brought into it', () => {
  const placement = place(buildMap('A short text.', 'A short text.'), -5, 500);
  expect(placement).toMatchObject({ status: 'same', span: { start: 0, end: 13 } });
});
