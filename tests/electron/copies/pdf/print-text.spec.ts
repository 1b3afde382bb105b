import { expect, test } from '@playwright/test';
import type { CopyInput } from '../../../../core/export/copy';
import { printText } from '../../../../electron/copies/pdf/print-text';
import { hardCopy } from '../../../core/export/sample-copies';
import { copyOf } from './pdf-samples';

function bodyOf(input: CopyInput): string {
  return printText(input).pages.map((page) => page.replace(/^[\s\S]*<body>\n|<\/body>[\s\S]*$/g, '')).join('');
}

const cases: readonly { readonly name: string; readonly input: CopyInput; readonly body: string; readonly places: readonly (readonly number[])[] }[] = [
  { name: 'no annotations', input: copyOf('one\n\ntwo', []), body: '<div>one</div>\n<div><br></div>\n<div>two</div>\n', places: [] },
  { name: 'an overlap', input: copyOf('abcdef', [['abcd'], ['cdef']]), body: '<div><a href="m:0">ab</a><a href="m:1">cd</a><a href="m:2">ef</a></div>\n', places: [[1], [1, 2], [2]] },
  { name: 'a passage over lines', input: copyOf('one\r\ntwo', [['ne\r\nt']]), body: '<div>o<a href="m:0">ne</a></div>\n<div><a href="m:1">t</a>wo</div>\n', places: [[1], [1]] },
  { name: 'an emoji, a combining mark and markup', input: copyOf('a 😀 e\u0301 <b> &"', [['😀 e\u0301 <b>']]), body: '<div>a <a href="m:0">😀 e\u0301 &lt;b&gt;</a> &amp;&quot;</div>\n', places: [[1]] },
  { name: 'a passage without anything to be seen', input: copyOf('one\n\ntwo', [['\n\n']]), body: '<div>one<a href="m:0" class="thin"></a></div>\n<div><br></div>\n<div>two</div>\n', places: [[1]] },
  { name: 'characters that cannot be shown', input: copyOf('a\0b\u0007', []), body: '<div>a\u2400b\u2407</div>\n', places: [] },
];

for (const { name, input, body, places } of cases) {
  test(`the page of ${name}`, () => {
    expect(bodyOf(input)).toBe(body);
    expect(printText(input).places.map((place) => place.map(({ id }) => Number(id.slice(-3))))).toEqual(places);
  });
}

test('replaced characters are counted', () => {
  expect(printText(copyOf('a\0b\u0007\ud83d', [])).replaced).toBe(3);
});

test('what has no certain place stands after the text with its quote, or with the reason alone', () => {
  const input = copyOf('text', [['text'], ['text', { target: { position: { start: 0, end: 0 }, quote: { exact: 'gone 😀', prefix: '', suffix: '' } } }], ['text']]);
  const entries = input.entries.map((entry, index) => (index === 0 ? entry : { ...entry, placement: { status: 'orphaned' as const, span: null, confidence: 0, formerly: 0 } }));
  const blank = { ...entries[2]!, annotation: { ...entries[2]!.annotation, target: { position: { start: 0, end: 0 }, quote: { exact: ' \n', prefix: '', suffix: '' } } } };
  const body = bodyOf({ ...input, entries: [entries[0]!, entries[1]!, blank] });
  expect(body).toContain('<p lang="en">Its passage was not found in this text.</p><blockquote lang=""><a href="m:1">gone 😀</a></blockquote>');
  expect(body).toContain('<p lang="en"><a href="m:2">Its passage was not found in this text.</a></p>');
});

test('every annotation of a text full of traps has a place', () => {
  const input = hardCopy();
  const ids = new Set(printText(input).places.flat().map(({ id }) => id));
  expect(ids.size).toBe(input.entries.length);
});

test('a long text is printed in parts that begin with a line, and a passage over them has a place in each', () => {
  const lines = Array.from({ length: 16_000 }, (_, index) => `Line ${index} 😀 of a text that is longer than one part of it can be.`);
  const source = lines.join('\n');
  const { pages, places } = printText(copyOf(source, [[source]]));
  expect(pages.length).toBe(3);
  for (const page of pages) expect(page).toMatch(/<body>\n<div><a href="m:\d+">Line \d+/);
  expect(places).toHaveLength(lines.length);
});
