import { createHash } from 'node:crypto';
import type { CopyInput } from '../../../core/export/copy';
import { attachOwnFiles } from './own-files';
import { afterContent, beforeContent, folioFont, headForm, withFurniture } from './page-furniture';
import { findOwn, ownReference, PartCopy } from './part-copy';
import { PdfArray, PdfBool, PdfDict, PdfNumber, PdfStream, type ObjectSink, type PdfDocument, type PdfObject, type PdfPage, type PdfRef } from './pdf-document';
import { date, name, text } from './pdf-values';
import { PdfWriter } from './pdf-writer';
import { readParents, structureOf } from './structure';

function stream(content: string): PdfStream {
  return new PdfStream([], Buffer.from(content, 'latin1'));
}

/** Makes one PDF of several printed ones. Each is written at once and can be forgotten, so that the memory needed does not grow with their number. */
export class PdfAssembly implements ObjectSink {
  private readonly writer = new PdfWriter();
  /** Objects that parts refer to and that are written at the end. */
  private readonly numbers = { catalog: this.writer.reserve(), pages: this.writer.reserve(), structure: this.writer.reserve(), content: this.writer.reserve() };
  private readonly font = this.register(folioFont());
  private readonly before = this.register(stream(beforeContent));
  private readonly pages: { readonly page: PdfRef; readonly after: number; readonly width: number }[] = [];
  private readonly elements: PdfObject[] = [];
  private readonly parents: PdfObject[] = [];
  private readonly destinations = new PdfDict();
  private nextParent = 0;
  private head: PdfRef | null = null;

  register(object: PdfObject): PdfRef {
    const number = this.writer.reserve();
    this.writer.write(number, object, findOwn);
    return ownReference(number);
  }

  /** Takes the line that stands above the text of every page that is added after it. */
  setHead(document: PdfDocument): void {
    const form = headForm(document);
    const copy = new PartCopy(this.writer, document);
    this.head = form && copy.copy(form);
    copy.finish();
  }

  /** Adds the pages of a document, with its part of the structure. */
  add(document: PdfDocument): void {
    const copy = new PartCopy(this.writer, document);
    const { root, documents, kids } = structureOf(document);
    copy.replace(root, this.numbers.structure);
    for (const element of documents) copy.replace(element, this.numbers.content);
    for (const page of document.pages()) this.addPage(document, page, copy);
    for (const kid of kids) this.elements.push(copy.copy(kid));
    const parents = readParents(document);
    for (const [key, value] of parents) this.parents.push(PdfNumber.of(this.nextParent + key), copy.copy(value));
    this.nextParent += Math.max(0, ...parents.map(([key]) => key + 1));
    for (const [key, value] of document.dictionary(document.catalog.get('Dests')) ?? []) this.destinations.set(key, copy.copy(value));
    copy.finish();
  }

  private addPage(document: PdfDocument, { dictionary, reference, width }: PdfPage, copy: PartCopy): void {
    const after = this.writer.reserve();
    const content = dictionary.get('Contents');
    const contents = document.array(content)?.toArray() ?? (content ? [content] : []);
    dictionary.set('Parent', ownReference(this.numbers.pages));
    dictionary.set('Contents', PdfArray.of(this.before, ...contents, ownReference(after)));
    dictionary.set('Resources', withFurniture(document, dictionary.get('Resources'), this.head, this.font));
    const key = dictionary.getNumber('StructParents');
    if (key) dictionary.set('StructParents', PdfNumber.of(this.nextParent + key.value));
    this.pages.push({ page: copy.copy(reference), after, width });
  }

  private writeStructure(): void {
    const parents = this.register(PdfDict.of({ Nums: new PdfArray(this.parents) }));
    const structure = PdfDict.of({
      Type: name('StructTreeRoot'), K: ownReference(this.numbers.content), ParentTree: parents, ParentTreeNextKey: PdfNumber.of(this.nextParent),
    });
    const content = PdfDict.of({ Type: name('StructElem'), S: name('Document'), P: ownReference(this.numbers.structure), K: new PdfArray(this.elements) });
    this.writer.write(this.numbers.structure, structure, findOwn);
    this.writer.write(this.numbers.content, content, findOwn);
  }

  /** The whole file, with title, language and dates, and with text and annotations attached. */
  finish(input: CopyInput, language: string): Uint8Array {
    for (const [index, { after, width }] of this.pages.entries()) {
      this.writer.write(after, stream(afterContent(index + 1, this.pages.length, width, this.head !== null)), findOwn);
    }
    this.writer.write(this.numbers.pages, PdfDict.of({
      Type: name('Pages'), Kids: new PdfArray(this.pages.map(({ page }) => page)), Count: PdfNumber.of(this.pages.length),
    }), findOwn);
    this.writeStructure();
    const program = text(`Manicule ${input.version}`);
    const information = this.register(PdfDict.of({
      Title: text(input.name), Creator: program, Producer: program, CreationDate: date(input.generated), ModDate: date(input.generated),
    }));
    this.writer.write(this.numbers.catalog, PdfDict.of({
      Type: name('Catalog'),
      Pages: ownReference(this.numbers.pages),
      Lang: text(language),
      MarkInfo: PdfDict.of({ Marked: PdfBool.of(true) }),
      StructTreeRoot: ownReference(this.numbers.structure),
      ViewerPreferences: PdfDict.of({ DisplayDocTitle: PdfBool.of(true) }),
      Dests: this.destinations,
      ...attachOwnFiles(this, input),
    }), findOwn);
    const id = createHash('sha256').update(`${input.name}\n${input.generated}\n`).update(input.source).digest('hex').slice(0, 32);
    return this.writer.finish(this.numbers.catalog, information.objectNumber, id);
  }
}
