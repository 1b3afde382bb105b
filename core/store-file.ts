import type { Annotation } from './model/annotation';
import type { DocumentRecord, FileFingerprint, TextFingerprint, Tombstone } from './model/document-record';
import type { Lineage, StoredRecord } from './model/merge-records';
import { isCount, isId, isInstant, isRecord, parseAnnotation, parseRevision } from './model/parse-annotation';

/**
 * The file that keeps one document's record. It is JSON in a fixed layout of lines, one annotation a line: large files can be
 * written and read in slices, and what a damage left whole can be told from what it did not. The last line carries the SHA-256
 * of all bytes before it.
 */
export const storeFormat = 'manicule-document';

/** A data object as it was read, before anything is known of it. */
export type RawData = Readonly<Record<string, unknown>>;

/** The version that is written, and the steps that lead to it: the first turns version 1 into version 2, and so on. */
export interface StoreSchema {
  readonly version: number;
  readonly migrations: readonly ((data: RawData) => RawData)[];
}

/** The schema of this Manicule. */
export const currentSchema: StoreSchema = { version: 1, migrations: [] };

/** SHA-256 over pieces of text, taken as UTF-8; core computes no digests itself. */
export interface Checksum {
  update(piece: string): void;
  /** Lower-case hex. */
  digest(): string;
}

/** What is left of a damaged file. */
export interface Salvage {
  /** Null when the lines about the document itself were hit. Holds no annotations. */
  readonly head: StoredRecord | null;
  readonly annotations: readonly Annotation[];
  readonly deleted: readonly Tombstone[];
}

/** What a file turned out to be. */
export type ParsedStore =
  | { readonly kind: 'good'; readonly stored: StoredRecord; readonly version: number; readonly savedAt: string; /** JSON of annotations that are none */ readonly rejected: readonly string[] }
  | { readonly kind: 'newer'; readonly version: number; /** as far as it could be understood */ readonly stored: StoredRecord | null }
  | { readonly kind: 'damaged'; readonly salvage: Salvage };

/** How many annotations are read or written between two moments at which the caller may do something else. */
const slice = 200;

/** UTF-16 units of the lineage that are read between two such moments. */
const lineageSlice = 32 * 1024;

/** Items with commas between them, some at a time. */
function* inSlices<Item>(items: readonly Item[], write: (item: Item) => string): Generator<string, void> {
  for (let start = 0; start < items.length; start += slice) yield `${start > 0 ? ',' : ''}${items.slice(start, start + slice).map(write).join(',')}`;
}

/** The file's content in pieces. */
export function* serializeStore({ record, revision, listed, lineage }: StoredRecord, savedAt: string, checksum: Checksum): Generator<string, void> {
  const { annotations, deleted, ...head } = record;
  const opening = JSON.stringify({ format: storeFormat, version: currentSchema.version, revision, savedAt }).slice(0, -1);
  const fields = JSON.stringify({ ...head, listed, count: annotations.length }).slice(0, -1);
  const counted = function* (pieces: Iterable<string>): Generator<string, void> {
    for (const piece of pieces) {
      checksum.update(piece);
      yield piece;
    }
  };
  yield* counted([`${opening},"data":${fields},\n"deleted":[`]);
  yield* counted(inSlices(deleted, (tombstone) => JSON.stringify(tombstone)));
  yield* counted(['],\n"lineage":{']);
  yield* counted(inSlices([...lineage], ([id, versions]) => `${JSON.stringify(id)}:${JSON.stringify(versions)}`));
  yield* counted(['},\n"annotations":[\n']);
  for (let start = 0; start < annotations.length; start += slice) {
    const lines = annotations.slice(start, start + slice).map((annotation) => JSON.stringify(annotation));
    const piece = `${lines.join(',\n')}${start + slice < annotations.length ? ',' : ''}\n`;
    checksum.update(piece);
    yield piece;
  }
  checksum.update(']}\n');
  yield ']}\n';
  yield `,"sha256":"${checksum.digest()}"}\n`;
}

