const strong = /\p{L}/u;
const scripts = '\\p{Script=Hebrew}\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Thaana}\\p{Script=Nko}\\p{Script=Adlam}';
const rightToLeft = new RegExp(`[${scripts}]`, 'u');
const word = `[${scripts}][${scripts}\\p{M}]*`;
/** Words of right-to-left scripts, and what stands between them that is neither letter nor number. */
const rightToLeftRun = new RegExp(`(${word}(?:[^\\p{L}\\p{N}\\p{M}]+${word})*)`, 'u');

/** The direction of a line by its first strong character (Unicode bidirectional algorithm, rules P2 and P3). */
export function isRightToLeft(line: string): boolean {
  const first = strong.exec(line);
  return first !== null && rightToLeft.test(first[0]);
}

/** A text in pieces of one direction each; none is empty. */
export function splitByDirection(text: string): { readonly text: string; readonly rightToLeft: boolean }[] {
  if (!rightToLeft.test(text)) return text === '' ? [] : [{ text, rightToLeft: false }];
  // The pattern captures what it splits at: every second piece is a run from right to left.
  return text.split(rightToLeftRun).map((piece, index) => ({ text: piece, rightToLeft: index % 2 === 1 })).filter((piece) => piece.text !== '');
}
