import fc from 'fast-check';
import type { CopyEntry, CopyInput } from '../../../core/export/copy';
import { colors, markStyles, type Annotation, type Span } from '../../../core/model/annotation';

/** Pieces that formats have stumbled over, put between plain words. */
const traps = [
  'word', ' the ', ' ', '  ', '\n', '\r\n', '\r', '\n\n', '\t', '😀', '👩‍👩‍👧‍👦', 'e\u0301', 'ﬁ', 'שלום', 'مرحبا', '漢字', '\u00ad', '\u200b', '\u2028', '\ufeff', '\u0085', '\u0007', '\f',
  '<script>alert(1)</script>', '</script>', '<!--', '-->', '--', ']]>', '&amp;', '&#13;', '"', "'", '`', '```', '\\', '{==', '==}', '{>>', '<<}', '{++', '++}', '{--', '--}', '{~~', '~>', '~~}', '{', '}', '=',
  '\u2060', '\u2060\u2060', '# ', '* ', '- ', '1. ', '> ', '|', '[x](y)', '![', '_a_', '__', '*b*', ':PROPERTIES:', '#+BEGIN_QUOTE', '=1+1', '+1', '@SUM(A1)', '﹦', '＝1', '==========', 'http://example.org', '\ud83d\ude00',
];

/** Text with every kind of line end and trap, without NUL and lone surrogates. */
export const arbitrarySource = fc.array(fc.oneof(fc.constantFrom(...traps), fc.string({ unit: 'grapheme', maxLength: 6 })), { maxLength: 40 })
  .map((pieces) => pieces.join('').replaceAll('\0', ''));

const arbitraryRemark = fc.array(fc.oneof(fc.constantFrom(...traps), fc.string({ unit: 'grapheme', maxLength: 8 })), { maxLength: 6 })
  .map((pieces) => pieces.join('').replaceAll('\0', ''));
const arbitraryInstant = fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }).map((date) => date.toISOString());
const arbitraryReply = fc.record({ id: fc.uuid(), creator: arbitraryRemark, created: arbitraryInstant, modified: arbitraryInstant, comment: arbitraryRemark });

const arbitraryFields = fc.record({
  id: fc.uuid(),
  revision: fc.integer({ min: 1, max: 1000 }),
  created: arbitraryInstant,
  modified: arbitraryInstant,
  creator: arbitraryRemark,
  style: fc.constantFrom(...markStyles),
  color: fc.constantFrom(...colors),
  comment: arbitraryRemark,
  tags: fc.array(arbitraryRemark, { maxLength: 3 }),
  resolved: fc.boolean(),
  replies: fc.array(arbitraryReply, { maxLength: 2 }),
});

/** Offsets between characters, a CR LF counting as one, in the source and in the text with LF line ends. */
export function boundaries(source: string): { readonly source: number[]; readonly text: number[] } {
  const bounds = { source: [0], text: [0] };
  let sourceAt = 0;
  let textAt = 0;
  for (const [character] of source.matchAll(/\r\n|[\s\S]/gu)) {
    bounds.source.push(sourceAt += character.length);
    bounds.text.push(textAt += character === '\r\n' ? 1 : character.length);
  }
  return bounds;
}

/** An entry for the passage between two boundaries, with a target as `describe` would make it. */
export function entryAt(source: string, fields: Omit<Annotation, 'target'>, first: number, second: number): CopyEntry {
  const bounds = boundaries(source);
  const text = source.replace(/\r\n?/g, '\n');
  const [from, to] = [Math.min(first, second), Math.max(first, second)];
  const position: Span = { start: bounds.text[from]!, end: bounds.text[to]! };
  const before = bounds.text[Math.max(0, from - 12)]!;
  const after = bounds.text[Math.min(bounds.text.length - 1, to + 12)]!;
  const quote = { exact: text.slice(position.start, position.end), prefix: text.slice(before, position.start), suffix: text.slice(position.end, after) };
  const span = { start: bounds.source[from]!, end: bounds.source[to]! };
  return { annotation: { ...fields, target: { position, quote } }, placement: { status: 'same', span, confidence: 1, formerly: span.start } };
}

/** Random text with random annotations that overlap as they like. */
export const arbitraryCopy: fc.Arbitrary<CopyInput> = arbitrarySource.chain((source) => {
  const last = boundaries(source).source.length - 1;
  const bound = fc.nat({ max: last });
  const entry = fc.tuple(arbitraryFields, bound, bound).map(([fields, first, second]) => entryAt(source, fields, first, second));
  const entries = last === 0 ? fc.constant([]) : fc.uniqueArray(entry, { maxLength: 8, selector: ({ annotation }) => annotation.id })
    .map((list) => list.filter(({ placement }) => placement.span!.end > placement.span!.start));
  return entries.map((list) => ({ name: 'notes & more.txt', source, entries: list, version: '0.1.0', generated: '2026-11-24T05:00:00.000Z' }));
});

/** What an import must give back: the same annotations, counted in the source, by id. */
export function expectedAnnotations(input: CopyInput): Annotation[] {
  return byId(input.entries.map(({ annotation, placement }) => ({ ...annotation, target: { ...annotation.target, position: placement.span! } })));
}

/** In an order that does not depend on the format. */
export function byId(annotations: readonly Annotation[]): Annotation[] {
  return [...annotations].sort((a, b) => (a.id < b.id ? -1 : 1));
}
