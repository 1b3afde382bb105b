import type { Chunk, Settled } from '../core/contract';
import type { Annotation } from '../core/model/annotation';
import type { DocumentRecord, FileFingerprint } from '../core/model/document-record';
import { failure, success, type Problem, type Result } from '../core/problem';
import { isEmpty, type Change, type Update } from '../core/session/change';
import { AnnotationLists } from './annotation-lists';
import { claimRecord, type Claimed } from './claim-record';
import type { Basis } from './document-job';
import type { RunJob } from './document-jobs';
import { ReadingPosition } from './reading-position';
import type { FolderWatch } from './storage/folder-watch';
import type { Library } from './storage/library';

/** A document's bytes as the window gets them. */
export interface ByteSource {
  /** Bytes to come. */
  readonly size: number;
  readChunk(index: number): Promise<Result<Chunk>>;
  /** Of the file on the disk; null until the last chunk was read. */
  fingerprint(): FileFingerprint | null;
  close(): Promise<void>;
}

/** What a document session works with. */
export interface SessionTools {
  readonly library: Library;
  readonly run: RunJob;
  /** Folder of the kept texts. */
  readonly snapshots: string;
  /** The present time: ISO 8601, UTC. */
  now(): string;
  onProblem(problem: Problem): void;
}

/** One document that is open in one window: its bytes, its record, and where its annotations stand. */
export class DocumentSession {
  /** True when annotations were changed while it was open here. */
  touched = false;
  /** True when the file on the disk is known to be another one than the window shows. */
  fileChanged = false;
  /** Its annotations on their way to the window. */
  readonly lists = new AnnotationLists();
  /** Path of the copy that was written last, or null. */
  lastExport: string | null = null;
  /** Ids of annotations that were made before it was known which text this is. */
  readonly #fresh = new Set<string>();
  #queue: Promise<unknown> = Promise.resolve();
  #keeping: Promise<void> | null = null;
  #keptDigest: string | null = null;
  readonly #position = new ReadingPosition((offset) => this.#writeReadingPosition(offset));
  #settledFile: FileFingerprint | null = null;
  #unknownBeside = 0;
  #copiedFrom: Claimed['copiedFrom'];
  /** Digest of the text that the window shows, once it is known. */
  #textDigest: string | null = null;

  constructor(
    /** How the window calls the document: also before it has a record. */
    readonly documentId: string,
    readonly path: string,
    readonly source: ByteSource,
    private record: DocumentRecord | null,
    fresh: readonly string[],
    private readonly tools: SessionTools,
  ) {
    for (const id of fresh) this.#fresh.add(id);
  }

  /** Id of the record, once there is one. */
  get recordId(): string | null {
    return this.record?.documentId ?? null;
  }

  /** The library that its record is in. */
  get library(): Library {
    return this.tools.library;
  }

  /** What the file was when it was last read to its end. */
  get settledFile(): FileFingerprint | null {
    return this.#settledFile;
  }

  /** False when the record's annotations count in another text than the window shows: the file changed under it. */
  countsInSameText(record: DocumentRecord): boolean {
    return this.#textDigest === null || record.text === null || record.text.digest === this.#textDigest;
  }

  /** Another window or program wrote the record. */
  noteRecord(record: DocumentRecord): void {
    this.record = record;
  }

