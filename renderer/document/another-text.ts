import type { Reader } from '../reader';

/**
 * Calls `act` once, as soon as the window shows another text than now: another document, or its file anew. What was found in the text until then, and the
 * offsets of it, are not about that one. Answers with the function that ends the wait.
 */
export function whenAnotherText(reader: Reader, act: () => void): () => void {
  const { document } = reader.store.get();
  const end = reader.store.subscribe(() => {
    if (reader.store.get().document === document) return;
    end();
    act();
  });
  return end;
}
