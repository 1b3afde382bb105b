import { expect, test } from '@playwright/test';
import { markedText, textLines } from '../../../../electron/copies/office/text-lines';
import { copyOf, entryOf } from './office-samples';

/** Lines as text, with the number of an annotation where it begins and ends. */
function drawn(source: string, passages: readonly string[]): string[] {
  const input = copyOf(source, passages.map((passage, index) => entryOf(source, index + 1, passage)));
  const numbers = (entries: readonly { readonly annotation: { readonly id: string } }[]): string => entries.map(({ annotation }) => Number(annotation.id.slice(-4))).join('');
  return Array.from(textLines(markedText(input)), ({ text, stretches }) => {
    expect(stretches.map((stretch) => stretch.text).join('')).toBe(text);
    return stretches.map(({ text: content, opening, closing }) => `${opening.length ? `[${numbers(opening)}` : ''}${content}${closing.length ? `${numbers(closing)}]` : ''}`).join('');
  });
}

const cases: readonly { readonly name: string; readonly source: string; readonly passages: readonly string[]; readonly lines: readonly string[] }[] = [
  { name: 'an empty text', source: '', passages: [], lines: [''] },
  { name: 'a line end at the end', source: 'a\n', passages: [], lines: ['a', ''] },
  { name: 'the whole text with its last line end', source: 'a\n', passages: ['a\n'], lines: ['[1a', '1]'] },
  { name: 'overlaps with an emoji and a combining mark', source: 'a 😀 e\u0301 b', passages: ['a 😀', '😀 e\u0301'], lines: ['[1a [2😀1] e\u03012] b'] },
  { name: 'a passage over three kinds of line end', source: 'a\r\nb\rc\nd', passages: ['\r\nb\rc'], lines: ['a[1', 'b', 'c1]', 'd'] },
  { name: 'a line end alone', source: 'a\n\nb', passages: ['\n'], lines: ['a[1', '1]', 'b'] },
  { name: 'half a CR LF', source: 'a\r\nb', passages: ['\r', '\n'], lines: ['a[12', '21]b'] },
];

for (const { name, source, passages, lines } of cases) {
  test(`cuts ${name}`, () => { expect(drawn(source, passages)).toEqual(lines); });
}
