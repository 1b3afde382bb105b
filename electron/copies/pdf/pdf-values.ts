import { PdfArray, PdfName, PdfNumber, PdfString } from './pdf-document';

/** A name. */
export function name(value: string): PdfName {
  return PdfName.of(value);
}

/** Numbers, to a thousandth of a point. */
export function numbers(values: readonly number[]): PdfArray {
  return PdfArray.of(...values.map((value) => PdfNumber.of(Math.round(value * 1000) / 1000)));
}

/** Text that a person reads: ASCII as it is, everything else as UTF-16 (ISO 32000-1, 7.9.2.2). NUL, at which programs in C end a text, becomes its picture. */
export function text(value: string): PdfString {
  if (/^[ -~\n\t]*$/.test(value)) return new PdfString(Buffer.from(value, 'latin1'), 'literal');
  const units = Buffer.from(`\ufeff${value.replace(/\0|\p{Surrogate}/gu, (character) => (character === '\0' ? '\u2400' : '\ufffd'))}`, 'utf16le');
  return new PdfString(units.swap16(), 'hex');
}

/** An instant, given as ISO 8601 in UTC. */
export function date(instant: string): PdfString {
  return text(`D:${instant.slice(0, 19).replace(/\D/g, '')}Z`);
}

/** A colour given as #rrggbb, as three shares of one; mixed with white when `strength` is below 1. */
export function shares(color: string, strength = 1): readonly number[] {
  const value = parseInt(color.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255].map((channel) => 1 - (1 - channel / 255) * strength);
}
