import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { listInSlices, type Listing } from '../../core/listing/list-in-slices';
import type { ListQuery } from '../../core/listing/query';
import type { Annotation } from '../../core/model/annotation';
import { inParts } from '../in-parts';
import type { Reader } from '../reader';
import { spanOf } from '../reader-state';
import { useStore } from '../use-store';

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
