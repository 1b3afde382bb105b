import { useEffect, useRef, useState } from 'react';
import type { LibraryHits } from '../../core/contract';
import { api } from '../api';
import type { Reader } from '../reader';

/** What was found, and for what. */
export interface Found extends LibraryHits {
  readonly typed: string;
}

/** What a search finds while it is typed; one question at a time, the newest next. Null before the first answer. */
export function useLibrarySearch(reader: Reader, open: boolean, typed: string): Found | null {
  const [found, setFound] = useState<Found | null>(null);
  const wanted = useRef<string | null>(null);
  const asking = useRef(false);
  useEffect(() => {
    wanted.current = open ? typed : null;
    const ask = async () => {
      asking.current = true;
      while (wanted.current !== null) {
        const search = wanted.current;
        wanted.current = null;
        const answer = await api.searchLibrary(search);
        if (answer.ok) setFound({ ...answer.value, typed: search });
        else reader.report(answer.problem);
      }
      asking.current = false;
    };
    if (open && !asking.current) void ask();
  }, [reader, open, typed]);
  return found;
}
