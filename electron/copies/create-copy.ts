import type { CopyInput } from '../../core/export/copy';
import { exporters } from '../../core/export/exporters';
import type { ExportFormat, Loss } from '../../core/export/formats';
import type { PaperSize } from '../../core/export/options';
import type { TellDone } from '../share-of-work';
import type { Print } from './pdf/print-options';

/** What a copy of some formats needs beside text and annotations. */
export interface CopyTools {
  readonly paper: PaperSize;
  /** Null: nothing can be printed here. */
  readonly print: Print | null;
  /** Hears how much of the copy is made. */
  readonly tell: TellDone;
}

/** An annotated copy, as text or as bytes, and what it could not hold. */
export interface CreatedCopy {
  readonly content: string | Uint8Array;
  readonly losses: readonly Loss[];
}

/** Makes an annotated copy in any format. The libraries of a format are loaded when it is asked for. */
export async function createCopy(format: ExportFormat, input: CopyInput, { paper, print, tell }: CopyTools): Promise<CreatedCopy> {
  switch (format) {
    case 'docx': return (await import('./office/docx-export')).createDocx(input, tell);
    case 'odt': return (await import('./office/odt-export')).createOdt(input, tell);
    case 'pdf':
    case 'pdf-margin': {
      if (!print) throw new Error(`A copy as ${format} was asked for where nothing can be printed.`);
      const { createPdf, createPdfMargin } = await import('./pdf/create-pdf');
      const options = { paper, print, progress: (done: number, of: number) => { tell(done / of); } };
      return format === 'pdf' ? createPdf(input, options) : createPdfMargin(input, options);
    }
    default: return exporters[format].create(input);
  }
}