/** What the first line tells about a file; enough to list it. */
export interface StoreSummary {
  readonly version: number;
  readonly revision: number;
  readonly savedAt: string;
  readonly data: RawData;
}

/** Reads a file's first line, which is never longer than a few paths. Null when it is none of ours. */
export function parseSummary(line: string): StoreSummary | null {
  const value = parseJson(`${line.replace(/,\s*$/, '')}}}`);
  if (!isRecord(value) || value['format'] !== storeFormat || !isRecord(value['data'])) return null;
  const { version, savedAt, data } = value;
  const revision = parseRevision(value['revision']);
  if (!isCount(version) || version < 1 || revision === null) return null;
  return { version, revision, savedAt: isInstant(savedAt) ? savedAt : '', data };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function parseMember(line: string | undefined, name: string): unknown {
  const value = parseJson(`{${(line ?? '').replace(/,\s*$/, '')}}`);
  return isRecord(value) ? value[name] : undefined;
}

/** Like `parseMember` for the lineage, which can be as long as all annotations together; in slices, and parsed already. */
function* parseLineageLine(line: string | undefined): Generator<void, unknown> {
  const start = '"lineage":{';
  const end = '},';
  if (line === undefined || !line.startsWith(start) || !line.endsWith(end)) return parseMember(line, 'lineage');
  const lineage = new Map<string, readonly string[]>();
  for (let from = start.length; from < line.length - end.length;) {
    const close = line.indexOf('],"', from + lineageSlice);
    const to = close === -1 ? line.length - end.length : close + 1;
    const part = parseJson(`{${line.slice(from, to)}}`);
    if (!isRecord(part)) return undefined;
    for (const [id, versions] of parseLineage(part)) lineage.set(id, versions);
    from = to + 1;
    yield;
  }
  return lineage;
}

function parseFile(value: unknown): FileFingerprint | null {
  if (!isRecord(value)) return null;
  const { size, modifiedMs, sha256 } = value;
  return isCount(size) && typeof modifiedMs === 'number' && typeof sha256 === 'string' ? { size, modifiedMs, sha256 } : null;
}

function parseText(value: unknown): TextFingerprint | null {
  if (!isRecord(value)) return null;
  const { digest, length } = value;
  return typeof digest === 'string' && isCount(length) ? { digest, length } : null;
}

function parseTombstones(value: unknown): Tombstone[] {
  return (Array.isArray(value) ? (value as unknown[]) : []).flatMap((entry) => {
    const revision = isRecord(entry) ? parseRevision(entry['revision']) : null;
    return isRecord(entry) && isId(entry['id']) && revision !== null ? [{ id: entry['id'], revision }] : [];
  });
}

function parseLineage(value: unknown): Lineage {
  if (value instanceof Map) return value as Lineage;
  const entries = isRecord(value) ? Object.entries(value) : [];
  return new Map(entries.flatMap(([id, versions]) =>
    isId(id) && Array.isArray(versions) ? [[id, (versions as unknown[]).filter((version) => typeof version === 'string')] as const] : []));
}

/** All but the annotations. Null without an id and a path: that is no record of a document. */
export function parseHead(revision: number, data: RawData): StoredRecord | null {
  const { documentId, path, encoding, readingPosition, opened } = data;
  if (!isId(documentId) || typeof path !== 'string') return null;
  const record: DocumentRecord = {
    documentId, path,
    file: parseFile(data['file']),
    text: parseText(data['text']),
    encoding: typeof encoding === 'string' ? encoding : null,
    readingPosition: isCount(readingPosition) ? readingPosition : 0,
    opened: isInstant(opened) ? opened : '1970-01-01T00:00:00.000Z',
    annotations: [],
    deleted: parseTombstones(data['deleted']),
  };
  return { record, revision, listed: data['listed'] !== false, lineage: parseLineage(data['lineage']) };
}

/** Annotations as they were read: good ones by id, and what is none. */
interface Sorted {
  readonly good: Map<string, Annotation>;
  readonly rejected: string[];
  /** Those whose count of changes was none that anybody can have counted. */
  readonly bounded: Set<string>;
}

function nothingSorted(): Sorted {
  return { good: new Map(), rejected: [], bounded: new Set() };
}

/** The head without the lineage of annotations whose count was bounded: they are other versions now than were written, and a mark that fits by chance must not let one go. */
function withoutMarksOf({ bounded }: Sorted, head: StoredRecord): StoredRecord {
  return bounded.size === 0 ? head : { ...head, lineage: new Map([...head.lineage].filter(([id]) => !bounded.has(id))) };
}

function sortIn(sorted: Sorted, value: unknown, raw: () => string): void {
  const annotation = parseAnnotation(value);
  const other = annotation && sorted.good.get(annotation.id);
  if (annotation && isRecord(value) && value['revision'] !== annotation.revision) sorted.bounded.add(annotation.id);
  if (!annotation || (other && other.revision > annotation.revision)) sorted.rejected.push(raw());
  else sorted.good.set(annotation.id, annotation);
  if (annotation && other && other.revision <= annotation.revision) sorted.rejected.push(JSON.stringify(other));
}

/** The data of a file in our layout, annotations parsed but not checked; in slices. Null: another layout. */
function* readLayout(lines: readonly string[]): Generator<void, RawData | null> {
  const summary = parseSummary(lines[0] ?? '');
  const deleted = parseMember(lines[1], 'deleted');
  const lineage = yield* parseLineageLine(lines[2]);
  if (!summary || !Array.isArray(deleted) || !isRecord(lineage) || lines[3] !== '"annotations":[') return null;
  const annotations: unknown[] = [];
  for (let index = 4; index < lines.length - 2; index += 1) {
    const value = parseJson((lines[index] ?? '').replace(/,$/, ''));
    if (value === undefined) return null;
    annotations.push(value);
    if (index % slice === 0) yield;
  }
  return { ...summary.data, deleted, lineage, annotations };
}

function* readWhole(data: RawData, revision: number, version: number, schema: StoreSchema): Generator<void, { stored: StoredRecord; rejected: string[] } | null> {
  const current = schema.migrations.slice(version - 1).reduce((older, migrate) => migrate(older), data);
  const head = parseHead(revision, current);
  if (!head || !Array.isArray(current['annotations'])) return null;
  const sorted = nothingSorted();
  for (const [index, value] of (current['annotations'] as unknown[]).entries()) {
    sortIn(sorted, value, () => JSON.stringify(value));
    if (index % slice === 0) yield;
  }
  return { stored: { ...withoutMarksOf(sorted, head), record: { ...head.record, annotations: [...sorted.good.values()] } }, rejected: sorted.rejected };
}

/** Whatever lines of a damaged file still say something. */
function* salvage(lines: readonly string[]): Generator<void, Salvage> {
  const whole = parseJson(lines.join('\n'));
  const data = isRecord(whole) && isRecord(whole['data']) ? whole['data'] : null;
  const summary = parseSummary(lines[0] ?? '');
  const sorted = nothingSorted();
  const listed = data && Array.isArray(data['annotations']) ? (data['annotations'] as unknown[]) : lines.slice(4).map((line) => parseJson(line.replace(/,\s*$/, '')));
  for (const [index, value] of listed.entries()) {
    sortIn(sorted, value, () => '');
    if (index % slice === 0) yield;
  }
  const deleted = data ? data['deleted'] : parseMember(lines[1], 'deleted');
  const fields = data ?? (summary && { ...summary.data, deleted, lineage: parseMember(lines[2], 'lineage') });
  const revision = (isRecord(whole) ? parseRevision(whole['revision']) : null) ?? summary?.revision ?? 0;
  const head = fields && parseHead(revision, fields);
  return { head: head && withoutMarksOf(sorted, head), annotations: [...sorted.good.values()], deleted: parseTombstones(deleted) };
}

/** A newer version, as far as it can be understood: its layout and its checksum may be others than ours. */
function* readNewer(lines: readonly string[], schema: StoreSchema): Generator<void, ParsedStore | null> {
  const summary = parseSummary(lines[0] ?? '');
  const whole = summary && summary.version <= schema.version ? null : parseJson(lines.join('\n'));
  if (!isRecord(whole) || whole['format'] !== storeFormat || !isCount(whole['version']) || whole['version'] <= schema.version) return null;
  const { version, revision, data } = whole;
  const read = isRecord(data) ? yield* readWhole(data, parseRevision(revision) ?? 0, version, { version, migrations: [] }) : null;
  return { kind: 'newer', version, stored: read && read.stored };
}

/**
 * Reads a file's lines (without their line ends), in slices: call `next` until it is done. `sum` is the SHA-256 of all bytes before the
 * last line, or null when the bytes were no UTF-8.
 */
export function* parseStore(lines: readonly string[], sum: string | null, schema: StoreSchema = currentSchema): Generator<void, ParsedStore> {
  const newer = yield* readNewer(lines, schema);
  if (newer) return newer;
  const summary = parseSummary(lines[0] ?? '');
  if (summary && sum !== null && lines[lines.length - 1] === `,"sha256":"${sum}"}`) {
    const data = yield* readLayout(lines);
    const read = data && (yield* readWhole(data, summary.revision, summary.version, schema));
    if (read) return { kind: 'good', stored: read.stored, version: summary.version, savedAt: summary.savedAt, rejected: read.rejected };
  }
  return { kind: 'damaged', salvage: yield* salvage(lines) };
}

/**
 * The newest good copy, completed by what a damaged newer file still holds. Of an annotation that both have, the damaged one is
 * believed only when it counts more changes. Null when there is neither a copy nor a head to start from.
 */
export function withSalvage(copy: StoredRecord | null, salvaged: Salvage): StoredRecord | null {
  const base = copy ?? salvaged.head;
  if (!base) return null;
  const live = new Map(base.record.annotations.map((annotation) => [annotation.id, annotation]));
  const dead = new Map(base.record.deleted.map((tombstone) => [tombstone.id, tombstone]));
  for (const annotation of salvaged.annotations) {
    const known = Math.max(live.get(annotation.id)?.revision ?? 0, dead.get(annotation.id)?.revision ?? 0);
    if (annotation.revision > known && live.set(annotation.id, annotation)) dead.delete(annotation.id);
  }
  for (const tombstone of salvaged.deleted) {
    const known = live.get(tombstone.id);
    if (known && known.revision >= tombstone.revision) continue;
    live.delete(tombstone.id);
    dead.set(tombstone.id, tombstone);
  }
  const revision = Math.max(base.revision, salvaged.head?.revision ?? 0);
  return { ...base, revision, record: { ...base.record, annotations: [...live.values()], deleted: [...dead.values()] } };
}

/**
 * A record some of whose annotations could not be understood, completed by what an earlier copy has of them. What was deleted since stays
 * deleted; what counts in an earlier text says so.
 */
export function withEarlier(stored: StoredRecord, copy: StoredRecord): StoredRecord {
  const { annotations, deleted, text } = stored.record;
  const known = new Set([...annotations, ...deleted].map(({ id }) => id));
  const earlier = copy.record.text?.digest;
  const otherText = earlier !== undefined && text !== null && earlier !== text.digest;
  const missing = copy.record.annotations.filter(({ id }) => !known.has(id))
    .map((annotation) => (otherText ? { ...annotation, target: { textDigest: earlier, ...annotation.target } } : annotation));
  return missing.length === 0 ? stored : { ...stored, record: { ...stored.record, annotations: [...annotations, ...missing] } };
}
