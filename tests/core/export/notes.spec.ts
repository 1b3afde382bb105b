import { expect, test } from '@playwright/test';
import { exporters } from '../../../core/export/exporters';
import { textFormats } from '../../../core/export/formats';
import { markdownInline, markdownLines } from '../../../core/export/markdown-escape';
import { hardCopy, sampleAnnotation } from './sample-copies';

const escaped: readonly [string, string[]][] = [
  ['plain text, it’s (really) fine.', ['plain text, it’s (really) fine.']],
  ['*a* _b_ `c` [d](e) <f> # g | ~~h~~ & $i$ ^j', ['\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) \\<f\\> \\# g \\| \\~\\~h\\~\\~ \\& \\$i\\$ \\^j']],
  ['1. one\n2) two\n- three\n+ four', ['1\\. one\\', '2\\) two\\', '\\- three\\', '\\+ four']],
  ['    indented\n\tcode', ['\u00a0\u00a0\u00a0\u00a0indented\\', '\u00a0\u00a0\u00a0\u00a0code']],
  ['a\r\n\r\nb\rc', ['a', '', 'b\\', 'c']],
  ['Title\n===\n---', ['Title\\', '\\=\\==\\', '\\---']],
  ['http://x.invalid :smile: 12:30', ['http\\://x.invalid \\:smile: 12:30']],
  ['ends with \\', ['ends with \\\\']],
  ['😀 e\u0301 שלום', ['😀 e\u0301 שלום']],
];

for (const [text, lines] of escaped) {
  test(`escapes ${JSON.stringify(text)}`, () => {
    expect(markdownLines(text)).toEqual(lines);
    expect(markdownInline(text)).not.toContain('\n');
  });
}

test('no format forgets an annotation without saying so', () => {
  const target = { position: { start: 0, end: 4 }, quote: { exact: 'long gone quote', prefix: '', suffix: '' } };
  const lost = { annotation: sampleAnnotation(99, { comment: 'A lonely remark', target }), placement: { status: 'orphaned', span: null, confidence: 0, formerly: 0 } as const };
  const input = { ...hardCopy(), entries: [...hardCopy().entries, lost] };
  for (const format of textFormats) {
    const { content, losses } = exporters[format].create(input);
    const isThere = content.includes('A lonely remark') && content.includes('long gone quote');
    expect([format, isThere || losses.some(({ kind }) => kind === 'orphan-left-out')]).toEqual([format, true]);
    expect(losses.every(({ count }) => count > 0)).toBe(true);
  }
});

test('the same input makes the same copy', () => {
  for (const format of textFormats) expect(exporters[format].create(hardCopy())).toEqual(exporters[format].create(hardCopy()));
});

test('nothing annotated is a copy too', () => {
  for (const format of textFormats) {
    const { content, losses } = exporters[format].create({ ...hardCopy(), entries: [] });
    expect(content).not.toBe('');
    expect(losses.filter(({ kind }) => kind !== 'mark-guarded')).toEqual([]);
  }
});
