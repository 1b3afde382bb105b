/** A place in a text as a person names it: a paragraph, or how far through. */
export type Place = { readonly kind: 'paragraph'; readonly number: number } | { readonly kind: 'percent'; readonly percent: number };

/** Reads what was typed: `120` is a paragraph, `50 %` and `12.5%` how far through. Signs that group digits may be there. Null when it is neither, or beyond the end. */
export function parsePlace(typed: string, paragraphs: number): Place | null {
  const text = typed.normalize('NFKC').trim();
  const percent = /^(\d{1,3}(?:[.,]\d+)?)\s*%$/.exec(text);
  if (percent?.[1]) {
    const value = Number(percent[1].replace(',', '.'));
    return value <= 100 ? { kind: 'percent', percent: value } : null;
  }
  if (!/^\d(?:[\d\s.,'’_]*\d)?$/.test(text)) return null;
  const number = Number(text.replace(/\D/g, ''));
  return number >= 1 && number <= paragraphs ? { kind: 'paragraph', number } : null;
}
