import type { Copy, CopyInput } from './copy';
import { createCriticmarkup } from './criticmarkup';
import type { TextFormat } from './formats';
import { createHtml } from './html';
import { createHypothesis } from './hypothesis';
import { createJsonld } from './jsonld';
import { createMarkdown, createOrg, createReview, createReviewJson } from './notes';
import { createCsv, createReadwise, createTsv } from './tables';

/** How one kind of annotated copy is made. */
export interface Exporter {
  create(input: CopyInput): Copy;
}

/** Every kind of annotated copy that is text. */
export const exporters: Readonly<Record<TextFormat, Exporter>> = {
  html: { create: createHtml },
  jsonld: { create: createJsonld },
  critic: { create: createCriticmarkup },
  markdown: { create: createMarkdown },
  org: { create: createOrg },
  csv: { create: createCsv },
  tsv: { create: createTsv },
  readwise: { create: createReadwise },
  hypothesis: { create: createHypothesis },
  review: { create: createReview },
  'review-json': { create: createReviewJson },
};
