import type { Span } from '../model/annotation';

const surrogate = /[\ud800-\udfff]/;

function isPair(text: string, index: number): boolean {
  const first = text.charCodeAt(index);
  const second = text.charCodeAt(index + 1);
  return first >= 0xd800 && first < 0xdc00 && second >= 0xdc00 && second < 0xe000;
}

/** Walks through the text once and translates every offset on the way. */
function translate(text: string, spans: readonly Span[], side: 'units' | 'points'): Span[] {
  if (!surrogate.test(text)) {
    return spans.map(({ start, end }) => ({ start: Math.min(start, text.length), end: Math.min(end, text.length) }));
  }
  const wanted = [...new Set(spans.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  const answers = new Map<number, number>();
  let unit = 0;
  let point = 0;
  for (const offset of wanted) {
    while (unit < text.length && (side === 'units' ? unit : point) < offset) {
      unit += isPair(text, unit) ? 2 : 1;
      point++;
    }
    answers.set(offset, side === 'units' ? point : unit);
  }
  return spans.map(({ start, end }) => ({ start: answers.get(start) ?? 0, end: answers.get(end) ?? 0 }));
}

/**
 * UTF-16 offsets as offsets in code points, which the Web Annotation model counts in
 * (https://www.w3.org/TR/annotation-model/#text-position-selector). Inside a surrogate pair counts as after it; beyond the end as the end.
 */
export function toCodePoints(text: string, spans: readonly Span[]): Span[] {
  return translate(text, spans, 'units');
}

/** Offsets in code points as UTF-16 offsets. Beyond the end counts as the end. */
export function fromCodePoints(text: string, spans: readonly Span[]): Span[] {
  return translate(text, spans, 'points');
}
