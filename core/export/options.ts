import { colors, type Annotation, type Color } from '../model/annotation';
import { isRecord } from '../model/parse-annotation';
import type { CopyEntry } from './copy';

/** The sizes of paper on offer, for the formats that have pages. */
export const paperSizes = ['A4', 'Letter'] as const;
/** The name of a size of paper. */
export type PaperSize = (typeof paperSizes)[number];

/** Which annotations go out, by whether they are resolved. */
export const resolvedChoices = ['all', 'open', 'resolved'] as const;
/** A choice of annotations by whether they are resolved. */
export type ResolvedChoice = (typeof resolvedChoices)[number];

/** What of the annotations goes into a copy, and how it is written. */
export interface ExportOptions {
  /** Null: all colours. */
  readonly colors: readonly Color[] | null;
  /** Annotations with any of these tags; null: all, those without a tag too. */
  readonly tags: readonly string[] | null;
  readonly resolved: ResolvedChoice;
  /** False: passages and tags go out, comments and replies stay here. */
  readonly withComments: boolean;
  /** Whether cells of a table are kept from being calculated; null: as the format has it. */
  readonly guard: boolean | null;
  /** Used by formats with pages only. */
  readonly paper: PaperSize;
}

/** Everything, as the formats have it. */
export const wholeExport: ExportOptions = { colors: null, tags: null, resolved: 'all', withComments: true, guard: null, paper: 'A4' };

/** What was left out of a copy because the person wanted it so: no loss of the format. */
export interface LeftOut {
  readonly annotations: number;
  /** Comments of annotations that did go out. */
  readonly comments: number;
  /** Replies of annotations that did go out. */
  readonly replies: number;
}

/** What a choice leaves of some entries. */
export interface Selected {
  readonly entries: readonly CopyEntry[];
  readonly leftOut: LeftOut;
}

/** True for an annotation that the options let out. */
export function isChosen({ color, tags, resolved }: Annotation, options: Pick<ExportOptions, 'colors' | 'tags' | 'resolved'>): boolean {
  return (options.colors === null || options.colors.includes(color))
    && (options.tags === null || options.tags.some((tag) => tags.includes(tag)))
    && (options.resolved === 'all' || resolved === (options.resolved === 'resolved'));
}

/** The entries that go out, without their comments where those are not wanted, and counts of what stays here. */
export function selectEntries(entries: readonly CopyEntry[], options: ExportOptions): Selected {
  const chosen = entries.filter(({ annotation }) => isChosen(annotation, options));
  const annotations = entries.length - chosen.length;
  if (options.withComments) return { entries: chosen, leftOut: { annotations, comments: 0, replies: 0 } };
  return {
    entries: chosen.map((entry) => ({ ...entry, annotation: { ...entry.annotation, comment: '', replies: [] } })),
    leftOut: {
      annotations,
      comments: chosen.filter(({ annotation }) => annotation.comment !== '').length,
      replies: chosen.reduce((sum, { annotation }) => sum + annotation.replies.length, 0),
    },
  };
}

/** Limits on what comes from outside: as many tags as an annotation may have, as long as they may be. */
const mostTags = 1_000;
const longestTag = 1_000;

function listOf<Item>(value: unknown, most: number, isItem: (item: unknown) => item is Item): readonly Item[] | null | undefined {
  if (value === null) return null;
  return Array.isArray(value) && value.length <= most && value.every(isItem) ? value : undefined;
}

const isColor = (value: unknown): value is Color => colors.some((color) => color === value);
const isTag = (value: unknown): value is string => typeof value === 'string' && value.length <= longestTag;

/** Options from outside, or null when any field is not what it must be. Unknown fields are dropped. */
export function parseExportOptions(value: unknown): ExportOptions | null {
  if (!isRecord(value)) return null;
  const chosenColors = listOf(value['colors'], colors.length, isColor);
  const tags = listOf(value['tags'], mostTags, isTag);
  const resolved = resolvedChoices.find((choice) => choice === value['resolved']);
  const paper = paperSizes.find((size) => size === value['paper']);
  const { withComments, guard } = value;
  if (chosenColors === undefined || tags === undefined || !resolved || !paper) return null;
  if (typeof withComments !== 'boolean' || (guard !== null && typeof guard !== 'boolean')) return null;
  return { colors: chosenColors, tags, resolved, withComments, guard, paper };
}
