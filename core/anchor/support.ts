import type { TextMap } from './build-map';
import type { Span } from '../model/annotation';
import { visibleUnits } from './visible';

/** Offsets of the old text looked at beside a passage. */
export const reach = 48;
/** How much nearer or further than before the context may stand, in units. */
const drift = 40;

/** What the beginning or end of a text is worth, where a passage stands there before and after, in units of context. */
const edgeWorth = 12;

/** How much of the text beside a passage stands beside the place found for it. */
export interface Support {
  /** Visible units looked at. */
  readonly seen: number;
  /** Visible units of them that are there. */
  readonly kept: number;
}

/**
 * What the context says about a place; `bounds` is how far the old text is known around the passage. Where the
 * ends are known, they are context, too: what began the text and still does, stands where it stood.
 */
export function contextSupport(map: TextMap, passage: Span, place: Span, { bounds, knowsEnds }: { readonly bounds: Span; readonly knowsEnds: boolean }): Support {
  const { pieces, oldText } = map;
  const from = Math.max(bounds.start, passage.start - reach);
  const to = Math.min(bounds.end, passage.end + reach);
  const seen = visibleUnits(oldText, from, passage.start) + visibleUnits(oldText, passage.end, to);
  let kept = 0;
  for (let piece = pieces.after(from); piece < pieces.count; piece++) {
    const start = Math.max(from, pieces.oldStart[piece] as number);
    const end = Math.min(to, pieces.oldEnd[piece] as number);
    if (start >= to) break;
    const alike = (pieces.alike[piece] as number) / 100;
    const headEnd = Math.min(end, passage.start);
    if (start < headEnd) {
      const newEnd = (pieces.newEnd[piece] as number) - Math.max(0, (pieces.oldEnd[piece] as number) - headEnd);
      const distance = place.start - newEnd - (passage.start - headEnd);
      if (Math.abs(distance) <= drift && newEnd <= place.start + 2) kept += visibleUnits(oldText, start, headEnd) * alike;
    }
    const tailStart = Math.max(start, passage.end);
    if (tailStart < end) {
      const newStart = (pieces.newStart[piece] as number) + Math.max(0, tailStart - (pieces.oldStart[piece] as number));
      const distance = newStart - place.end - (tailStart - passage.end);
      if (Math.abs(distance) <= drift && newStart >= place.end - 2) kept += visibleUnits(oldText, tailStart, end) * alike;
    }
  }
  const edges = knowsEnds ? edgesKept(map, passage, place) : 0;
  return { seen: seen + edges, kept: kept + edges };
}

/** What the ends of the texts are worth that are as near to the place, and across the same text, as they were to the passage. */
function edgesKept({ oldText, newText }: TextMap, passage: Span, place: Span): number {
  const starts = passage.start <= reach && oldText.slice(0, passage.start).trim() === newText.slice(0, Math.min(place.start, 2 * reach)).trim();
  const ends = oldText.length - passage.end <= reach && oldText.slice(passage.end).trim() === newText.slice(place.end, place.end + 2 * reach).trim();
  return (starts ? edgeWorth : 0) + (ends ? edgeWorth : 0);
}

/** Units of text that a context kept whole is worth as evidence. */
const contextWorth = 80;
/** Units of lost text that count against a place, at most: a long passage that lost half is still found by its context. */
const mostLost = 15;
/** Evidence that makes sure, in units. */
const sureEvidence = 57;

/** The share of the context that stands; `unseen` where there was none to look at. */
export function shareOf(support: Support, unseen: number): number {
  return support.seen === 0 ? unseen : Math.min(1, support.kept / support.seen);
}

/** How much speaks for a place, in units of text: what is left of the passage, less what is lost, and the share of its context. */
export function evidenceOf(total: number, left: number, share: number): number {
  return Math.max(-mostLost, (2 * left - 1) * total) + contextWorth * share;
}

/** 0…1: the share left, raised where the context stands, lowered where little speaks for the place. */
export function confidenceOf(left: number, share: number, evidence: number): number {
  return Math.max(0, Math.min(1, left + (1 - left) * 0.6 * share, evidence / sureEvidence));
}
