import { realpath, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Exported } from '../core/contract';
import { toSourceSpans } from '../core/decode/line-ends';
import type { CopyEntry, CopyInput } from '../core/export/copy';
import { printedFormats, type ExportFormat } from '../core/export/formats';
import { selectEntries, wholeExport, type ExportOptions } from '../core/export/options';
import type { ImportedAnnotation } from '../core/import/imported';
import { likenessOf, type Likeness } from '../core/likeness';
import type { Annotation, Placement } from '../core/model/annotation';
import type { DocumentRecord, FileFingerprint, TextFingerprint } from '../core/model/document-record';
import { failure, success, type Result } from '../core/problem';
import { createCopy } from './copies/create-copy';
import type { Print } from './copies/pdf/print-options';
import { carryAnnotations, neededTexts, type Carried } from './carry-annotations';
import { loadDocumentText, type DocumentText, type LoadText } from './document-text';
import { compareImported, comparePlaced, type Compared } from './import-annotations';
import { readAnnotations } from './read-annotations';
import { byHundredths, partOf, type TellDone } from './share-of-work';
import { readStranger } from './storage/read-beside';
import { readSnapshot, writeSnapshot } from './snapshots';
import type { EarlierRecord } from './storage/earlier-states';
import { writeCopy } from './write-copy';
import type { WritePermit } from './write-permit';

/** The annotations of a document and what they count in, as far as a job needs it. */
export interface Basis extends Pick<DocumentRecord, 'file' | 'text' | 'encoding' | 'annotations' | 'deleted'> {
  readonly path: string;
  /** Ids of annotations that were made on the file as it is now, before that was known. */
  readonly fresh: readonly string[];
  /** Folder of the kept texts. */
  readonly snapshots: string;
}

/** Where annotations stand in a file that was read whole. */
export interface PlacedDocument extends Carried {
  readonly file: FileFingerprint;
  readonly text: TextFingerprint;
}

/** Reads the file and finds the places of its annotations. */
export async function placeDocument(basis: Basis, load: LoadText = loadDocumentText): Promise<Result<PlacedDocument>> {
  const loaded = await load(basis.path, basis.encoding);
  if (!loaded.ok) return loaded;
  const carried = await carry(basis, loaded.value);
  return success({ ...carried, file: loaded.value.file, text: loaded.value.fingerprint });
}

async function carry(basis: Basis, document: DocumentText): Promise<Carried> {
  const digest = document.fingerprint.digest;
  const sameBytes = basis.file?.sha256 === document.file.sha256;
  const base = basis.text ?? (sameBytes ? document.fingerprint : null);
  const input = { digest, base, annotations: basis.annotations, fresh: new Set(basis.fresh) };
  const earlierTexts = new Map<string, string>();
  for (const needed of neededTexts(input)) {
    const text = await readSnapshot(basis.snapshots, needed);
    if (text !== null) earlierTexts.set(needed, text);
  }
  return carryAnnotations({ ...input, text: document.text, earlierTexts });
}

/** Keeps the file's text for the day the file changes; answers with its fingerprints. */
export async function keepText(path: string, encoding: string | null, snapshots: string, load: LoadText = loadDocumentText): Promise<Result<Pick<PlacedDocument, 'file' | 'text'>>> {
  const loaded = await load(path, encoding);
  if (!loaded.ok) return loaded;
  await writeSnapshot(snapshots, loaded.value.fingerprint.digest, loaded.value.text);
  return success({ file: loaded.value.file, text: loaded.value.fingerprint });
}

/** A file's text beside texts that were kept. */
export interface ComparedWithKept {
  /** Digest of the file's text. */
  readonly digest: string;
  /** One a digest that was asked for; null where no such text was kept. */
  readonly likenesses: readonly (Likeness | null)[];
}

