import { crc32, inflateRawSync } from 'node:zlib';
import { RefusedFile } from './refused-file';

/** Limits on what comes from outside, in bytes. A text of 100 MB stays below; what unpacks to more is a trap or no text. */
const largestPart = 256 * 1024 * 1024;
const largestTotal = 400 * 1024 * 1024;
/** A part above this size must not be smaller than a 250th of it when packed: markup packs to a 60th at most, a bomb to a 1,000th. */
const unsuspiciousSize = 32 * 1024 * 1024;
const steepestRatio = 250;
const mostEntries = 20_000;

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;
const endLength = 22;
const longestRemark = 0xffff;

interface Entry {
  readonly name: string;
  readonly encrypted: boolean;
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  readonly offset: number;
}

/** A ZIP archive in memory: parts by name, nothing is ever unpacked to a disk, so a name is only a name. */
export interface ZipReader {
  readonly names: readonly string[];
  /** The part's bytes, or null when there is none of that name. Throws RefusedFile. */
  read(name: string): Buffer | null;
}

/** True for what begins as a ZIP archive does. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes.length >= endLength && bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
}

function findEnd(file: Buffer): number {
  const first = Math.max(0, file.length - endLength - longestRemark);
  for (let at = file.length - endLength; at >= first; at--) {
    if (file.readUInt32LE(at) === endSignature) return at;
  }
  throw new RefusedFile('The file is cut off: its table of contents is missing.');
}

function readEntries(file: Buffer): Map<string, Entry> {
  const end = findEnd(file);
  const count = file.readUInt16LE(end + 10);
  if (count > mostEntries) throw new RefusedFile(`It holds more than ${mostEntries} parts.`);
  const entries = new Map<string, Entry>();
  let at = file.readUInt32LE(end + 16);
  for (let index = 0; index < count; index++) {
    if (at + 46 > end || file.readUInt32LE(at) !== entrySignature) throw new RefusedFile('Its table of contents is damaged.');
    const nameEnd = at + 46 + file.readUInt16LE(at + 28);
    const name = file.toString('utf8', at + 46, Math.min(nameEnd, end));
    // Two parts of one name: programs differ in which they take, so that one would show what another hides.
    if (entries.has(name)) throw new RefusedFile('It holds two parts of the same name.');
    entries.set(name, {
      name,
      encrypted: (file.readUInt16LE(at + 8) & 1) === 1,
      method: file.readUInt16LE(at + 10),
      crc: file.readUInt32LE(at + 16),
      packedSize: file.readUInt32LE(at + 20),
      size: file.readUInt32LE(at + 24),
      offset: file.readUInt32LE(at + 42),
    });
    at = nameEnd + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return entries;
}

function packedBytes(file: Buffer, entry: Entry): Buffer {
  const { offset } = entry;
  if (offset + 30 > file.length || file.readUInt32LE(offset) !== localSignature) throw new RefusedFile('A part is not where the table of contents says.');
  const start = offset + 30 + file.readUInt16LE(offset + 26) + file.readUInt16LE(offset + 28);
  if (start + entry.packedSize > file.length) throw new RefusedFile('A part is cut off.');
  return file.subarray(start, start + entry.packedSize);
}

function inflate(packed: Buffer, size: number): Buffer {
  try {
    // Stops as soon as more comes out than was announced, however much would follow.
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, size) });
  } catch (error) {
    throw new RefusedFile('A part cannot be unpacked.', { cause: error });
  }
}

function unpack(file: Buffer, entry: Entry): Buffer {
  if (entry.encrypted) throw new RefusedFile('It is protected by a password.');
  if (entry.method !== 0 && entry.method !== 8) throw new RefusedFile('It is packed in a way that is not used for documents.');
  const packed = packedBytes(file, entry);
  const bytes = entry.method === 0 ? packed : inflate(packed, entry.size);
  if (bytes.length !== entry.size || crc32(bytes) !== entry.crc) throw new RefusedFile('A part is damaged.');
  return bytes;
}

/** Opens a ZIP archive (APPNOTE.TXT 6.3.10, without ZIP64, which no document of a readable size needs). Throws RefusedFile. */
export function openZip(bytes: Uint8Array): ZipReader {
  if (!isZip(bytes)) throw new RefusedFile('It is not a ZIP archive.');
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = readEntries(file);
  let total = 0;
  return {
    names: [...entries.keys()],
    read(name) {
      const entry = entries.get(name);
      if (!entry) return null;
      if (entry.size > largestPart) throw new RefusedFile('A part of it is too large.');
      if (entry.size > unsuspiciousSize && entry.size > entry.packedSize * steepestRatio) throw new RefusedFile('A part of it unpacks to far more than any document.');
      total += entry.size;
      if (total > largestTotal) throw new RefusedFile('It unpacks to far more than any document.');
      return unpack(file, entry);
    },
  };
}
