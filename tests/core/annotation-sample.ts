import type { Annotation } from '../../core/model/annotation';

/** An annotation of a passage, for tests: everything that is not given is ordinary. */
export function annotationOf(number: number, start: number, end: number, fields: Partial<Annotation> = {}): Annotation {
  return {
    id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    revision: 1,
    created: '2026-01-02T03:04:05.678Z',
    modified: '2026-01-02T03:04:05.678Z',
    creator: '',
    target: { position: { start, end }, quote: { exact: 'x'.repeat(end - start), prefix: '', suffix: '' } },
    style: 'highlight',
    color: 'yellow',
    comment: '',
    tags: [],
    resolved: false,
    replies: [],
    ...fields,
  };
}
