import type { Copy, CopyInput } from './copy';
import type { ExportFormat } from './formats';
import { createHtml } from './html';
import { createJsonld } from './jsonld';

/** How one kind of annotated copy is made. */
export interface Exporter {
  /** File name extension, without a dot. */
  readonly extension: string;
  readonly mediaType: string;
  create(input: CopyInput): Copy;
}

/** Every kind of annotated copy. */
export const exporters: Readonly<Record<ExportFormat, Exporter>> = {
  html: { extension: 'html', mediaType: 'text/html', create: createHtml },
  jsonld: { extension: 'jsonld', mediaType: 'application/ld+json', create: createJsonld },
};
