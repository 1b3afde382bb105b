import { lazy, Suspense, useState } from 'react';
import type { Reader } from '../reader';
import { useStore } from '../use-store';

const ExportDialog = lazy(async () => import('./ExportDialog'));

/** The export dialog, fetched when it is first wanted. It stays then, so that it can give the focus back when it closes. */
export function LazyExportDialog({ reader }: { readonly reader: Reader }) {
  const open = useStore(reader.store, (state) => state.exportOpen);
  const [wanted, setWanted] = useState(false);
  if (open && !wanted) setWanted(true);
  return wanted ? <Suspense><ExportDialog reader={reader} /></Suspense> : null;
}
