import { deflateSync } from 'node:zlib';
import { PdfArray, PdfBool, PdfDict, PdfName, PdfNull, PdfNumber, PdfRef, PdfStream, PdfString, type PdfObject } from './pdf-document';

/** What an object is called in the new file; null: it is not there. */
export type FindNumber = (reference: PdfRef) => number | null;

/** Shorter streams are not worth packing, in bytes. */
const shortStream = 256;
const quietCharacter = /[^!-~]|[()<>[\]{}/%#]/g;
const stringEscapes: Readonly<Record<string, string>> = { '(': '\\(', ')': '\\)', '\\': '\\\\', '\r': '\\r', '\n': '\\n' };

function nameText(name: PdfName): string {
  return `/${name.value.replace(quietCharacter, (character) => Buffer.from(character, 'utf8').reduce((hex, byte) => `${hex}#${byte.toString(16).padStart(2, '0')}`, ''))}`;
}

function numberText(value: number): string {
  // No exponents in a PDF.
  return Number.isInteger(value) ? String(value) : value.toFixed(6).replace(/\.?0+$/, '');
}

function stringText({ bytes, format }: PdfString): string {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return format === 'hex' ? `<${raw.toString('hex')}>` : `(${raw.toString('latin1').replace(/[()\\\r\n]/g, (character) => stringEscapes[character] ?? character)})`;
}

function dictionaryText(entries: PdfDict, find: FindNumber): string {
  let inner = '';
  for (const [key, value] of entries) inner += `${nameText(key)} ${objectText(value, find)}\n`;
  return `<<${inner}>>`;
}

/** An object as it stands in a file, one character a byte. A stream's data is not part of it. */
function objectText(object: PdfObject, find: FindNumber): string {
  if (object instanceof PdfRef) {
    const number = find(object);
    return number === null ? 'null' : `${number} 0 R`;
  }
  if (object instanceof PdfDict) return dictionaryText(object, find);
  if (object instanceof PdfArray) return `[${object.toArray().map((item) => objectText(item, find)).join(' ')}]`;
  if (object instanceof PdfName) return nameText(object);
  if (object instanceof PdfNumber) return numberText(object.value);
  if (object instanceof PdfString) return stringText(object);
  if (object instanceof PdfBool) return String(object.value);
  if (object instanceof PdfNull) return 'null';
  throw new Error(`A PDF object of the kind ${object.type} cannot be written.`);
}

/** The stream with its data as it is to be written, packed where it was not. */
function packed(stream: PdfStream): { readonly entries: PdfDict; readonly data: Uint8Array } {
  const entries = stream.clone();
  const pack = !stream.has('Filter') && stream.data.length >= shortStream;
  const data = pack ? deflateSync(stream.data) : stream.data;
  if (pack) entries.set('Filter', PdfName.of('FlateDecode'));
  entries.set('Length', PdfNumber.of(data.length));
  return { entries, data };
}

/** Writes a PDF from its first byte to its last (ISO 32000-1, 7.5). Holds what was written, and nothing of the objects. */
export class PdfWriter {
  private readonly pieces: Uint8Array[] = [];
  private length = 0;
  /** Where each object begins, by its number; 0: not written. */
  private readonly offsets: number[] = [0];

  constructor() {
    // Bytes above 127 in the second line tell other programs that the file is not text.
    this.push(Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'));
  }

  private push(bytes: Uint8Array): void {
    this.pieces.push(bytes);
    this.length += bytes.length;
  }

  /** A number for an object that is written later. */
  reserve(): number {
    return this.offsets.push(0) - 1;
  }

  write(number: number, object: PdfObject, find: FindNumber): void {
    this.offsets[number] = this.length;
    if (!(object instanceof PdfStream)) {
      this.push(Buffer.from(`${number} 0 obj\n${objectText(object, find)}\nendobj\n`, 'latin1'));
      return;
    }
    const { entries, data } = packed(object);
    this.push(Buffer.from(`${number} 0 obj\n${dictionaryText(entries, find)}\nstream\n`, 'latin1'));
    this.push(data);
    this.push(Buffer.from('\nendstream\nendobj\n', 'latin1'));
  }

  /** The whole file. `root` and `information` are the numbers of the catalog and the information dictionary, `id` is 16 bytes in hex. */
  finish(root: number, information: number, id: string): Uint8Array {
    const start = this.length;
    const rows = this.offsets.map((offset, number) => (number === 0 || offset === 0 ? '0000000000 65535 f \n' : `${String(offset).padStart(10, '0')} 00000 n \n`));
    const trailer = `<</Size ${rows.length} /Root ${root} 0 R /Info ${information} 0 R /ID [<${id}> <${id}>]>>`;
    this.push(Buffer.from(`xref\n0 ${rows.length}\n${rows.join('')}trailer\n${trailer}\nstartxref\n${start}\n%%EOF\n`, 'latin1'));
    return Buffer.concat(this.pieces, this.length);
  }
}
