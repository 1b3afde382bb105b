import { lazy, Suspense, useState, type ComponentType } from 'react';
import type { Reader } from '../reader';
import type { ReaderState } from '../reader-state';
import { useStore } from '../use-store';

type ReaderDialog = ComponentType<{ readonly reader: Reader }>;

/** A dialog that is fetched when it is first wanted. It stays then, so that it can give the focus back when it closes. */
export function fetchedDialog(isOpen: (state: ReaderState) => boolean, fetchIt: () => Promise<{ readonly default: ReaderDialog }>): ReaderDialog {
  const Fetched = lazy(fetchIt);
  return function FetchedDialog({ reader }) {
    const open = useStore(reader.store, isOpen);
    const [wanted, setWanted] = useState(false);
    if (open && !wanted) setWanted(true);
    return wanted ? <Suspense><Fetched reader={reader} /></Suspense> : null;
  };
}
