import { useEffect, useState } from 'react';
import { countWords } from '../../core/count-words';
import type { Span } from '../../core/model/annotation';
import { inParts } from '../in-parts';
import { textOf } from '../marking';
import type { Reader } from '../reader';

/** Milliseconds of rest before it is counted: a selection that is being drawn changes with every move. */
const rest = 150;

/** The words of the whole text (`span` undefined) or of a passage; null until they are counted, and when there is nothing to count. */
export function useWordCount(reader: Reader, text: unknown, span: Span | null | undefined): number | null {
  const [counted, setCounted] = useState<{ readonly text: unknown; readonly start: number | undefined; readonly end: number | undefined; readonly words: number } | null>(null);
  const start = span?.start;
  const end = span?.end;
  const wanted = text !== null && span !== null;
  useEffect(() => {
    if (!wanted) return undefined;
    let stop: (() => void) | null = null;
    const timer = setTimeout(() => {
      stop = inParts(countWords(textOf(reader), start, end), (words) => { setCounted({ text, start, end, words }); });
    }, rest);
    return () => {
      clearTimeout(timer);
      stop?.();
    };
  }, [reader, text, wanted, start, end]);
  return wanted && counted !== null && counted.text === text && counted.start === start && counted.end === end ? counted.words : null;
}
