/** The kinds of annotated copy, by the names that the command line and the window use. */
export const exportFormats = ['html', 'jsonld'] as const;
/** The name of a kind of annotated copy. */
export type ExportFormat = (typeof exportFormats)[number];

/** Something that a format could not hold, with how often it happened. Told to the person; nothing is dropped in silence. */
export interface Loss {
  readonly kind: 'character-replaced' | 'orphan-without-place' | 'unsure-left-out';
  readonly count: number;
}
