import { useCallback, useEffect, useRef } from 'react';
import type { Reader } from '../reader';

/** Milliseconds in which the list is drawn: two frames. */
const drawn = 33;

/**
 * Shows the passage of an entry that the list has gone to, when the list has been drawn: the two together would be felt, and where a
 * key is held down the text need not follow to each entry. Nothing when another annotation has the attention by then.
 */
export function useReveal(reader: Reader): (id: string) => void {
  const waiting = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(() => () => { if (waiting.current !== null) clearTimeout(waiting.current); }, []);
  return useCallback((id: string) => {
    if (waiting.current !== null) clearTimeout(waiting.current);
    waiting.current = setTimeout(() => {
      waiting.current = null;
      if (reader.store.get().focused === id) reader.reveal(id);
    }, drawn);
  }, [reader]);
}
