import { farScheme } from '../../../core/export/html-text';
import { PdfString, type PdfDocument } from './pdf-document';
import { name } from './pdf-values';

/** Makes links that lead to other parts of a copy lead to the places of these names: all parts end up in one file. */
export function leadToOtherParts(document: PdfDocument): void {
  for (const { dictionary } of document.pages()) {
    for (const entry of document.array(dictionary.get('Annots'))?.toArray() ?? []) {
      const link = document.dictionary(entry);
      const address = document.resolve(document.dictionary(link?.get('A'))?.get('URI'));
      if (!link || !(address instanceof PdfString)) continue;
      const text = Buffer.from(address.bytes).toString('latin1');
      if (!text.startsWith(farScheme)) continue;
      link.delete('A');
      link.set('Dest', name(text.slice(farScheme.length)));
    }
  }
}