/** Compares a file with kept texts by their digests. */
export async function compareWithKept(
  { path, encoding, snapshots, digests }: Pick<Basis, 'path' | 'encoding' | 'snapshots'> & { readonly digests: readonly string[] }, load: LoadText = loadDocumentText,
): Promise<Result<ComparedWithKept>> {
  const loaded = await load(path, encoding);
  if (!loaded.ok) return loaded;
  const likenesses: (Likeness | null)[] = [];
  for (const digest of digests) {
    const kept = await readSnapshot(snapshots, digest);
    likenesses.push(kept === null ? null : likenessOf(kept, loaded.value.text));
  }
  return success({ digest: loaded.value.fingerprint.digest, likenesses });
}

/** What to make a copy of, and how. */
export interface CopyRequest extends Basis {
  readonly format: ExportFormat;
  /** Absent: everything. */
  readonly options?: ExportOptions;
  /** Manicule's version. */
  readonly version: string;
}

/** An annotated copy, not written yet. */
export interface MadeCopy extends Omit<Exported, 'path'> {
  readonly content: string | Uint8Array;
  readonly entries: readonly CopyEntry[];
  readonly source: string;
}

/** How much of an export is done when the text is read, the annotations are placed, and the copy is made. Printing is nearly all of it. */
const shares = { printed: { read: 0.02, placed: 0.05, made: 0.97 }, text: { read: 0.2, placed: 0.4, made: 0.8 } } as const;

/** Makes an annotated copy of the file as it is now. `print` is needed for the formats that are printed; `tell` hears how much is done. */
export async function makeCopy(request: CopyRequest, print: Print | null = null, tell: TellDone = () => undefined): Promise<Result<MadeCopy>> {
  const { read, placed, made } = printedFormats.includes(request.format) ? shares.printed : shares.text;
  const loaded = await loadDocumentText(request.path, request.encoding);
  if (!loaded.ok) return loaded;
  tell(read);
  const { source } = loaded.value;
  const options = request.options ?? wholeExport;
  const { entries, leftOut } = selectEntries(entriesOf(request.annotations, await carry(request, loaded.value), source), options);
  tell(placed);
  const copy = await createCopy(request.format, {
    name: basename(request.path), source, entries, version: request.version, generated: lastChange(entries, loaded.value.file), guard: options.guard,
  }, { paper: options.paper, print, tell: partOf(tell, placed, made) });
  tell(made);
  return success({ content: copy.content, losses: copy.losses, leftOut, annotations: entries.length, entries, source });
}

/** A document's annotations in their places in the file as it is now, as copies are made from. */
export async function placedInput(basis: Basis, version: string): Promise<Result<CopyInput>> {
  const loaded = await loadDocumentText(basis.path, basis.encoding);
  if (!loaded.ok) return loaded;
  const { source, file } = loaded.value;
  const entries = entriesOf(basis.annotations, await carry(basis, loaded.value), source);
  return success({ name: basename(basis.path), source, entries, version, generated: lastChange(entries, file) });
}

/** The time of the newest change, not of the clock: the same annotations on the same file make the same copy, in each format. */
function lastChange(entries: readonly CopyEntry[], file: FileFingerprint): string {
  return entries.reduce((newest, { annotation }) => (annotation.modified > newest ? annotation.modified : newest), '') || new Date(file.modifiedMs).toISOString();
}

/** Annotations with their places in the source, in which a CR LF counts as two. */
function entriesOf(annotations: readonly Annotation[], carried: Carried, source: string): CopyEntry[] {
  const updated = new Map(carried.updates.map(({ after }) => [after.id, after]));
  const placed = annotations.map((before): CopyEntry => {
    const annotation = updated.get(before.id) ?? before;
    const { start } = annotation.target.position;
    const certain: Placement = { status: 'same', span: annotation.target.position, confidence: 1, formerly: start };
    const moved = annotation !== before && before.target.position.start !== start;
    return { annotation, placement: carried.placements[annotation.id] ?? (moved ? { ...certain, status: 'moved' } : certain) };
  });
  const spans = placed.map(({ placement }) => placement.span ?? { start: placement.formerly, end: placement.formerly });
  const inSource = toSourceSpans(source, spans);
  return placed.map(({ annotation, placement }, index) => {
    const span = inSource[index] ?? { start: 0, end: 0 };
    return { annotation, placement: { ...placement, span: placement.span && span, formerly: span.start } };
  });
}

