import { detectEncoding, type EncodingName } from './detect-encoding';

/** How files begin that are no text although their beginning may be all printable. Others give themselves away by their NULs. */
const signatures: readonly (readonly number[])[] = [
  [0x25, 0x50, 0x44, 0x46, 0x2d], // %PDF-
  [0x50, 0x4b, 0x03, 0x04], // ZIP, and with it DOCX, ODT, EPUB
  [0x50, 0x4b, 0x05, 0x06], // ZIP, empty
  [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], // PNG
  [0xff, 0xd8, 0xff], // JPEG
  [0x7f, 0x45, 0x4c, 0x46], // ELF
  [0x1f, 0x8b, 0x08], // gzip
  [0x42, 0x5a, 0x68, 0x39, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59], // bzip2 at its default level
  [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], // xz
  [0x28, 0xb5, 0x2f, 0xfd], // Zstandard
  [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], // 7z
  [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07], // RAR
  [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], // Word, Excel and PowerPoint up to 2003
];

/** Control characters that texts do have: BS (man pages), TAB, LF, VT, FF, CR, ESC (coloured logs). */
const textControls = new Set([0x08, 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1b]);

/** Strange control characters that any text may have, and one more in so many characters. */
const forgivenControls = 4;
const charactersPerControl = 20;

function isStrange(unit: number): boolean {
  return (unit < 0x20 || unit === 0x7f) && !textControls.has(unit);
}

/**
 * True when a file that begins with these bytes is no text: a known signature, a NUL, or a large share of control characters.
 * `encoding` was chosen by hand, or null. UTF-32 counts as binary: as UTF-16 every other character would be a NUL.
 */
export function looksBinary(start: Uint8Array, encoding: EncodingName | null): boolean {
  if (signatures.some((signature) => signature.every((byte, index) => start[index] === byte))) return true;
  const name = encoding ?? detectEncoding(start).encoding;
  const wide = name === 'utf-16le' || name === 'utf-16be';
  if (!wide && start.includes(0)) return true;
  const step = wide ? 2 : 1;
  const high = name === 'utf-16le' ? 1 : 0;
  let strange = 0;
  for (let index = 0; index + step <= start.length; index += step) {
    const unit = wide ? ((start[index + high] ?? 0) << 8) | (start[index + 1 - high] ?? 0) : (start[index] ?? 0);
    if (unit === 0) return true;
    if (unit < 0x80 && isStrange(unit)) strange += 1;
  }
  return strange > forgivenControls + start.length / step / charactersPerControl;
}
