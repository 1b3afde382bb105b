import { expect, test } from '@playwright/test';
import { clip } from '../../../core/export/clip';
import type { CopyInput } from '../../../core/export/copy';
import type { Annotation } from '../../../core/model/annotation';
import { annotationOf } from '../annotation-sample';

const source = '# Notes\r\n\r\nA *starred* caf\u0065\u0301 😀 stood\r\nby the river.\r\n';

function input(...marks: (readonly [string, Partial<Annotation>])[]): CopyInput {
  const entries = marks.map(([passage, fields], index) => {
    const start = source.indexOf(passage);
    const span = start < 0 ? null : { start, end: start + passage.length };
    const quote = { exact: passage, prefix: '', suffix: '' };
    const annotation = annotationOf(index + 1, Math.max(0, start), Math.max(0, start) + passage.length, { target: { position: { start: 0, end: 1 }, quote }, ...fields });
    return { annotation, placement: { status: span ? 'same' as const : 'orphaned' as const, span, confidence: 1, formerly: 0 } };
  });
  return { name: 'river.md', source, entries, version: '1', generated: '' };
}

const marked = input(
  ['stood\r\nby the river', { comment: 'Which **river**?', tags: ['place', 'two words'], creator: 'Ada', replies: [{ id: annotationOf(9, 0, 1).id, creator: 'Ben', created: '', modified: '', comment: 'The Avon.' }] }],
  ['*starred* caf\u0065\u0301 😀', {}],
  ['gone', { comment: 'Where?' }],
);

test('a quote is cited with its line, in the order of the text; what has no place is quoted all the same', () => {
  expect(clip(marked, 'quote')).toBe('“*starred* cafe\u0301 😀”\n(river.md, line 3)\n\n“stood\r\nby the river”\n(river.md, lines 3–4)\n\n“gone”\n(river.md)');
});

test('Markdown quotes the words literally and leaves the comment as it was written', () => {
  expect(clip(marked, 'markdown')).toBe([
    '> \\*starred\\* cafe\u0301 😀', '>', '> — river.md, line 3', '',
    '> stood\\', '> by the river', '>', '> — river.md, lines 3–4', '', 'Which **river**?', '', '#place #two words', '', '↳ **Ben:** The Avon.', '',
    '> gone', '>', '> — river.md', '', 'Where?',
  ].join('\n'));
});

test('CriticMarkup marks each passage by itself', () => {
  expect(clip(input(['cafe\u0301', {}]), 'critic')).toBe('{==cafe\u0301==}{>><<}');
  expect(clip(input(['river', { comment: 'Avon ==} <<}' }]), 'critic')).toBe('{==river==}{>>Avon ==\u2060} <<\u2060}<<}');
  expect(clip(marked, 'critic')).toContain('{==*starred* cafe\u0301 😀==}');
});

test('nothing is nothing', () => {
  expect(clip(input(), 'markdown')).toBe('');
});
