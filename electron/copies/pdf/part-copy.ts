import { PdfNull, type PdfDocument, type PdfObject, PdfRef } from './pdf-document';
import type { FindNumber, PdfWriter } from './pdf-writer';

/** The generation of references to objects of the new file, by which they are told from those of a part. No object of a file has it. */
const ownGeneration = 65_535;

/** A reference to an object of the new file; can stand in the objects of any part. */
export function ownReference(number: number): PdfRef {
  return PdfRef.of(number, ownGeneration);
}

/** Finds objects of the new file only. */
export const findOwn: FindNumber = (reference) => (reference.generation === ownGeneration ? reference.objectNumber : null);

/** Copies objects of one document into a new file, each once, with all that they refer to. */
export class PartCopy {
  private readonly numbers = new Map<number, number>();
  private readonly waiting: { readonly number: number; readonly object: PdfObject }[] = [];

  constructor(private readonly writer: PdfWriter, private readonly document: PdfDocument) {}

  /** In place of this object of the document, an object of the new file is referred to. */
  replace(reference: PdfRef | undefined, number: number): void {
    if (reference) this.numbers.set(reference.objectNumber, number);
  }

  /** Copies an object, or what it refers to; answers with what the copy is called. */
  copy(object: PdfObject): PdfRef {
    const found = object instanceof PdfRef ? this.find(object) : null;
    if (found !== null) return ownReference(found);
    const number = this.writer.reserve();
    this.waiting.push({ number, object: object instanceof PdfRef ? PdfNull.instance : object });
    return ownReference(number);
  }

  /** Writes all that was copied, and what that refers to. */
  finish(): void {
    for (let next = this.waiting.pop(); next; next = this.waiting.pop()) this.writer.write(next.number, next.object, this.find);
  }

  private readonly find: FindNumber = (reference) => {
    const known = findOwn(reference) ?? this.numbers.get(reference.objectNumber);
    if (known !== undefined) return known;
    const object = this.document.resolve(reference);
    if (object === null) return null;
    const number = this.writer.reserve();
    this.numbers.set(reference.objectNumber, number);
    this.waiting.push({ number, object });
    return number;
  };
}
