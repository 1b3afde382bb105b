import { lazy, Suspense, useState } from 'react';
import type { Reader } from '../reader';
import { useStore } from '../use-store';

const SettingsDialog = lazy(async () => import('./SettingsDialog'));

/** The settings dialog, fetched when it is first wanted. It stays then, so that it can give the focus back when it closes. */
export function LazySettingsDialog({ reader }: { readonly reader: Reader }) {
  const open = useStore(reader.store, (state) => state.settingsOpen);
  const [wanted, setWanted] = useState(false);
  if (open && !wanted) setWanted(true);
  return wanted ? <Suspense><SettingsDialog reader={reader} /></Suspense> : null;
}
