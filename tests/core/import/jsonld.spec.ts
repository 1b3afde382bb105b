import { expect, test } from '@playwright/test';
import { importJsonld, type ImportedAnnotation } from '../../../core/import/jsonld';
import { createJsonld } from '../../../core/export/jsonld';
import { hardCopy, sampleAnnotation } from '../export/sample-copies';

const source = 'One 😀 hand points.\r\nAnother hand rests.\n';

function imported(value: unknown, text = source): readonly ImportedAnnotation[] {
  const result = importJsonld(typeof value === 'string' ? value : JSON.stringify(value), text);
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

const context = 'http://www.w3.org/ns/anno.jsonld';
const quote = { type: 'TextQuoteSelector', exact: 'hand', prefix: '😀 ', suffix: ' points' };
const position = { type: 'TextPositionSelector', start: 6, end: 10 };
const handAt = { start: 7, end: 11 };

interface Foreign {
  readonly name: string;
  readonly file: unknown;
  readonly expected: { readonly position?: unknown; readonly exact?: string; readonly comment?: string; readonly tags?: readonly string[]; readonly fits?: boolean; readonly creator?: string; readonly created?: string; readonly color?: string; readonly id?: string };
}

const foreign: readonly Foreign[] = [
  { name: 'a quote and a position', file: { '@context': context, id: 'http://x.invalid/1', type: 'Annotation', target: { source: 'http://x.invalid/', selector: [quote, position] } }, expected: { position: handAt, exact: 'hand', fits: true } },
  { name: 'a single position', file: { type: 'Annotation', target: { selector: position } }, expected: { position: handAt, exact: 'hand', fits: true } },
  { name: 'a single quote without context', file: { type: 'Annotation', target: { selector: { type: 'TextQuoteSelector', exact: 'hand rests' } } }, expected: { position: { start: 0, end: 0 }, exact: 'hand rests', fits: false } },
  { name: 'positions counted in UTF-16', file: { type: 'Annotation', target: { selector: [quote, { ...position, start: 7, end: 11 }] } }, expected: { position: handAt, fits: true } },
  { name: 'a position that is wrong', file: { type: 'Annotation', target: { selector: [quote, { ...position, start: 0, end: 4 }] } }, expected: { position: { start: 0, end: 4 }, exact: 'hand', fits: false } },
  { name: 'a quote with LF where the source has CR LF', file: { type: 'Annotation', target: { selector: [{ type: 'TextQuoteSelector', exact: 'points.\nAnother' }, { ...position, start: 11, end: 27 }] } }, expected: { exact: 'points.\nAnother', fits: true } },
  { name: 'a refined selector', file: { type: 'Annotation', target: { selector: { type: 'FragmentSelector', value: 'line=1', refinedBy: position } } }, expected: { position: handAt, fits: true } },
  { name: 'a plain-text fragment', file: { type: 'Annotation', target: { selector: { type: 'FragmentSelector', conformsTo: 'http://tools.ietf.org/rfc/rfc5147', value: 'char=6,10' } } }, expected: { position: handAt, exact: 'hand', fits: true } },
  { name: 'a string body', file: { type: 'Annotation', body: 'Just so', target: { selector: position } }, expected: { comment: 'Just so' } },
  { name: 'a body value', file: { type: 'Annotation', bodyValue: 'Just so', target: { selector: position } }, expected: { comment: 'Just so' } },
  { name: 'several bodies and tags', file: { type: 'Annotation', body: [{ type: 'TextualBody', value: 'First' }, { type: 'TextualBody', value: 'é 😀', purpose: 'tagging' }, { value: 'Second' }], target: { selector: position } }, expected: { comment: 'First\n\nSecond', tags: ['é 😀'] } },
  { name: 'a body that is a link', file: { type: 'Annotation', body: { id: 'http://x.invalid/note' }, target: { selector: position } }, expected: { comment: 'http://x.invalid/note' } },
  { name: 'Open Annotation with prefixes and arrays', file: { '@graph': [{ '@id': 'urn:x', '@type': ['oa:Annotation'], 'oa:hasBody': [{ '@type': ['cnt:ContentAsText'], 'cnt:chars': [{ '@value': 'Old style' }] }], 'oa:hasTarget': [{ 'oa:hasSelector': [{ '@type': ['oa:TextQuoteSelector'], 'oa:exact': [{ '@value': 'hand' }] }, { '@type': 'oa:TextPositionSelector', 'oa:start': [{ '@value': 6 }], 'oa:end': [{ '@value': 10 }] }] }], 'oa:annotatedAt': '2013-01-28T12:00:00Z' }] }, expected: { position: handAt, comment: 'Old style', fits: true, created: '2013-01-28T12:00:00.000Z' } },
  { name: 'full addresses as keys', file: [{ '@type': ['http://www.w3.org/ns/oa#Annotation'], 'http://www.w3.org/ns/oa#hasTarget': [{ 'http://www.w3.org/ns/oa#hasSelector': [{ '@type': ['http://www.w3.org/ns/oa#TextPositionSelector'], 'http://www.w3.org/ns/oa#start': [{ '@value': 6 }], 'http://www.w3.org/ns/oa#end': [{ '@value': 10 }] }] }] }], expected: { position: handAt, fits: true } },
  { name: 'a creator and a date with a zone', file: { type: 'Annotation', creator: { type: 'Person', name: 'Ada' }, created: '2015-01-28T12:00:00+01:00', target: { selector: position } }, expected: { creator: 'Ada', created: '2015-01-28T11:00:00.000Z' } },
  { name: 'a colour in its style', file: { type: 'Annotation', target: { selector: position, styleClass: 'hl-green' } }, expected: { color: 'green' } },
  { name: 'a whole document as target', file: { type: 'Annotation', body: { value: 'About all of it' }, target: 'http://x.invalid/' }, expected: { position: { start: 0, end: 0 }, exact: '', comment: 'About all of it', fits: false } },
  { name: 'a UUID in capitals', file: { type: 'Annotation', id: 'urn:uuid:ABCDEF00-0000-4000-8000-000000000001', target: { selector: position } }, expected: { id: 'abcdef00-0000-4000-8000-000000000001' } },
];

for (const { name, file, expected } of foreign) {
  test(`reads ${name}`, () => {
    const [first, ...rest] = imported(file);
    expect(rest).toEqual([]);
    const { annotation, fits } = first!;
    const { target, comment, tags, creator, created, color, id } = annotation;
    expect({ position: target.position, exact: target.quote.exact, comment, tags, creator, created, color, id, fits }).toMatchObject(expected);
  });
}

test('the same file gives the same ids at every import', () => {
  const file = [{ type: 'Annotation', target: { selector: position } }, { type: 'Annotation', id: 'http://x.invalid/1', target: { selector: [position] } }];
  expect(imported(file)).toEqual(imported(file));
  expect(new Set(imported(file).map(({ annotation }) => annotation.id)).size).toBe(2);
});

test('one id twice: the same content counts once, other content is kept under an id of its own', () => {
  const one = { type: 'Annotation', id: 'urn:x', body: 'one', target: { selector: position } };
  expect(imported([one, one])).toHaveLength(1);
  const two = imported([one, { ...one, body: 'two' }]);
  expect(two.map(({ annotation }) => annotation.comment)).toEqual(['one', 'two']);
  expect(two[0]!.annotation.id).not.toBe(two[1]!.annotation.id);
});

test('replies find the root of their thread; one to nothing stays, one in a circle too', () => {
  const root = { type: 'Annotation', id: 'urn:root', target: { selector: position } };
  const reply = (id: string, target: string): unknown => ({ type: 'Annotation', id, motivation: 'replying', bodyValue: id, target });
  const result = imported([reply('urn:a', 'urn:root'), root, reply('urn:b', 'urn:a'), reply('urn:c', 'urn:gone'), reply('urn:d', 'urn:e'), reply('urn:e', 'urn:d')]);
  expect(result.map(({ annotation }) => [annotation.comment, annotation.replies.map(({ comment }) => comment)])).toEqual([
    ['', ['urn:a', 'urn:b']], ['urn:c', []], ['urn:d', []], ['urn:e', []],
  ]);
});

test('an orphan comes back with the text it was made on', () => {
  const target = { position: { start: 400, end: 404 }, quote: { exact: 'gone', prefix: 'long ', suffix: ' since' }, textDigest: 'f00d' };
  const annotation = sampleAnnotation(1, { comment: 'Was here', target });
  const input = { ...hardCopy(), entries: [{ annotation, placement: { status: 'orphaned', span: null, confidence: 0, formerly: 9 } as const }] };
  expect(imported(createJsonld(input).content, input.source)).toEqual([{ annotation, fits: false }]);
});

test('an annotation that waits for review keeps the place it was made for', () => {
  const target = { position: { start: 4, end: 8 }, quote: { exact: 'text', prefix: 'A ', suffix: '' }, textDigest: 'f00d' };
  const annotation = sampleAnnotation(1, { target });
  const input = { ...hardCopy(), entries: [{ annotation, placement: { status: 'unsure', span: { start: 2, end: 6 }, confidence: 0.6, formerly: 2 } as const }] };
  expect(imported(createJsonld(input).content, input.source)).toEqual([{ annotation, fits: false }]);
});

const hostile: readonly [string, string][] = [
  ['no JSON', 'Dear reader,'], ['half a file', '{"type":"AnnotationCollection","first":{"items":['], ['an empty file', ''], ['a number', '42'], ['null', 'null'], ['a string', '"x"'], ['another object', '{"a":1}'],
  ['entries that are no annotations', '[1,2]'], ['an entry of another kind', '[{"type":"Person"}]'], ['links only', '["http://x.invalid/1"]'], ['null in the list', '[null]'],
  ['a comment beyond any use', JSON.stringify([{ type: 'Annotation', body: 'x'.repeat(1_000_001), target: { selector: position } }])],
  ['a comment of five million letters', JSON.stringify([{ type: 'Annotation', body: { value: 'x'.repeat(5_000_000) }, target: { selector: position } }])],
  ['a passage beyond any use', JSON.stringify([{ type: 'Annotation', target: { selector: { type: 'TextQuoteSelector', exact: 'x'.repeat(1_000_001) } } }])],
  ['more tags than anyone has', JSON.stringify([{ type: 'Annotation', body: Array.from({ length: 1001 }, () => ({ value: 't', purpose: 'tagging' })), target: { selector: position } }])],
];

for (const [name, json] of hostile) {
  test(`refuses ${name}`, () => {
    const result = importJsonld(json, source);
    expect(result).toMatchObject({ ok: false, problem: { kind: 'not-annotations', path: '' } });
    if (!result.ok && result.problem.kind === 'not-annotations') expect(result.problem.reason).toMatch(/^[A-Z].{10,300}\.$/);
  });
}

const odd: readonly [string, string][] = [
  ['an empty collection', '{"type":"AnnotationCollection","total":0}'],
  ['a deep nest', `{"type":"Annotation","target":{"selector":${'{"refinedBy":'.repeat(5000)}1${'}'.repeat(5000)}}}`],
  ['a prototype as a key', '{"type":"Annotation","__proto__":{"target":1},"constructor":1,"target":{"selector":{"__proto__":{"exact":"x"},"start":0,"end":1}}}'],
  ['numbers out of range', JSON.stringify([[-1, 2], [1e300, 1e301], [0.5, 1], [5, 1], [-0, 0]].map(([start, end]) => ({ type: 'Annotation', target: { selector: { type: 'TextPositionSelector', start, end } } })))],
  ['fields of the wrong kind', JSON.stringify({ type: 'Annotation', creator: 7, created: {}, body: [null, 7, [], {}], target: { selector: [null, 'x', 7] }, 'manicule:revision': -1, 'manicule:resolved': 'yes' })],
];

for (const [name, json] of odd) {
  test(`survives ${name}`, () => {
    const result = importJsonld(json, source);
    expect(result.ok).toBe(true);
    expect(({} as Record<string, unknown>)['target']).toBeUndefined();
  });
}
