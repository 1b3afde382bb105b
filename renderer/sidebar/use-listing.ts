import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { listInSlices, type Listing } from '../../core/listing/list-in-slices';
import type { ListQuery } from '../../core/listing/query';
import type { Annotation } from '../../core/model/annotation';
import type { Reader } from '../reader';
import { spanOf } from '../reader-state';
import { useStore } from '../use-store';

/** Milliseconds that the list may take of a frame. */
const budget = 8;

/** Does sliced work in parts that no one feels, the first one at once. Answers with the function that gives it up. */
function inParts<Answer>(work: Generator<void, Answer>, done: (answer: Answer) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const part = () => {
    for (const end = performance.now() + budget; performance.now() < end; ) {
      const step = work.next();
      if (!step.done) continue;
      done(step.value);
      return;
    }
    timer = setTimeout(part);
  };
  part();
  return () => { if (timer !== null) clearTimeout(timer); };
}

/** The annotations that a query asks for, in its order. While a long list is being made, the one before it is shown; null before the first. */
export function useListing(reader: Reader, query: ListQuery): readonly Annotation[] | null {
  const annotations = useStore(reader.store, (state) => state.session.annotations);
  const placements = useStore(reader.store, (state) => state.placements);
  const place = useMemo(() => (annotation: Annotation) => spanOf(annotation, placements)?.start ?? Infinity, [placements]);
  const latest = useRef<Listing | null>(null);
  const [shown, setShown] = useState<readonly Annotation[] | null>(null);
  useLayoutEffect(() => inParts(listInSlices({ annotations, query, place }, latest.current), (listing) => {
    latest.current = listing;
    setShown(listing.entries.map(({ annotation }) => annotation));
  }), [annotations, query, place]);
  return shown;
}
