import type { Span, Target } from '../model/annotation';
import type { TextSource } from './snap';

/** UTF-16 units of context kept on either side: more than 96 no longer helps to find a passage again, less than 64 harms. */
const contextLength = 96;

/** Describes a passage so that it can be found again: where it is, what it says, and what stands before and after it. */
export function describe(text: TextSource, span: Span): Target {
  const { start, end } = span;
  return {
    position: { start, end },
    quote: {
      exact: text.slice(start, end),
      prefix: withoutHalves(text.slice(Math.max(0, start - contextLength), start)),
      suffix: withoutHalves(text.slice(end, Math.min(text.length, end + contextLength))),
    },
  };
}

/** Takes off half a surrogate pair at either rim of a piece of context. */
function withoutHalves(context: string): string {
  const from = isLowSurrogate(context.charCodeAt(0)) ? 1 : 0;
  const to = context.length - (isHighSurrogate(context.charCodeAt(context.length - 1)) ? 1 : 0);
  return context.slice(from, Math.max(from, to));
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
