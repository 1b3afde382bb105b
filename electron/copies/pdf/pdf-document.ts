import { PDF, PdfArray, PdfBool, PdfDict, PdfName, PdfNull, PdfNumber, PdfRef, PdfStream, PdfString, type PdfObject } from '@libpdf/core';
import type { PlacedCharacter } from './marked-text';

export { PdfArray, PdfBool, PdfDict, PdfName, PdfNull, PdfNumber, PdfRef, PdfStream, PdfString };
export type { PdfObject };

/** Takes objects in; answers with what each is called. */
export interface ObjectSink {
  register(object: PdfObject): PdfRef;
}

/** A page and what it is called in its file. */
export interface PdfPage {
  readonly dictionary: PdfDict;
  readonly reference: PdfRef;
  /** Points. */
  readonly width: number;
  /** Points. */
  readonly height: number;
}

/**
 * A PDF whose objects can be read, changed and added to; all that is needed of a library. It is written by other means: the library's
 * table of references forgets the oldest of more than 20,000, and would write the objects behind them as they were before.
 */
export class PdfDocument implements ObjectSink {
  private readonly known = new Map<number, PdfObject | null>();

  private constructor(private readonly file: PDF) {}

  /** Rejects when the bytes are no PDF, or one that is too damaged. */
  static async open(bytes: Uint8Array): Promise<PdfDocument> {
    return new PdfDocument(await PDF.load(bytes));
  }

  get isLocked(): boolean {
    return this.file.isEncrypted && !this.file.isAuthenticated;
  }

  get catalog(): PdfDict {
    return this.file.getCatalog();
  }

  pages(): PdfPage[] {
    return this.file.getPages().map((page) => {
      const { width, height } = page.getMediaBox();
      return { dictionary: page.dict, reference: page.ref, width, height };
    });
  }

  /** The characters on a page, counted from 0, in the order in which they are drawn. */
  characters(page: number): PlacedCharacter[] {
    const found = this.file.getPage(page)?.extractText().lines.flatMap(({ spans }) => spans.flatMap(({ chars }) => chars)) ?? [];
    return found.sort((a, b) => (a.sequenceIndex ?? 0) - (b.sequenceIndex ?? 0)).map(({ char, bbox }) => ({
      text: char, rectangle: { left: bbox.x, right: bbox.x + bbox.width, bottom: bbox.y, top: bbox.y + bbox.height },
    }));
  }

  /** The object itself, wherever it stands; null when there is none. */
  resolve(object: PdfObject | undefined): PdfObject | null {
    if (!(object instanceof PdfRef)) return object ?? null;
    const known = this.known.get(object.objectNumber);
    if (known !== undefined) return known;
    const found = this.file.getObject(object);
    this.known.set(object.objectNumber, found);
    return found;
  }

  dictionary(object: PdfObject | undefined): PdfDict | null {
    const found = this.resolve(object);
    return found instanceof PdfDict ? found : null;
  }

  array(object: PdfObject | undefined): PdfArray | null {
    const found = this.resolve(object);
    return found instanceof PdfArray ? found : null;
  }

  register(object: PdfObject): PdfRef {
    const reference = this.file.register(object);
    this.known.set(reference.objectNumber, object);
    return reference;
  }
}
