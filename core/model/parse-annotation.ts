import { colors, longestComment, longestPassage, markStyles, type Annotation, type Quote, type Reply, type Span, type Target } from './annotation';

/** Limits on what comes from outside. Far above use, far below what hurts. */
const longestName = 1_000;
const mostTags = 1_000;
const mostReplies = 10_000;
const longestContext = 4_096;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** True for a value with fields that may be looked at: an object, no array. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** True for a lower-case UUID. */
export function isId(value: unknown): value is string {
  return typeof value === 'string' && uuid.test(value);
}

/** True for a count or an offset: a safe integer from 0, and not −0, which has killed programs that passed it on. */
export function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && !Object.is(value, -0);
}

/** Counts up to here are taken as they are: nobody changes or saves a thing so often. */
const highestRevision = 2 ** 52;
/** What a higher count becomes: still higher than any real one. */
const boundedRevision = 2 ** 40;

/**
 * How often something was changed or saved, from outside; null for what is no count. It is counted on from there, and past the end of the
 * numbers a count could not be read again. So one that nobody can have counted is bounded, so far below that what is counted on from it is never bounded itself.
 */
export function parseRevision(value: unknown): number | null {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || Object.is(value, -0)) return null;
  return value > highestRevision ? boundedRevision : value;
}

function text(value: unknown, longest: number): string | null {
  return typeof value === 'string' && value.length <= longest ? value : null;
}

function oneOf<Name extends string>(names: readonly Name[], value: unknown): Name | null {
  return names.find((name) => name === value) ?? null;
}

/** A span from outside, or null when it is none: two offsets, in order. */
export function parseSpan(value: unknown): Span | null {
  if (!isRecord(value) || !isCount(value['start']) || !isCount(value['end'])) return null;
  return value['start'] <= value['end'] ? { start: value['start'], end: value['end'] } : null;
}

function parseQuote(value: unknown): Quote | null {
  if (!isRecord(value)) return null;
  const exact = text(value['exact'], longestPassage);
  const prefix = text(value['prefix'], longestContext);
  const suffix = text(value['suffix'], longestContext);
  return exact === null || prefix === null || suffix === null ? null : { exact, prefix, suffix };
}

function parseTarget(value: unknown): Target | null {
  if (!isRecord(value)) return null;
  const position = parseSpan(value['position']);
  const quote = parseQuote(value['quote']);
  if (!position || !quote) return null;
  const textDigest = value['textDigest'];
  if (textDigest === undefined) return { position, quote };
  if (typeof textDigest !== 'string' || textDigest.length > 128) return null;
  return value['kept'] === true ? { position, quote, textDigest, kept: true } : { position, quote, textDigest };
}

function parseReply(value: unknown): Reply | null {
  if (!isRecord(value) || !isId(value['id'])) return null;
  const creator = text(value['creator'], longestName);
  const comment = text(value['comment'], longestComment);
  const { created, modified } = value;
  if (creator === null || comment === null || !isInstant(created) || !isInstant(modified)) return null;
  return { id: value['id'], creator, created, modified, comment };
}

/** True for a UTC time as Manicule writes it: ISO 8601 with milliseconds. */
export function isInstant(value: unknown): value is string {
  return typeof value === 'string' && instant.test(value);
}

function parseList<Item>(value: unknown, most: number, parse: (item: unknown) => Item | null): Item[] | null {
  if (!Array.isArray(value) || value.length > most) return null;
  const items: Item[] = [];
  for (const entry of value as unknown[]) {
    const item = parse(entry);
    if (item === null) return null;
    items.push(item);
  }
  return items;
}

/** An annotation from outside (a store file, a message, an import), or null when any field is not what it must be. Unknown fields are dropped. */
export function parseAnnotation(value: unknown): Annotation | null {
  if (!isRecord(value) || !isId(value['id'])) return null;
  const revision = parseRevision(value['revision']);
  if (revision === null || revision === 0) return null;
  const { created, modified, resolved } = value;
  if (!isInstant(created) || !isInstant(modified) || typeof resolved !== 'boolean') return null;
  const creator = text(value['creator'], longestName);
  const target = parseTarget(value['target']);
  const style = oneOf(markStyles, value['style']);
  const color = oneOf(colors, value['color']);
  const comment = text(value['comment'], longestComment);
  const tags = parseList(value['tags'], mostTags, (tag) => text(tag, longestName));
  const replies = parseList(value['replies'], mostReplies, parseReply);
  if (creator === null || !target || !style || !color || comment === null || !tags || !replies) return null;
  return { id: value['id'], revision, created, modified, creator, target, style, color, comment, tags, resolved, replies };
}
