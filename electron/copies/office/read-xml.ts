import { SaxesParser, type SaxesTagNS } from 'saxes';
import { RefusedFile } from './refused-file';

/** An element as it begins. Names are local; the name space is that of the element. */
export interface XmlElement {
  readonly space: string;
  readonly name: string;
  /** An attribute by its local name, whatever its prefix; null when it is not there. */
  attribute(name: string): string | null;
}

/** What a reader of XML wants to hear about, in document order. */
export interface XmlListener {
  open(element: XmlElement): void;
  text?(text: string): void;
  close?(element: XmlElement): void;
}

const deepest = 256;
/** Units given to the parser at a time. */
const pieceSize = 256 * 1024;

function decode(bytes: Uint8Array): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    throw new RefusedFile('A part of it is not in the encoding that it should be in.', { cause: error });
  }
}

function elementOf(tag: SaxesTagNS): XmlElement {
  return {
    space: tag.uri,
    name: tag.local,
    attribute(name) {
      for (const attribute of Object.values(tag.attributes)) if (attribute.local === name) return attribute.value;
      return null;
    },
  };
}

/**
 * Reads a part of a package. Strict: what is not well-formed is refused, and so is a document type declaration, with which entities
 * could be made that grow without end or lead to other files. Throws RefusedFile.
 */
export function readXml(bytes: Uint8Array, listener: XmlListener): void {
  const parser = new SaxesParser({ xmlns: true });
  const open: XmlElement[] = [];
  const text = (content: string): void => { if (open.length > 0) listener.text?.(content); };
  parser.on('error', (error) => { throw new RefusedFile(`A part of it is damaged (${error.message.slice(0, 120)}).`, { cause: error }); });
  parser.on('doctype', () => { throw new RefusedFile('A part of it declares a document type, which no document does.'); });
  parser.on('opentag', (tag) => {
    const element = elementOf(tag);
    if (open.push(element) > deepest) throw new RefusedFile('A part of it is nested too deeply.');
    listener.open(element);
  });
  parser.on('closetag', () => {
    const element = open.pop();
    if (element) listener.close?.(element);
  });
  parser.on('text', text);
  parser.on('cdata', text);
  const content = decode(bytes);
  for (let at = 0; at < content.length; at += pieceSize) parser.write(content.slice(at, at + pieceSize));
  parser.close();
}
