import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CopyEntry, CopyInput } from '../../../core/export/copy';
import { colors, type Annotation, type Color, type MarkStyle, type Placement } from '../../../core/model/annotation';

interface Mark {
  /** First words of the passage. */
  readonly from: string;
  /** Its last words; the passage is `from` alone without it. */
  readonly to?: string;
  readonly style?: MarkStyle;
  readonly color?: Color;
  readonly comment?: string;
  readonly tags?: readonly string[];
  readonly creator?: string;
  readonly replies?: readonly string[];
  readonly resolved?: boolean;
}

const marks: readonly Mark[] = [
  { from: 'A text full', comment: 'The first characters.', tags: ['start'] },
  { from: 'Ame\u0301lie', color: 'green', comment: 'Combining: e\u0301, x\u0325.', tags: ['é', 'two words'] },
  { from: 'x\u0325t', color: 'pink' },
  { from: '👩‍👩‍👧‍👦', color: 'blue', comment: '😀 one family 👩‍👩‍👧‍👦', replies: ['Indeed 👍🏽', 'Line one\nline two'] },
  { from: '🇨🇭 another, 👍🏽', color: 'orange', comment: 'A flag and a thumb.' },
  { from: '吾輩は猫である', color: 'purple', comment: '我是猫。', creator: '夏目漱石' },
  { from: 'ברא אלהים', color: 'yellow', comment: 'ברא: created', tags: ['עברית'] },
  { from: 'אלהים את', to: 'הארץ', color: 'blue', style: 'underline', comment: 'Overlaps the one before.' },
  { from: 'مرحبا', to: '123', color: 'green', comment: 'مرحبا with digits 123' },
  { from: 'hy\u00adphens', color: 'pink', style: 'strikethrough', comment: 'A soft hyphen inside' },
  { from: '\tA tab', to: 'inside', color: 'orange', comment: 'Tabs\tin a comment' },
  { from: 'as on Windows.\r\n', to: 'an old one.\rA lone', color: 'yellow', comment: 'Over CR LF and CR.\r\nSecond line.\nThird.' },
  { from: '{==marked==}{>>a comment<<}', color: 'green', comment: 'Says {==x==} and {>>y<<} itself ==} <<}' },
  { from: '++added++}, {--gone', color: 'blue', comment: 'Begins and ends inside marks' },
  { from: '<script>', to: '<!-- a comment -->', color: 'pink', comment: '<img src=x onerror=alert(1)> & "quotes" \'too\' </script> --> ]]>', tags: ['<b>'] },
  { from: '=1+1', color: 'orange', comment: '=SUM(A1:A9)', tags: ['=tag'] },
  { from: '# A heading', color: 'purple', comment: '# not a heading\n\n- not a list\n1. nor this\n> nor a quote', creator: '' },
  { from: '*stars*, _underscores_', color: 'yellow', comment: '**bold** _it_ `code` [l](x) | pipe \\ ~~s~~ $x$ <http://a.b>' },
  { from: '```\na code block', to: '```\n', color: 'green', comment: '```\nfence\n```' },
  { from: '#+BEGIN_QUOTE', to: '#+END_QUOTE', color: 'blue', comment: '* Org heading\n:DRAWER:\n#+END_QUOTE\n[[link]] /it/ =v=' },
  { from: 'The quick brown fox jumps over the lazy dog.', color: 'yellow', comment: 'Outer' },
  { from: 'quick brown fox', color: 'blue', comment: 'Inner' },
  { from: 'brown fox jumps over', color: 'pink', comment: 'Crossing' },
  { from: 'fox', color: 'yellow', comment: 'The same colour within', resolved: true },
  { from: 'lazy dog', style: 'underline', color: 'green', comment: '' },
  { from: 'Several sentences', to: 'enough of it', color: 'purple', comment: 'A long passage.', tags: ['long', 'flow'] },
  { from: 'run through the next and end', style: 'underline', color: 'orange', comment: 'Underlined within' },
  { from: 'Nothing is wrong', to: 'then it stops.\n', style: 'strikethrough', color: 'pink', comment: 'Struck out, across the others' },
  { from: 'Last line, without an end', color: 'orange', comment: 'Up to the last character.' },
];

