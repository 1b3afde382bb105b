import type { Copy, CopyInput } from './copy';
import { createCriticmarkup } from './criticmarkup';
import type { ExportFormat } from './formats';
import { createHtml } from './html';
import { createHypothesis } from './hypothesis';
import { createJsonld } from './jsonld';
import { createMarkdown, createOrg, createReview, createReviewJson } from './notes';
import { createCsv, createReadwise, createTsv } from './tables';

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
  critic: { extension: 'critic.md', mediaType: 'text/markdown', create: createCriticmarkup },
  markdown: { extension: 'notes.md', mediaType: 'text/markdown', create: createMarkdown },
  org: { extension: 'notes.org', mediaType: 'text/org', create: createOrg },
  csv: { extension: 'csv', mediaType: 'text/csv', create: createCsv },
  tsv: { extension: 'tsv', mediaType: 'text/tab-separated-values', create: createTsv },
  readwise: { extension: 'readwise.csv', mediaType: 'text/csv', create: createReadwise },
  hypothesis: { extension: 'hypothesis.json', mediaType: 'application/json', create: createHypothesis },
  review: { extension: 'review.md', mediaType: 'text/markdown', create: createReview },
  'review-json': { extension: 'review.json', mediaType: 'application/json', create: createReviewJson },
};
