/** The kinds of annotated copy, by the names that the command line and the window use. */
export const exportFormats = ['html', 'jsonld', 'critic', 'markdown', 'org', 'csv', 'tsv', 'readwise', 'hypothesis', 'review', 'review-json'] as const;
/** The name of a kind of annotated copy. */
export type ExportFormat = (typeof exportFormats)[number];

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
