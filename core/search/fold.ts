/** Text without case, without the accents that many leave out when they type, and with one form for each letter. */
export function folded(text: string): string {
  if (/^[\0-\x7f]*$/u.test(text)) return text.toLowerCase();
  return text.normalize('NFKD').replace(/[\u0300-\u036f]/gu, '').normalize('NFC').toLowerCase();
}