/** Makes an annotated copy and writes it to `target`: never onto the document itself, whatever name or link leads there. `told` hears how much is done. */
export async function exportDocument(request: CopyRequest & { target: string; overwrite: boolean; permit?: WritePermit }, print: Print | null = null, told: TellDone = () => undefined): Promise<Result<Exported>> {
  const tell = byHundredths(told);
  const { target, overwrite, permit } = request;
  if (await isSameFile(request.path, target)) return failure({ kind: 'write-failed', path: target, code: 'SOURCE' });
  const made = await makeCopy(request, print, tell);
  if (!made.ok) return made;
  const written = await writeCopy(target, made.value.content, { overwrite, permit });
  if (!written.ok) return written;
  tell(1);
  return success({ path: target, annotations: made.value.annotations, losses: made.value.losses, leftOut: made.value.leftOut });
}

/** True when both paths lead to one file: by another spelling, a symbolic link or a hard link. */
export async function isSameFile(a: string, b: string): Promise<boolean> {
  const [realA, realB] = await Promise.all([a, b].map(async (path) => realpath(path).catch(() => path)));
  if (realA === realB) return true;
  const [statA, statB] = await Promise.all([a, b].map(async (path) => stat(path, { bigint: true }).catch(() => null)));
  return Boolean(statA && statB && statA.dev === statB.dev && statA.ino === statB.ino && statA.ino !== 0n);
}

/** Reads annotations for a document from a file of any kind that is known. */
export async function importDocument(basis: Basis, from: string, load: LoadText = loadDocumentText): Promise<Result<Compared>> {
  const stored = await readStranger(from);
  if (stored) return compareEarlier(basis, stored.record, load);
  const loaded = await load(basis.path, basis.encoding);
  if (!loaded.ok) return loaded;
  const imported = await readAnnotations(from, { name: basename(basis.path), source: loaded.value.source });
  return imported.ok ? success(compare(imported.value, loaded.value, basis, true)) : imported;
}

/** Finds the places of an earlier state's annotations in the file as it is now, and compares them with those that are here. */
export async function compareEarlier(basis: Basis, earlier: EarlierRecord, load: LoadText = loadDocumentText): Promise<Result<Compared>> {
  const loaded = await load(basis.path, basis.encoding);
  if (!loaded.ok) return loaded;
  const { updates, placements } = await carry({ ...basis, ...earlier, fresh: [] }, loaded.value);
  const targets = new Map(updates.map(({ after }) => [after.id, after.target]));
  const placed = earlier.annotations.map((annotation) => ({
    annotation: { ...annotation, target: targets.get(annotation.id) ?? annotation.target }, placement: placements[annotation.id] ?? null, base: undefined,
  }));
  return success(comparePlaced(placed, { annotations: basis.annotations, deleted: basis.deleted, asked: true }));
}

function compare(imported: readonly ImportedAnnotation[], document: DocumentText, { annotations, deleted }: Pick<Basis, 'annotations' | 'deleted'>, asked: boolean): Compared {
  return compareImported(imported, document, { annotations, deleted, asked });
}

/** An annotated copy opened as a document: the text inside it, and the annotations it brought that are new here. */
export interface OpenedCopy {
  /** The inner text as UTF-8, with its own line ends. */
  readonly bytes: Uint8Array;
  readonly file: FileFingerprint;
  readonly text: TextFingerprint;
  readonly compared: Compared;
}

/** Takes text and annotations out of an annotated copy. Null: an ordinary file. */
export async function openCopy(path: string, basis: Pick<Basis, 'annotations' | 'deleted'>): Promise<Result<OpenedCopy | null>> {
  const loaded = await loadDocumentText(path, null);
  if (!loaded.ok) return loaded;
  if (loaded.value.brought === null) return success(null);
  const imported = await loaded.value.brought();
  if (!imported.ok) return imported.problem.kind === 'not-annotations' ? failure({ ...imported.problem, path }) : imported;
  const compared = compare(imported.value, loaded.value, basis, false);
  return success({ bytes: Buffer.from(loaded.value.source, 'utf8'), file: loaded.value.file, text: loaded.value.fingerprint, compared });
}
