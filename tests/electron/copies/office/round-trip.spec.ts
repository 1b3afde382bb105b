import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { normalizeLineEnds, toTextSpans } from '../../../../core/decode/line-ends';
import { createJsonld } from '../../../../core/export/jsonld';
import { importJsonld } from '../../../../core/import/jsonld';
import { success } from '../../../../core/problem';
import { saidText, saysSomething } from '../../../../electron/copies/office/said-text';
import { substituteForbidden } from '../../../../electron/copies/office/xml-escape';
import { arbitraryCopy, byId, expectedAnnotations } from '../../../core/export/arbitrary-copies';
import { hardCopy } from '../../../core/export/sample-copies';
import { copyOf, entryOf, imported, kinds, read } from './office-samples';

const sampleReply = { id: '00000000-0000-4000-8000-00000000aaaa', creator: 'Bea', created: '2026-11-04T08:00:00.000Z', modified: '2026-11-04T08:00:00.000Z' };

for (const { name, create } of kinds) {
  test(`how much of ${name} is written is told in small steps that never go back`, async () => {
    const source = Array.from({ length: 20_000 }, (_, at) => `Line ${String(at)}`).join('\n');
    const told: number[] = [];
    await create(copyOf(source, [entryOf(source, 1, 'Line 7', { comment: 'Seven' })]), (share) => { told.push(share); });
    expect(told).toEqual([...told].sort((one, other) => one - other));
    expect(told.length).toBeGreaterThan(30);
    expect(Math.max(...told.map((share, index) => share - (told[index - 1] ?? 0)))).toBeLessThan(0.05);
    expect(told.at(-1)).toBeGreaterThan(0.5);
    expect(told.at(-1)).toBeLessThanOrEqual(1);
  });

  test(`text and annotations come back from ${name} as they were`, async () => {
    await fc.assert(fc.asyncProperty(arbitraryCopy, async (input) => {
      const { content } = await create(input);
      const copy = read(content);
      expect(copy.source).toBe(input.source);
      expect(copy.text).toBe(substituteForbidden(normalizeLineEnds(input.source)));
      expect(JSON.parse(copy.jsonld!)).toEqual(JSON.parse(createJsonld(input).content));
      const annotations = imported(content, input.source);
      expect(byId(annotations.map(({ annotation }) => annotation))).toEqual(expectedAnnotations(input));
      expect(annotations.every(({ fits }) => fits)).toBe(true);
    }), { numRuns: 60 });
  });

  test(`a word processor sees every comment of ${name} on its passage, without the JSON-LD`, async () => {
    await fc.assert(fc.asyncProperty(arbitraryCopy, async (input) => {
      const { comments } = read((await create(input)).content);
      const keys = new Map(comments.map((comment) => [comment.id, comment.key]));
      const spans = toTextSpans(input.source, input.entries.map(({ placement }) => placement.span!));
      const expected = input.entries.flatMap(({ annotation }, index) => {
        if (!saysSomething(annotation)) return [];
        const { id, creator, created, resolved, replies } = annotation;
        const root = { id, parentKey: null, author: creator, date: created, text: saidText(annotation), resolved, span: spans[index]! };
        return [root, ...replies.map((reply) => ({ ...root, id: reply.id, parentKey: keys.get(id), author: reply.creator, date: reply.created, text: saidText({ comment: reply.comment, tags: [] }) }))];
      });
      const seen = comments.map(({ id, parentKey, author, date, text, resolved, span }) => ({ id, parentKey, author, date, text, resolved, span }));
      const held = expected.map(({ author, date, text, ...rest }) => ({ ...rest, author: substituteForbidden(author), date: `${date.slice(0, 19)}.000Z`, text: substituteForbidden(text) }));
      const order = (list: readonly { readonly id: string | null }[]): unknown[] => [...list].sort((a, b) => (a.id! < b.id! ? -1 : 1));
      expect(order(seen)).toEqual(order(held));
    }), { numRuns: 60 });
  });

  test(`${name} gives the text full of traps back, and the JSON-LD to the letter`, async () => {
    const input = hardCopy();
    const { content, losses } = await create(input);
    expect(losses).toEqual([]);
    expect(read(content)).toMatchObject({ source: input.source, jsonld: createJsonld(input).content });
  });

  test(`what ${name} cannot hold is shown, counted, and comes back`, async () => {
    const source = 'a\0b\ud800c\uffff\u0007 e\u0301 😀\r\n';
    const input = copyOf(source, [entryOf(source, 1, 'b\ud800c', { comment: 'x\0\ufffe', creator: 'A\u0001da', tags: ['\u0002'] }), entryOf(source, 2, '😀', { resolved: true })]);
    const { content, losses } = await create(input);
    expect(losses).toEqual([{ kind: 'character-replaced', count: 8 }, { kind: 'resolved-left-out', count: 1 }]);
    const copy = read(content);
    expect(copy).toMatchObject({ text: 'a␀b\ufffdc\ufffd␇ e\u0301 😀\n', source });
    expect(success(imported(content, source))).toEqual(importJsonld(createJsonld(input).content, source));
  });

  test(`${name} holds what has no certain place after the text, with its comment`, async () => {
    const source = 'Some text\n';
    const lost = { target: { position: { start: 3, end: 9 }, quote: { exact: 'long <gone>\nمرحبا', prefix: 'x', suffix: 'y' }, textDigest: 'abc' } };
    const input = copyOf(source, [
      entryOf(source, 1, 'Some', { comment: 'Placed' }),
      entryOf(source, 2, 'Some', { ...lost, comment: 'Lost 👩‍👩‍👧', replies: [{ ...sampleReply, comment: 'Where?' }] }, { status: 'orphaned', span: null, confidence: 0 }),
      entryOf(source, 3, 'text', { comment: 'Doubtful' }, { status: 'unsure', confidence: 0.5 }),
    ]);
    const { content, losses } = await create(input);
    expect(losses).toEqual([{ kind: 'orphan-without-place', count: 2 }]);
    const copy = read(content);
    expect(copy).toMatchObject({ text: source, source });
    expect(copy.comments.map(({ text, span, quote }) => [text, span, quote.exact]).sort()).toEqual([
      ['Doubtful', null, 'text'], ['Lost 👩‍👩‍👧', null, 'long <gone>\nمرحبا'], ['Placed', { start: 0, end: 4 }, 'Some'], ['Where?', null, 'long <gone>\nمرحبا'],
    ]);
    expect(byId(imported(content, source).map(({ annotation }) => annotation))).toEqual(input.entries.map(({ annotation }) => annotation));
  });

  test(`${name} of an empty text, and of one without annotations`, async () => {
    for (const source of ['', '\n', ' ', '\r', 'x']) expect(read((await create(copyOf(source, []))).content)).toMatchObject({ source, comments: [] });
  });

  test(`the same input gives the same ${name} in every time zone`, async () => {
    const before = process.env['TZ'];
    const made: Uint8Array[] = [];
    for (const zone of ['UTC', 'Asia/Tokyo', 'America/St_Johns']) {
      process.env['TZ'] = zone;
      made.push((await create(hardCopy())).content);
    }
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
    expect(Buffer.from(made[1]!).equals(made[0]!) && Buffer.from(made[2]!).equals(made[0]!)).toBe(true);
  });
}
