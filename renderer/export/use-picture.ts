import { useEffect, useState } from 'react';
import { api } from '../api';
import type { Reader } from '../reader';
import type { Choice } from './last-choice';

/** A picture of how the chosen copy begins, as an address; null: there is none; undefined: it is being drawn. Nothing is asked unless it is `wanted`. */
export function usePicture(reader: Reader, choice: Choice, wanted: boolean): string | null | undefined {
  const [drawn, setDrawn] = useState<{ readonly choice: Choice; readonly picture: string | null } | null>(null);
  useEffect(() => {
    const { document } = reader.store.get();
    if (!wanted || !document) return undefined;
    let awaited = true;
    void api.drawCopy(document.documentId, choice.format, choice.options).then((result) => {
      // What cannot be drawn is told in words; that it cannot be written, too, the preview has told.
      if (awaited) setDrawn({ choice, picture: result.ok ? result.value : null });
    });
    return () => { awaited = false; };
  }, [reader, choice, wanted]);
  return drawn?.choice === choice ? drawn.picture : undefined;
}
