/** A line of a text that is the title of what follows. */
export interface Heading {
  /** Where its line begins: an offset in the text, or whatever the finder was given for the line. */
  readonly at: number;
  /** What it ranks: a heading belongs to the nearest one before it with a lower rank. */
  readonly rank: number;
  readonly title: string;
}

/** Takes a text line by line, without their ends, and tells which were headings. */
export interface HeadingFinder {
  /** A line may be cut after `longestLine`: what is that long is no heading. */
  line(text: string, at: number): void;
  /** The headings of all lines taken, by place. */
  finish(): Heading[];
}

/** UTF-16 units of a line that are looked at. */
export const longestLine = 240;
