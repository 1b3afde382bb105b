import { expect, test } from '@playwright/test';
import { buildMap } from '../../../core/anchor/build-map';
import { place } from '../../../core/anchor/place';

// What stands alone, all around it being gone, tells by nothing but its own words where it came from: a second one like it makes it unsure.

/** Text of made-up words, another for each seed. */
function filler(length: number, seed: number): string {
  let state = seed;
  const next = (below: number): number => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 8) % below;
  };
  let text = '';
  while (text.length < length) text += `${Array.from({ length: 3 + next(6) }, () => String.fromCharCode(97 + next(26))).join('')}${next(9) === 0 ? '.\n' : ' '}`;
  return text;
}

const passage = 'the council decided to adjourn until the following morning';
const kinds = [
  { name: 'by itself', kept: passage },
  { name: 'with the words next to it', kept: `${filler(110, 21)}${passage} ${filler(110, 22)}` },
];
for (const { name, kept } of kinds) {
  test(`a passage that was kept ${name}, out of a text that is gone, is certain only if there was one of it`, () => {
    const after = `${filler(900, 11)}\n${kept}\n${filler(900, 12)}\n`;
    const find = (before: string): unknown => {
      const start = before.indexOf(passage);
      const { status, span } = place(buildMap(before, after), start, start + passage.length);
      return { status, text: span && after.slice(span.start, span.end) };
    };
    expect(find(`${filler(900, 1)}\n${kept}\n${filler(1900, 2)}`)).toEqual({ status: 'same', text: passage });
    expect(find(`${filler(900, 1)}\n${kept}\n${filler(900, 2)}\n${kept}\n${filler(900, 3)}`)).toEqual({ status: 'unsure', text: passage });
  });
}