/** A number as a UUID, for tests that want to know their ids. */
export function numberedId(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

/** An annotation with ordinary fields. */
export function sampleAnnotation(number: number, fields: Partial<Annotation>): Annotation {
  return {
    id: numberedId(number), revision: 1 + (number % 3), created: '2026-11-02T09:30:00.000Z', modified: '2026-11-03T10:00:00.000Z', creator: 'Ada Lovelace',
    target: { position: { start: 0, end: 0 }, quote: { exact: '', prefix: '', suffix: '' } },
    style: 'highlight', color: 'yellow', comment: '', tags: [], resolved: false, replies: [], ...fields,
  };
}

function withTarget(source: string, annotation: Annotation, start: number, end: number, placement: Partial<Placement>): CopyEntry {
  const lines = (text: string): string => text.replace(/\r\n?/g, '\n');
  const position = { start: lines(source.slice(0, start)).length, end: lines(source.slice(0, end)).length };
  const quote = { exact: lines(source.slice(start, end)), prefix: lines(source.slice(Math.max(0, start - 8), start)), suffix: lines(source.slice(end, end + 8)) };
  return { annotation: { ...annotation, target: { position, quote } }, placement: { status: 'same', span: { start, end }, confidence: 1, formerly: start, ...placement } };
}

/** The text full of traps, annotated. */
export function hardCopy(): CopyInput {
  const source = readFileSync(fileURLToPath(new URL('../../fixtures/copies/hard.txt', import.meta.url)), 'utf8');
  const entries = marks.map((mark, index) => {
    const start = source.indexOf(mark.from);
    const end = mark.to === undefined ? start + mark.from.length : source.indexOf(mark.to, start + mark.from.length) + mark.to.length;
    if (start < 0 || end <= start) throw new Error(`Not in the text: ${mark.from}`);
    const { comment = '', tags = [], style = 'highlight', color = 'yellow', creator = 'Ada Lovelace', resolved = false } = mark;
    const replies = (mark.replies ?? []).map((reply, place) => ({
      id: numberedId(1000 + index * 10 + place), creator: 'Charles Babbage', created: '2026-11-04T08:00:00.000Z', modified: '2026-11-04T08:00:00.000Z', comment: reply,
    }));
    return withTarget(source, sampleAnnotation(index + 1, { comment, tags, style, color, creator, resolved, replies }), start, end, {});
  });
  return { name: 'hard & <odd>.txt', source, entries, version: '0.1.0', generated: '2026-11-24T05:00:00.000Z' };
}

const words = 'the of and reader margin passage hand page note mark word between every light paper sentence old pointing careful letter which never always drawn'.split(' ');

/** A generator of numbers that is the same in every run: Lehmer, modulus 2^31 − 1. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => (state = (state * 48_271) % 2_147_483_647) % below;
}

/** Prose of about `length` characters with `count` annotations: a tenth overlap others, a tenth run over paragraphs. */
export function bigCopy(length: number, count: number): CopyInput {
  const next = numbers(7);
  const paragraphs: string[] = [];
  for (let size = 0; size < length; size += paragraphs.at(-1)!.length + 2) {
    paragraphs.push(Array.from({ length: 40 + next(80) }, () => words[next(words.length)]).join(' ') + '.');
  }
  const source = paragraphs.join('\n\n') + '\n';
  const entries = Array.from({ length: count }, (_, index) => {
    const place = Math.floor((index / count) * (source.length - 4000));
    const start = source.indexOf(' ', index % 10 === 1 ? Math.max(0, place - Math.floor(source.length / count)) : place) + 1;
    const end = source.indexOf(' ', start + (index % 10 === 2 ? 1200 : 20 + next(100)));
    const annotation = sampleAnnotation(index + 1, { color: colors[index % 6]!, comment: index % 3 === 0 ? '' : `Comment ${index}, on what stands here.`, tags: index % 7 === 0 ? ['check'] : [] });
    return withTarget(source, annotation, start, end, {});
  });
  return { name: 'big.txt', source, entries, version: '0.1.0', generated: '2026-11-24T05:00:00.000Z' };
}
