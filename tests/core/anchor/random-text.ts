/** Numbers 0…1, the same for the same seed: G. Marsaglia, "Xorshift RNGs", 2003. */
export function seeded(seed: number): () => number {
  let state = seed | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** So many units of lower-case words. */
export function randomText(random: () => number, length: number): string {
  let text = '';
  while (text.length < length) text += random() < 0.18 ? ' ' : String.fromCharCode(97 + Math.floor(random() * 26));
  return text.slice(0, length);
}
