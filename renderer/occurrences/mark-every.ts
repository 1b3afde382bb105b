import { describe } from '../../core/anchor/describe';
import { snapSpan } from '../../core/anchor/snap';
import { occurrencePattern } from '../../core/find/occurrences';
import type { MatchList } from '../../core/find/match-list';
import type { Annotation, Color, MarkStyle, Span } from '../../core/model/annotation';
import { whenAnotherText } from '../document/another-text';
import { inParts } from '../in-parts';
import { rememberColor, textOf } from '../marking';
import { refusesChange } from '../read-only';
import type { Reader } from '../reader';
import { Store } from '../store';
import { numeral, t } from '../texts';
import { findAll } from './find-all';

/** The longest words that are looked for, in UTF-16 units. */
const longestWords = 200;
/** More places than these are asked about before they are marked. */
const unasked = 100;
/** The most places that are marked in one go. */
const mostPlaces = 50_000;

/** What is to be marked everywhere, and how. */
interface Wanted {
  readonly span: Span;
  readonly color: Color;
  readonly style: MarkStyle;
}

/** A question that waits for its answer. */
export interface Question {
  readonly count: number;
  readonly words: string;
  readonly answer: (yes: boolean) => void;
}

/** Whether the person is asked about very many places. */
export const question = new Store<{ readonly open: Question | null }>({ open: null });

let underWay = new AbortController();

/**
 * Marks all places of the selected words, in the last colour; without a selection, those of the annotation that has the attention, as it is
 * marked itself. Places that are marked like that stay as they are. It is one change to undo.
 */
export async function markEvery(reader: Reader): Promise<void> {
  const wanted = wantedOf(reader);
  if (!wanted) return;
  underWay.abort();
  const work = new AbortController();
  underWay = work;
  const end = whenAnotherText(reader, () => {
    work.abort();
    reader.toast(t('notice.otherText'));
  });
  try {
    await markAll(reader, wanted, work.signal);
  } finally {
    end();
  }
}

async function markAll(reader: Reader, wanted: Wanted, signal: AbortSignal): Promise<void> {
  const text = textOf(reader);
  const words = text.slice(wanted.span.start, wanted.span.end);
  if (words.length > longestWords) {
    reader.toast(t('occurrences.tooLong'));
    return;
  }
  reader.announce(t('occurrences.searching'));
  if (!await wholeText(reader, signal)) return;
  const pattern = occurrencePattern(words, text.slice(Math.max(0, wanted.span.start - 8), wanted.span.start), text.slice(wanted.span.end, Math.min(text.length, wanted.span.end + 8)));
  const found = await findAll(reader, pattern, mostPlaces + 1, signal);
  if (!found) return;
  if (found.length > mostPlaces) {
    reader.toast(t('occurrences.tooMany', { limit: numeral(mostPlaces) }));
    return;
  }
  const annotations = await make(reader, found, wanted);
  if (signal.aborted) return;
  if (annotations.length === 0) {
    reader.toast(t('occurrences.none'));
    return;
  }
  if (annotations.length > unasked && !await confirmed(annotations.length, words, signal)) return;
  if (!signal.aborted) add(reader, annotations, wanted);
}

function wantedOf(reader: Reader): Wanted | null {
  const { selection, focused, color, session } = reader.store.get();
  if (!reader.view || refusesChange(reader)) return null;
  if (selection) return { span: snapSpan(textOf(reader), selection), color, style: 'highlight' };
  const annotation = focused === null ? undefined : session.annotations.get(focused);
  const mark = focused === null ? undefined : reader.marks.get(focused);
  if (annotation && mark) return { span: mark.span, color: annotation.color, style: annotation.style };
  reader.toast(t('marking.selectFirst'));
  return null;
}

/** Waits until the text is read to its end and its annotations are placed. False when another document took its place. */
function wholeText(reader: Reader, signal: AbortSignal): Promise<boolean> {
  const { document } = reader.store.get();
  return new Promise((resolve) => {
    const look = (): boolean => {
      const state = reader.store.get();
      const gone = state.document !== document || signal.aborted;
      if (!gone && (state.loaded !== null || state.placing)) return false;
      resolve(!gone);
      return true;
    };
    if (look()) return;
    const end = reader.store.subscribe(() => { if (look()) end(); });
  });
}

/** The annotations for all places that are not marked like that already, made in parts that no one feels. */
function make(reader: Reader, found: MatchList, { color, style }: Wanted): Promise<readonly Annotation[]> {
  const text = textOf(reader);
  const { creator } = reader.store.get().settings;
  const now = new Date().toISOString();
  function* work(): Generator<void, readonly Annotation[]> {
    const made: Annotation[] = [];
    for (let at = 0; at < found.length; at += 1) {
      const span = found.at(at);
      const whole = span && snapSpan(text, span);
      // A part of a character is no place of the words.
      if (!span || whole?.start !== span.start || whole.end !== span.end) continue;
      const marked = reader.marks.touching(span.start, span.end).some((mark) => mark.style === style && mark.span.start === span.start && mark.span.end === span.end);
      if (!marked) made.push({ id: crypto.randomUUID(), revision: 1, created: now, modified: now, creator, target: describe(text, span), style, color, comment: '', tags: [], resolved: false, replies: [] });
      if (at % 16 === 0) yield;
    }
    return made;
  }
  return new Promise((resolve) => { inParts(work(), resolve); });
}

/** Asks the person; what is asked about can come to an end before the answer. */
function confirmed(count: number, words: string, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const answer = (yes: boolean) => {
      question.set({ open: null });
      resolve(yes);
    };
    signal.addEventListener('abort', () => { answer(false); }, { once: true });
    question.set({ open: { count, words, answer } });
  });
}

/** Adds annotations as one change. */
function add(reader: Reader, annotations: readonly Annotation[], { span, color, style }: Wanted): void {
  if (reader.store.get().selection) {
    reader.view?.dispatch({ selection: { anchor: span.end } });
    reader.store.set({ selection: null });
  }
  if (style === 'highlight') rememberColor(reader, color);
  reader.change({ added: annotations, updated: [], removed: [] });
  reader.toast(t('occurrences.marked', { count: annotations.length }), 'undo');
}
