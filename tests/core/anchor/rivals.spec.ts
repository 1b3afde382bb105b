import { expect, test } from '@playwright/test';
import { buildMap } from '../../../core/anchor/build-map';
import { describe } from '../../../core/anchor/describe';
import { place } from '../../../core/anchor/place';
import { buildQuoteIndex, placeByQuote } from '../../../core/anchor/place-by-quote';

// Where two places are as good as each other, nothing may be called certain unless something else tells them apart.

const form = `| Field of the form | What it means to the reader | Since which version |
| ----------------- | --------------------------- | ------------------- |
| Every row stands for one value that the program keeps in its own records |
`;
const chapters = ['harbour', 'lighthouse', 'village', 'library', 'orchard', 'railway'].map((word, index) => `Chapter ${index + 1}: the ${word}\n\nIn this chapter we visit the ${word} and learn who built the ${word}, when, and at what price it was sold ${index + 3} years later.\n\n`);
const book = chapters.map((chapter) => chapter + form).join('\n');
const preface = 'A preface that nobody had asked for, put in before everything else. '.repeat(40);
const cell = 'What it means to the reader';

const at = (text: string, passage: string, number: number): number => {
  let found = -1;
  for (let count = 0; count <= number; count++) found = text.indexOf(passage, found + 1);
  return found;
};
const target = (text: string, start: number, passage: string) => {
  const { position, quote } = describe(text, { start, end: start + passage.length });
  return { position, quote: { exact: quote.exact, prefix: quote.prefix.slice(-20), suffix: quote.suffix.slice(0, 32) } };
};

test('of equal places for a quote, neighbours tell which', () => {
  const after = `${preface}\n\n${book}`;
  const asked = [0, 2, 5].flatMap((number) => [target(book, at(book, 'and learn who', number), 'and learn who built'), target(book, at(book, cell, number), cell)]);
  const placements = placeByQuote(buildQuoteIndex(after), asked);
  expect(placements[3]).toMatchObject({ span: { start: at(after, cell, 2) }, status: 'same' });
  [0, 2, 5].forEach((number, index) => {
    const placement = placements[2 * index + 1];
    if (placement?.status !== 'unsure') expect(placement?.span?.start).toBe(at(after, cell, number));
  });
});

test('of equal places for a lonely quote whose text has shifted, none is certain', () => {
  const after = `${preface}\n\n${book}`;
  const [placement] = placeByQuote(buildQuoteIndex(after), [target(book, at(book, cell, 3), cell)]);
  expect(['unsure', 'orphaned']).toContain(placement?.status);
});

test('a lonely quote that stands where it stood is certain, though others are equal', () => {
  const [placement] = placeByQuote(buildQuoteIndex(`${book}\n\n${preface}`), [target(book, at(book, cell, 3), cell)]);
  expect(placement).toMatchObject({ status: 'same', span: { start: at(book, cell, 3) } });
});

test('a quote whose own place was deleted does not become its like elsewhere', () => {
  const start = at(book, cell, 4);
  const without = book.replace(chapters[4] + form, '');
  const asked = [0, 1, 2, 3, 5].map((number) => target(book, at(book, 'and learn who', number), 'and learn who built'));
  const placement = placeByQuote(buildQuoteIndex(without), [target(book, start, cell), ...asked])[0];
  expect(['unsure', 'orphaned']).toContain(placement?.status);
});

for (const { name, sentence } of [
  { name: 'English', sentence: 'Either party may end this agreement with three months’ notice in writing.' },
  { name: 'Chinese', sentence: '任何一方均可提前三个月以书面形式通知对方终止本协议，无需说明理由。' },
  { name: 'Arabic', sentence: 'يجوز لأي من الطرفين إنهاء هذا الاتفاق بإشعار كتابي مدته ثلاثة أشهر.' },
]) {
  test(`one of two equal ${name} passages moved: neither is certain`, () => {
    const [one, two, three, four] = chapters as [string, string, string, string];
    const before = [one, sentence, two, three, sentence, four].join('\n\n');
    const after = [one, two, three, four, sentence].join('\n\n');
    const map = buildMap(before, after);
    for (const start of [before.indexOf(sentence), before.lastIndexOf(sentence)]) {
      const { status } = place(map, start, start + sentence.length);
      expect(['unsure', 'orphaned']).toContain(status);
    }
  });
}

test('a passage that others were put into, until it is mostly theirs, is not certain', () => {
  const sentence = 'The committee shall meet twice a year and report to the council.';
  const before = chapters[0] + sentence + chapters[1];
  const after = before.replace('twice a year', 'in the months that the secretary names, unless a tenth of all members asks, twice a year');
  const start = before.indexOf(sentence);
  const placement = place(buildMap(before, after), start, start + sentence.length);
  expect(placement.status).toBe('unsure');
  expect(placement.span?.end).toBe(after.indexOf('council.') + 'council.'.length);
});
