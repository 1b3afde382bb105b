/** One mark of CriticMarkup, by what opens it; `after` is what a substitution puts in place. */
export interface CriticMark {
  readonly kind: '==' | '>>' | '--' | '++' | '~~';
  /** Offsets of the whole mark. */
  readonly start: number;
  readonly end: number;
  readonly content: string;
  readonly after: string;
}

const closers = { '==': '==}', '>>': '<<}', '--': '--}', '++': '++}', '~~': '~~}' } as const;

function kindAt(text: string, start: number): CriticMark['kind'] | null {
  const two = text.slice(start + 1, start + 3);
  return two === '==' || two === '>>' || two === '--' || two === '++' || two === '~~' ? two : null;
}

/**
 * The marks of a text in order; each ends at the first sequence that closes its kind, as every reader of the format has it.
 * Where sequences were found is remembered, so that no text makes this slower than its length.
 */
export function* criticMarks(text: string): Generator<CriticMark> {
  const found = new Map<string, number>();
  const next = (sequence: string, from: number): number => {
    let at = found.get(sequence) ?? -2;
    if (at !== -1 && at < from) found.set(sequence, at = text.indexOf(sequence, from));
    return at;
  };
  let at = text.indexOf('{');
  while (at >= 0) {
    const kind = kindAt(text, at);
    const close = kind ? next(closers[kind], at + 3) : -1;
    const arrow = kind === '~~' ? next('~>', at + 3) : -1;
    const isWhole = kind === '~~' ? arrow >= 0 && arrow < close : close >= 0;
    if (kind && isWhole) {
      const end = close + 3;
      yield { kind, start: at, end, content: text.slice(at + 3, arrow >= 0 ? arrow : close), after: arrow >= 0 ? text.slice(arrow + 2, close) : '' };
      at = text.indexOf('{', end);
    } else {
      at = text.indexOf('{', at + 1);
    }
  }
}
