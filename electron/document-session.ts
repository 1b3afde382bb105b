import type { Chunk, Settled } from '../core/contract';
import { unknownText, type Annotation } from '../core/model/annotation';
import type { DocumentRecord, FileFingerprint } from '../core/model/document-record';
import { failure, success, type Problem, type Result } from '../core/problem';
import { isEmpty, type Change } from '../core/session/change';
import type { Sliced } from '../core/slices';
import { AnnotationLists } from './annotation-lists';
import { moveFresh, nameTexts } from './bring-annotations';
import { claimRecord, type Claimed } from './claim-record';
import { claimInTurn } from './claims';
import type { Basis } from './document-job';
import type { RunJob } from './document-jobs';
import { ReadingPosition } from './reading-position';
import { settleRecord } from './settle-record';
import type { FolderWatch } from './storage/folder-watch';
import type { Amendment, Library } from './storage/library';
import { WindowText } from './window-text';

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
  /** The text that the window shows. */
  readonly #text: WindowText;
  #queue: Promise<unknown> = Promise.resolve();
  #keeping: Promise<void> | null = null;
  #keptDigest: string | null = null;
  readonly #position = new ReadingPosition((offset) => this.#writeReadingPosition(offset));
  /** The record that the window was told of, or was given since; null: there was none. */
  #told: string | null;
  #unknownBeside = 0;
  #copiedFrom: Claimed['copiedFrom'];

  constructor(
    /** How the window calls this opening of the document: no other one is called the same, and the record has an id of its own. */
    readonly documentId: string,
    readonly path: string,
    readonly source: ByteSource,
    private record: DocumentRecord | null,
    fresh: readonly string[],
    private readonly tools: SessionTools,
  ) {
    this.#text = new WindowText(record, fresh);
    this.#told = record?.documentId ?? null;
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
    return this.#text.file;
  }

  /** Names the text that the window shows, as a target does. */
  get textName(): string {
    return this.#text.name;
  }

  /** Another window or program wrote the record. Answers with its annotations as the window is to show them; null: they count in another text than it shows, the file changed under it. */
  noteRecord(record: DocumentRecord): readonly Annotation[] | null {
    this.record = record;
    if (!this.#text.isThatOf(record)) return null;
    if (!this.settledFile) this.#text.noteRecord(record);
    return this.#text.asShown(record.annotations);
  }

  /** Id of the record, which is made where there is none. */
  async claim(): Promise<Result<string>> {
    return this.#inTurn(async () => {
      const record = await this.#ownRecord();
      return record.ok ? success(record.value.documentId) : record;
    });
  }

  /** Puts a change on the disk that is computed from the newest annotations while nobody else can change them; none writes nothing. Answers with it. */
  async revise(changeOf: (annotations: readonly Annotation[]) => Change): Promise<Result<Change>> {
    return this.#inTurn(() => this.#amend(changeOf));
  }

  /** Puts a change on the disk. */
  async saveChange(change: Change): Promise<Result<null>> {
    this.touched = true;
    return this.#inTurn(async () => {
      const saved = await this.#amend(() => change);
      return saved.ok ? success(null) : saved;
    });
  }

  /** Which text a change counts in is decided on the record as it is on the disk, and not as it was when the window last heard of it. */
  async #amend(changeOf: (annotations: readonly Annotation[]) => Change): Promise<Result<Change>> {
    const text = this.#text;
    const { library, now } = this.tools;
    const record = await this.#ownRecord();
    if (!record.ok) return record;
    let change: Change = { added: [], updated: [], removed: [] };
    const saved = await this.#ofRecord(record.value, (documentId) => library.amend(documentId, function* (newest): Sliced<Amendment> {
      change = changeOf(newest.annotations);
      // A record out of which another one with the same bytes got everything is on no list. What is still done in it here must be found: as a document of its own.
      const unlisted = text.file !== null && newest.file === null && !isEmpty(change);
      return { change: yield* text.onNewest(change, newest), ...(unlisted ? { fields: { opened: now() } } : {}) };
    }));
    if (!saved.ok) return saved;
    this.record = saved.value;
    this.touched ||= !isEmpty(change);
    text.noteChange(change);
    if (this.settledFile) this.#keepText();
    return success(change);
  }

  async #ownRecord(): Promise<Result<DocumentRecord>> {
    if (this.record) return success(this.record);
    const created = await this.tools.library.create(this.path);
    if (created.ok) this.record = created.value;
    return created;
  }

  /** Does something to a record that the window has; where that was made one with another one of its path meanwhile, to the one that both are now. */
  async #ofRecord<Value>(record: DocumentRecord, act: (documentId: string) => Promise<Result<Value>>): Promise<Result<Value>> {
    const done = await act(record.documentId);
    if (done.ok || done.problem.kind !== 'unknown-document') return done;
    const heir = await this.tools.library.find(record.path);
    if (!heir || heir.documentId === record.documentId) return done;
    this.record = heir;
    // Both are one document: what was done in either can be taken back.
    if (this.#told === record.documentId) this.#told = heir.documentId;
    return act(heir.documentId);
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

  /** Compares the file, read to its end, with what is known, and finds the places of all annotations; `doubted`: also of those that are said to be in place, and are not. */
  async settle(doubted = false): Promise<Result<Settled>> {
    const file = this.source.fingerprint();
    if (!file) return failure({ kind: 'invalid-argument', argument: 'documentId' });
    return this.#inTurn(() => this.#settle(file, doubted));
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
    const loaded = await this.#ofRecord(this.record, (documentId) => this.tools.library.load(documentId));
    if (loaded.ok) this.record = loaded.value;
    return loaded;
  }

  #basisOf(record: DocumentRecord | null): Basis {
    return {
      path: this.path, file: record?.file ?? null, text: record?.text ?? null, encoding: record?.encoding ?? null,
      annotations: record?.annotations ?? [], deleted: record?.deleted ?? [], fresh: this.#text.freshOf(record?.annotations ?? []), snapshots: this.tools.snapshots,
    };
  }

  async #settle(file: FileFingerprint, doubted: boolean): Promise<Result<Settled>> {
    const { library, now, onProblem } = this.tools;
    const claimed = await claimInTurn(library, () => this.#claimRecord(file));
    if (!claimed.ok) return claimed;
    const record = await library.loadWithBeside(claimed.value.documentId);
    if (!record.ok) return record;
    this.record = record.value;
    this.#unknownBeside = await library.beside.unknownBeside(this.path, record.value);
    const place = (known: DocumentRecord) => this.tools.run('place', this.#basisOf(known));
    const settled = await settleRecord({ library, file, text: this.#text, doubted, place, path: this.path, now, onProblem }, record.value);
    return settled.ok ? this.#finish(file, settled.value.record, settled.value.placements, settled.value.textChanged) : settled;
  }

  /** The record of this file, and whether its annotations came from another one just now. */
  async #claimRecord(file: FileFingerprint): Promise<Result<DocumentRecord>> {
    const reloaded = await this.#reload();
    const own = reloaded.ok && reloaded.value?.file === null ? await nameTexts(this.tools.library, reloaded.value, (annotation) => this.#text.isFresh(annotation)) : reloaded;
    if (!own.ok) return own;
    const before = own.value;
    const fresh = new Set(this.#text.freshOf(before?.annotations ?? []));
    const claimed = await claimRecord(this.tools, this.path, before, file, fresh);
    if (!claimed.ok) return claimed;
    this.#copiedFrom = claimed.value.copiedFrom;
    const { record } = claimed.value;
    return before && fresh.size > 0 && before.documentId !== record.documentId ? moveFresh(this.tools.library, before, record, fresh, file) : success(record);
  }

  #finish(file: FileFingerprint, record: DocumentRecord, placements: Settled['placements'], textChanged: boolean): Result<Settled> {
    this.record = record;
    const another = this.#told !== null && this.#told !== record.documentId ? { anotherDocument: true } as const : {};
    this.#told = record.documentId;
    const former = this.#text.settled({ file, text: record.text }) ? { formerText: unknownText } : {};
    this.#keepText();
    const annotations: readonly Annotation[] = record.annotations;
    const copied = this.#copiedFrom && annotations.length > 0 ? { copiedFrom: this.#copiedFrom } : {};
    return success({ annotations, placements, textChanged, unknownBeside: this.#unknownBeside, ...former, ...another, ...copied, problems: [] });
  }

  /** Keeps the text that the annotations were made on, off the thread; a failure costs precision later, nothing now. */
  #keepText(): void {
    const { record, path, settledFile: file } = this;
    if (!record || !file || this.tools.library.isReadOnly(record.documentId) || record.annotations.length === 0 || this.#keeping || this.#keptDigest === file.sha256) return;
    this.#keptDigest = file.sha256;
    this.#keeping = this.#keepTextOf(record, path, file).catch((error: unknown) => {
      this.tools.onProblem({ kind: 'write-failed', path: this.tools.snapshots, code: (error as NodeJS.ErrnoException).code ?? String(error) });
    }).finally(() => { this.#keeping = null; });
  }

  async #keepTextOf(record: DocumentRecord, path: string, file: FileFingerprint): Promise<void> {
    const kept = await this.tools.run('keepText', { path, encoding: record.encoding, snapshots: this.tools.snapshots });
    if (!kept.ok || kept.value.file.sha256 !== file.sha256) return;
    const { text } = kept.value;
    this.#text.noteDigest(text.digest);
    if (record.text?.digest === text.digest) return;
    await this.#inTurn(() => this.tools.library.amend(record.documentId, function* (newest): Sliced<Amendment | null> {
      yield;
      // Another program may have brought the annotations to another text meanwhile.
      const known = newest.text?.digest === text.digest || newest.file?.sha256 !== file.sha256;
      return known ? null : { change: { added: [], updated: [], removed: [] }, fields: { file: kept.value.file, text } };
    }));
  }

  async #writeReadingPosition(offset: number): Promise<void> {
    const { library, onProblem } = this.tools;
    const saved = await this.#inTurn(async () => {
      const { record } = this;
      return !record || library.isReadOnly(record.documentId) ? success(record) : this.#ofRecord(record, (documentId) => library.update(documentId, { readingPosition: offset }));
    });
    if (!saved.ok) onProblem(saved.problem);
  }
}
