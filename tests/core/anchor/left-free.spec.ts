import { expect, test } from '@playwright/test';
import { buildMap } from '../../../core/anchor/build-map';
import { place } from '../../../core/anchor/place';
import { madeUpWords } from './made-up-words';

// What moves leave free beside text that found its place belongs to that text, though the gap as a whole had no room for it.

const [story, gone, come] = [madeUpWords(700, 3), madeUpWords(150, 1), madeUpWords(150, 2)];
const ends = [
  { name: 'last', before: `${story}Its author was thanked.\n\n${gone}\n`, after: `${gone}\n\n${story}Its author was many times thanked.\n\n${come}\n` },
  { name: 'first', before: `${gone}\n\nThanked was its author. ${story}\n`, after: `${come}\n\nThanked many times was its author. ${story}\n\n${gone}\n` },
];
for (const { name, before, after } of ends) {
  test(`the ${name} word of a text stays with it, when what stood beside it moved and others came`, () => {
    const start = before.search(/thanked/i);
    const { status, span } = place(buildMap(before, after), start, start + 'thanked'.length);
    expect({ status, text: span && after.slice(span.start, span.end).toLowerCase() }).toEqual({ status: 'same', text: 'thanked' });
  });
}
