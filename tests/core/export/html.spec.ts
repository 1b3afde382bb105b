import { expect, test } from '@playwright/test';
import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';
import type { CopyEntry, CopyInput } from '../../../core/export/copy';
import { beginningOf, firstLines } from '../../../core/export/beginning';
import { createHtml, createHtmlBeginning, createHtmlPages } from '../../../core/export/html';
import { readHtmlCopy } from '../../../electron/html-copy';
import { hardCopy, sampleAnnotation } from './sample-copies';

function entry(number: number, start: number, end: number, fields: Parameters<typeof sampleAnnotation>[1] = {}, placement: Partial<CopyEntry['placement']> = {}): CopyEntry {
  return { annotation: sampleAnnotation(number, fields), placement: { status: 'same', span: { start, end }, confidence: 1, formerly: start, ...placement } };
}

function copyOf(source: string, entries: readonly CopyEntry[], name = 'a.txt'): CopyInput {
  return { name, source, entries, version: '1.2.3', generated: '2026-11-24T05:00:00.000Z' };
}

function elements(node: Tree.Node): Tree.Element[] {
  const below = 'childNodes' in node ? node.childNodes.flatMap(elements) : [];
  return 'attrs' in node ? [node, ...below] : below;
}

test('what HTML cannot carry is shown and counted', () => {
  const copy = createHtml(copyOf('a\0b\ud800c', [entry(1, 0, 1, { comment: 'x\0' })]));
  expect(copy.losses).toEqual([{ kind: 'character-replaced', count: 3 }]);
  expect(readHtmlCopy(copy.content)?.source).toBe('a\u2400b\ufffdc');
});

test('annotations without a certain place stand after the text, with their quote, and are counted', () => {
  const target = { position: { start: 3, end: 9 }, quote: { exact: 'long <gone>', prefix: '', suffix: '' }, textDigest: 'abc' };
  const copy = createHtml(copyOf('Some text', [
    entry(1, 0, 4, { comment: 'Placed' }),
    entry(2, 0, 0, { comment: 'Lost', target }, { status: 'orphaned', span: null, confidence: 0 }),
    entry(3, 5, 9, { comment: 'Doubtful', target }, { status: 'unsure', confidence: 0.5 }),
  ]));
  expect(copy.losses).toEqual([{ kind: 'orphan-without-place', count: 2 }]);
  const section = copy.content.slice(copy.content.indexOf('<section id="placeless">'));
  for (const part of ['long &lt;gone&gt;', 'Lost', 'Doubtful', 'not found in this text', 'not certain']) expect(section).toContain(part);
  expect(copy.content.match(/<mark data-ann/g)).toHaveLength(1);
  expect(readHtmlCopy(copy.content)?.source).toBe('Some text');
});

test('overlapping highlights are one mark with both ids and both colours', () => {
  const copy = createHtml(copyOf('abcdef', [entry(1, 0, 4), entry(2, 2, 6, { color: 'blue' }), entry(3, 2, 4, { color: 'blue', style: 'underline' })]));
  const marks = elements(parse(copy.content)).filter((element) => element.attrs.some(({ name }) => name === 'data-ann'));
  const classes = marks.map((mark) => mark.attrs.find(({ name }) => name === 'class')?.value);
  expect(classes).toEqual(['yellow', 'yellow-blue', 'blue']);
  expect(marks[1]?.attrs.find(({ name }) => name === 'data-ann')?.value.split(' ')).toHaveLength(3);
  expect(copy.content).toContain('mark.yellow-blue{background-image:linear-gradient(var(--yellow) 0% 50%,var(--blue) 50% 100%)}');
});

test('a note that ends with its line stands on that line', () => {
  const copy = createHtml(copyOf('one\ntwo\n', [entry(1, 0, 4, { comment: 'Whole line' })]));
  expect(copy.content).toMatch(/<mark [^>]*>one<\/mark><a class="ref".*<\/span><mark [^>]*>\n<\/mark><\/div>/);
});

test('every link leads somewhere, and every note is linked both ways', () => {
  const all = elements(parse(createHtml(hardCopy()).content));
  const ids = all.flatMap(({ attrs }) => attrs.filter(({ name }) => name === 'id').map(({ value }) => value));
  const links = all.flatMap(({ attrs }) => attrs.filter(({ name }) => name === 'href').map(({ value }) => value));
  expect(new Set(ids).size).toBe(ids.length);
  for (const link of links) expect(ids).toContain(link.slice(1));
  for (const note of ids.filter((id) => id.startsWith('n-'))) {
    expect(links).toContain(`#${note}`);
    expect(links).toContain(`#a-${note.slice(2)}`);
  }
});

