import type { CopyInput } from '../../../../core/export/copy';
import { normalizeLineEnds } from '../../../../core/decode/line-ends';
import type { Annotation } from '../../../../core/model/annotation';
import { sampleAnnotation } from '../../../core/export/sample-copies';

/** A copy of a text with an annotation on the first place of each quote, numbered from 1. */
export function copyOf(source: string, marks: readonly (readonly [quote: string, fields?: Partial<Annotation>])[], name = 'sample.txt'): CopyInput {
  const entries = marks.map(([exact, fields = {}], index) => {
    const start = source.indexOf(exact);
    if (start < 0) throw new Error(`Not in the text: ${exact}`);
    const position = { start: normalizeLineEnds(source.slice(0, start)).length, end: normalizeLineEnds(source.slice(0, start + exact.length)).length };
    const target = { position, quote: { exact: normalizeLineEnds(exact), prefix: '', suffix: '' } };
    return {
      annotation: sampleAnnotation(index + 1, { target, ...fields }),
      placement: { status: 'same' as const, span: { start, end: start + exact.length }, confidence: 1, formerly: start },
    };
  });
  return { name, source, entries, version: '0.1.0', generated: '2026-11-24T05:00:00.000Z' };
}
