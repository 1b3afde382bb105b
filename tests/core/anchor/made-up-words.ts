/** Text of made-up words, another for each seed, in sentences and lines. */
export function madeUpWords(count: number, seed: number): string {
  let state = seed;
  const next = (below: number): number => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 8) % below;
  };
  let text = '';
  for (let index = 0; index < count; index++) text += `${Array.from({ length: 3 + next(6) }, () => String.fromCharCode(97 + next(26))).join('')}${next(9) === 0 ? '.\n' : ' '}`;
  return text;
}