  /** Id of the record, which is made where there is none. */
  async claim(): Promise<Result<string>> {
    return this.#inTurn(async () => {
      const record = this.record ? success(this.record) : await this.tools.library.create(this.path);
      if (!record.ok) return record;
      this.record ??= record.value;
      return success(record.value.documentId);
    });
  }

  /** Puts a change on the disk that is computed from the newest annotations while nobody else can change them; none writes nothing. Answers with it. */
  async revise(changeOf: (annotations: readonly Annotation[]) => Change): Promise<Result<Change>> {
    return this.#inTurn(async () => {
      const record = this.record ? success(this.record) : await this.tools.library.create(this.path);
      if (!record.ok) return record;
      const revised = await this.tools.library.revise(record.value.documentId, (newest) => {
        const change = changeOf(newest.annotations);
        return this.countsInSameText(newest) ? change : withDigest(change, this.#textDigest);
      });
      if (!revised.ok) return revised;
      const { change } = revised.value;
      this.touched ||= !isEmpty(change);
      this.#noteChanged(revised.value.record, change);
      return success(change);
    });
  }

  /** Puts a change on the disk. */
  async saveChange(change: Change): Promise<Result<null>> {
    this.touched = true;
    return this.#inTurn(async () => {
      const record = this.record ? success(this.record) : await this.tools.library.create(this.path);
      if (!record.ok) return record;
      this.record ??= record.value;
      const sameText = this.countsInSameText(record.value);
      const saved = await this.tools.library.saveChange(record.value.documentId, sameText ? change : withDigest(change, this.#textDigest));
      if (!saved.ok) return saved;
      this.#noteChanged(saved.value, change);
      return success(null);
    });
  }

  #noteChanged(record: DocumentRecord, { added }: Change): void {
    this.record = record;
    if (!this.#settledFile) for (const { id } of added) this.#fresh.add(id);
    else this.#keepText();
  }

  /** Follows what others write beside the document, where annotations are kept there. Null: there is no record yet. */
  watchBeside(): FolderWatch | null {
    return this.record && this.tools.library.beside.watch(this.record.documentId, this.path);
  }

  /** Looks whether others wrote beside the document. */
  async meetBeside(): Promise<void> {
    if (this.record) await this.tools.library.beside.meet(this.record);
  }

  /** Remembers the first line on the screen; it reaches the disk a moment later. */
  saveReadingPosition(offset: number): void {
    this.#position.set(offset);
  }

  /** Compares the file, read to its end, with what is known, and finds the places of all annotations. */
  async settle(): Promise<Result<Settled>> {
    const file = this.source.fingerprint();
    if (!file) return failure({ kind: 'invalid-argument', argument: 'documentId' });
    return this.#inTurn(() => this.#settle(file));
  }

  /** What a job needs to know. */
  async basis(): Promise<Result<Basis>> {
    return this.#inTurn(async () => {
      const record = await this.#reload();
      return record.ok ? success(this.#basisOf(record.value)) : record;
    });
  }

  /** Writes what is waiting to be written and closes the file. `isHeld`: true for a record that another window has by then. */
  async close(isHeld: (recordId: string) => boolean = () => false): Promise<void> {
    await this.#position.flush();
    await this.#queue;
    await this.#keeping;
    await this.source.close();
    if (this.record && !isHeld(this.record.documentId)) await this.tools.library.release(this.record.documentId);
  }

  /** One change of the record after the other: a later one must see what an earlier one wrote. */
  #inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const done = this.#queue.then(work);
    this.#queue = done.catch(() => undefined);
    return done;
  }

  async #reload(): Promise<Result<DocumentRecord | null>> {
    if (!this.record) return success(null);
    const loaded = await this.tools.library.load(this.record.documentId);
    if (loaded.ok) this.record = loaded.value;
    return loaded;
  }

  #basisOf(record: DocumentRecord | null): Basis {
    return {
      path: this.path, file: record?.file ?? null, text: record?.text ?? null, encoding: record?.encoding ?? null,
      annotations: record?.annotations ?? [], deleted: record?.deleted ?? [], fresh: [...this.#fresh], snapshots: this.tools.snapshots,
    };
  }

  async #settle(file: FileFingerprint): Promise<Result<Settled>> {
    const claimed = await this.#claimRecord(file);
    if (!claimed.ok) return claimed;
    const record = await this.tools.library.loadWithBeside(claimed.value.documentId);
    if (!record.ok) return record;
    this.record = record.value;
    this.#unknownBeside = await this.tools.library.beside.unknownBeside(this.path, record.value);
    const { annotations } = record.value;
    const waiting = annotations.some((annotation) => annotation.target.textDigest !== undefined);
    const sameBytes = record.value.file?.sha256 === file.sha256;
    if (waiting || (!sameBytes && annotations.some(({ id }) => !this.#fresh.has(id)))) return this.#place(record.value, file);
    const text = sameBytes ? record.value.text : null;
    return this.#finish(file, await this.#remember(record.value, { file, text }), {}, false);
  }

  /** The record of this file, and whether its annotations came from another one just now. */
  async #claimRecord(file: FileFingerprint): Promise<Result<DocumentRecord>> {
    const own = await this.#reload();
    if (!own.ok) return own;
    const claimed = await claimRecord(this.tools, this.path, own.value, file, this.#fresh);
    if (!claimed.ok) return claimed;
    this.#copiedFrom = claimed.value.copiedFrom;
    return success(claimed.value.record);
  }

  async #place(record: DocumentRecord, file: FileFingerprint): Promise<Result<Settled>> {
    const placed = await this.tools.run('place', this.#basisOf(record));
    if (!placed.ok) return placed;
    if (placed.value.file.sha256 !== file.sha256) return failure({ kind: 'changed-while-reading', path: this.path });
    const { updates, placements, textChanged, text } = placed.value;
    let current = record;
    if (this.tools.library.isReadOnly(record.documentId)) {
      const after = new Map(updates.map((update) => [update.after.id, update.after]));
      return this.#finish(file, { ...record, annotations: record.annotations.map((annotation) => after.get(annotation.id) ?? annotation) }, placements, textChanged);
    }
    if (updates.length > 0) {
      // Targets first, then the digest they count in: after a crash in between, the quotes tell which text a target means.
      const saved = await this.tools.library.saveChange(record.documentId, { added: [], updated: await this.#onNewest(record, updates), removed: [] });
      if (!saved.ok) return saved;
      current = saved.value;
    }
    return this.#finish(file, await this.#remember(current, { file, text }), placements, textChanged);
  }

  /** The updates, on top of what another program may have written since. */
  async #onNewest(record: DocumentRecord, updates: readonly Update[]): Promise<Update[]> {
    const newest = await this.tools.library.load(record.documentId);
    const current = new Map((newest.ok ? newest.value : record).annotations.map((annotation) => [annotation.id, annotation]));
    return updates.flatMap(({ after }) => {
      const before = current.get(after.id);
      return before ? [{ before, after: { ...before, target: after.target, revision: before.revision + 1 } }] : [];
    });
  }

  async #remember(record: DocumentRecord, known: Pick<DocumentRecord, 'file' | 'text'>): Promise<DocumentRecord> {
    if (this.tools.library.isReadOnly(record.documentId)) return record;
    const updated = await this.tools.library.update(record.documentId, { ...known, opened: this.tools.now() });
    if (!updated.ok) this.tools.onProblem(updated.problem);
    return updated.ok ? updated.value : { ...record, ...known };
  }

  #finish(file: FileFingerprint, record: DocumentRecord, placements: Settled['placements'], textChanged: boolean): Result<Settled> {
    this.record = record;
    this.#settledFile = file;
    this.#textDigest = record.text?.digest ?? null;
    this.#fresh.clear();
    this.#keepText();
    const annotations: readonly Annotation[] = record.annotations;
    const copied = this.#copiedFrom && annotations.length > 0 ? { copiedFrom: this.#copiedFrom } : {};
    return success({ annotations, placements, textChanged, unknownBeside: this.#unknownBeside, ...copied, problems: [] });
  }

  /** Keeps the text that the annotations were made on, off the thread; a failure costs precision later, nothing now. */
  #keepText(): void {
    const { record, path } = this;
    const file = this.#settledFile;
    if (!record || !file || this.tools.library.isReadOnly(record.documentId) || record.annotations.length === 0 || this.#keeping || this.#keptDigest === file.sha256) return;
    this.#keptDigest = file.sha256;
    this.#keeping = this.#keepTextOf(record, path, file).catch((error: unknown) => {
      this.tools.onProblem({ kind: 'write-failed', path: this.tools.snapshots, code: (error as NodeJS.ErrnoException).code ?? String(error) });
    }).finally(() => { this.#keeping = null; });
  }

  async #keepTextOf(record: DocumentRecord, path: string, file: FileFingerprint): Promise<void> {
    const kept = await this.tools.run('keepText', { path, encoding: record.encoding, snapshots: this.tools.snapshots });
    if (!kept.ok || kept.value.file.sha256 !== file.sha256) return;
    this.#textDigest = kept.value.text.digest;
    if (record.text?.digest === kept.value.text.digest) return;
    await this.#inTurn(() => this.tools.library.update(record.documentId, { file: kept.value.file, text: kept.value.text }));
  }

  async #writeReadingPosition(offset: number): Promise<void> {
    const { recordId } = this;
    if (recordId === null || this.tools.library.isReadOnly(recordId)) return;
    const saved = await this.#inTurn(() => this.tools.library.update(recordId, { readingPosition: offset }));
    if (!saved.ok) this.tools.onProblem(saved.problem);
  }
}

/** The change with targets that name the text they count in: the record has moved on to another one. */
function withDigest(change: Change, digest: string | null): Change {
  if (digest === null) return change;
  const naming = (annotation: Annotation): Annotation => ({ ...annotation, target: { textDigest: digest, ...annotation.target } });
  return { ...change, added: change.added.map(naming), updated: change.updated.map(({ before, after }) => ({ before, after: naming(after) })) };
}
