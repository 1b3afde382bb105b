/** Milliseconds that sliced work may take of a frame. */
const budget = 8;

/** Does sliced work in parts that no one feels, the first one at once. Answers with the function that gives it up. */
export function inParts<Answer>(work: Generator<void, Answer>, done: (answer: Answer) => void): () => void {
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
