import { useEffect, useState } from 'react';
import { api } from '../api';
import type { Reader } from '../reader';

/** How much of the copy that is being written is done, from 0 to 1; null: nothing is written, or nothing is known yet. */
export function useExportDone(reader: Reader, working: boolean): number | null {
  const [done, setDone] = useState<number | null>(null);
  useEffect(() => {
    if (!working) return undefined;
    const stop = api.onNotice((notice) => {
      if (notice.kind === 'export-progress' && notice.documentId === reader.store.get().document?.documentId) setDone(notice.done);
    });
    return () => {
      stop();
      setDone(null);
    };
  }, [reader, working]);
  return done;
}