/** What has run, loaded or broken out of exports elsewhere. */
const payloads: readonly string[] = [
  '<script>alert(1)</script>', '</script><script>alert(1)</script>', '<img src=x onerror=alert(1)>', '<svg onload=alert(1)>', '<svg><script>alert(1)</script></svg>',
  '"><img src=x onerror=alert(1)>', "' onmouseover='alert(1)", '" autofocus onfocus="alert(1)', '</main><script>alert(1)</script>', '</mark></div></main><b id="doc">', '</style><script>alert(1)</script>',
  '<style>@import url(http://a.invalid)</style>', '<link rel=dns-prefetch href=//secret.invalid>', '<link rel=stylesheet href=http://a.invalid/x.css>', '<meta http-equiv=refresh content="0;url=http://a.invalid">',
  '<base href="http://a.invalid/">', '<iframe src="javascript:alert(1)"></iframe>', '<object data="http://a.invalid/x.swf">', '<embed src=http://a.invalid>', '<form action=http://a.invalid><button>go</button></form>',
  '<a href="javascript:alert(1)">x</a>', '[x](javascript:alert(1))', '![x](http://a.invalid/track.png)', '<!-- --><script>alert(1)</script>', '--!><script>alert(1)</script>', ']]><script>alert(1)</script>',
  '<plaintext>', '<noscript><p title="</noscript><img src=x onerror=alert(1)>">', '<math><mtext></table><img src=x onerror=alert(1)>', '&lt;script&gt;alert(1)&lt;/script&gt;', '<template><script>alert(1)</script></template>',
  '\u2028alert(1)\u2029', '=HYPERLINK("http://a.invalid","x")',
];
const allowedTags = new Set('html head meta title style script body header h1 p ul li mark main div span a q b i time footer section h2 article blockquote'.split(' '));

for (const payload of payloads) {
  test(`stays text everywhere: ${JSON.stringify(payload)}`, () => {
    const fields = { comment: payload, creator: payload, tags: [payload], replies: [{ ...sampleAnnotation(9, {}), comment: payload, creator: payload }] };
    const lost = { target: { position: { start: 0, end: 1 }, quote: { exact: payload, prefix: payload, suffix: payload } } };
    const source = `x${payload}y\n${payload}`;
    const { content } = createHtml(copyOf(source, [
      entry(1, 1, 1 + payload.length, fields), entry(2, 2, 1 + payload.length, { style: 'underline' }),
      entry(3, 0, 0, { ...fields, ...lost }, { status: 'orphaned', span: null }),
    ], payload));
    const all = elements(parse(content));
    const attributes = all.flatMap(({ attrs }) => attrs);
    expect(all.map(({ tagName }) => tagName).filter((tag) => !allowedTags.has(tag))).toEqual([]);
    expect(attributes.filter(({ name }) => name.startsWith('on') || ['src', 'srcset', 'action', 'data', 'poster', 'background', 'ping'].includes(name))).toEqual([]);
    expect(attributes.filter(({ name, value }) => name === 'href' && !value.startsWith('#'))).toEqual([]);
    expect(all.filter(({ tagName }) => tagName === 'script').map(({ attrs }) => attrs.map(({ value }) => value))).toEqual([['application/ld+json']]);
    expect(all.filter(({ attrs }) => attrs.some(({ name, value }) => name === 'http-equiv' && value === 'Content-Security-Policy'))).toHaveLength(1);
    expect(readHtmlCopy(content)?.source).toBe(source);
  });
}

test('in parts the text is the same, each begins with a line, and a passage over parts is led to from another one', () => {
  const source = 'one 😀\r\ntwo e\u0301\nthree\nfour\n';
  const { pages } = createHtmlPages(copyOf(source, [entry(1, 4, 20, { comment: 'Over parts' }), entry(2, 0, 3, { comment: 'In one' })]), 12);
  for (const page of pages) expect(page, 'nothing is laid out for a screen').toContain('@media screen{body{display:none}}');
  const bodies = pages.map((page) => page.slice(page.indexOf('<main')));
  expect(bodies.map((body) => /one|two|three|four/.exec(body)?.[0])).toEqual(['one', 'two', 'four']);
  const [first, second] = [sampleAnnotation(1, {}).id, sampleAnnotation(2, {}).id];
  expect(bodies[0]).toContain(`<a href="#a-${second}" aria-label`);
  expect(bodies[0]).toContain(`<a href="#a-${first}" hidden></a>`);
  expect(bodies.join('')).toContain(`<a href="far:a-${first}" aria-label="Note 2: to the passage">`);
  expect(pages.map((page) => page.includes('<header>'))).toEqual([true, false, false]);
  expect(pages.map((page) => page.includes('<footer>'))).toEqual([false, false, true]);
  expect(pages.join('')).not.toContain('ld+json');
});

test('a beginning ends with a line where one is near, and never within a character', () => {
  expect(firstLines('one\ntwo\nthree', 100)).toBe('one\ntwo\nthree');
  expect(firstLines('one\ntwo\nthree', 9)).toBe('one\ntwo\n');
  expect(firstLines('a\n😀😀😀', 5)).toBe('a\n😀');
});

test('only what begins in it is in it, cut where it ends; the counts are those of the whole', () => {
  const whole = copyOf('one 😀\ntwo e\u0301\nthree\n', [entry(1, 0, 3, { comment: 'First' }), entry(2, 4, 12, { comment: 'Over lines' }), entry(3, 14, 19, { comment: 'Later' })]);
  const begun = beginningOf(whole, 8);
  expect(begun.source).toBe('one 😀\n');
  expect(begun.entries.map(({ placement }) => placement.span)).toEqual([{ start: 0, end: 3 }, { start: 4, end: 7 }]);
  expect(beginningOf(whole, 100)).toBe(whole);
  const html = createHtmlBeginning(whole, 8, true);
  expect(html).toContain('3 annotations · 3 comments');
  expect(html).toContain('Over lines');
  expect(html).not.toMatch(/Later|ld\+json|@media (screen|print)/);
});
