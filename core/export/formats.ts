/** The kinds of annotated copy that are text, made at once from text and annotations. */
export const textFormats = ['html', 'jsonld', 'critic', 'markdown', 'org', 'csv', 'tsv', 'readwise', 'hypothesis', 'review', 'review-json'] as const;
/** The name of a kind of annotated copy that is text. */
export type TextFormat = (typeof textFormats)[number];

/** The kinds of annotated copy, by the names that the command line and the window use. */
export const exportFormats = [
  'html', 'pdf', 'pdf-margin', 'docx', 'odt', 'jsonld', 'critic', 'markdown', 'org', 'csv', 'tsv', 'readwise', 'hypothesis', 'review', 'review-json',
] as const;
/** The name of a kind of annotated copy. */
export type ExportFormat = (typeof exportFormats)[number];

/** File name extensions by format, without a dot. No two formats have the same, so that all copies of a document can lie side by side. */
export const fileExtensions: Readonly<Record<ExportFormat, string>> = {
  html: 'html', pdf: 'pdf', 'pdf-margin': 'notes.pdf', docx: 'docx', odt: 'odt', jsonld: 'jsonld', critic: 'critic.md', markdown: 'notes.md', org: 'notes.org',
  csv: 'csv', tsv: 'tsv', readwise: 'readwise.csv', hypothesis: 'hypothesis.json', review: 'review.md', 'review-json': 'review.json',
};

/** The formats that Chromium prints. */
export const printedFormats: readonly ExportFormat[] = ['pdf', 'pdf-margin'];

/** The formats that can be drawn before they are written. */
export const drawnFormats: readonly ExportFormat[] = ['html', ...printedFormats];

/**
 * Something that a format could not hold as it is, with how often it happened. Told to the person; nothing is dropped in silence.
 * - character-replaced: shown by a substitute character
 * - orphan-without-place: listed apart from the text, with its quote
 * - orphan-left-out, unsure-left-out: not in the copy at all, for want of a certain place
 * - look-left-out: colour or style not told
 * - resolved-left-out: not told that it is resolved
 * - reply-as-text: a reply became part of the comment
 * - line-break-replaced: a comment's line breaks are shown by a sign
 * - mark-left-out: a passage that could not be marked in the copy, though its annotation is there
 * - mark-guarded: a sequence in text or comment that means a mark in the format was broken by an invisible character
 * - tag-as-text: a tag stands in the note, but is no tag to the program that reads it
 */
export interface Loss {
  readonly kind:
    | 'character-replaced' | 'orphan-without-place' | 'orphan-left-out' | 'unsure-left-out' | 'look-left-out' | 'resolved-left-out'
    | 'reply-as-text' | 'line-break-replaced' | 'mark-left-out' | 'mark-guarded' | 'tag-as-text';
  readonly count: number;
}
