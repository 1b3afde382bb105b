import { basename, dirname } from 'node:path';
import { chunkSize, type Chunk, type Notice, type OpenedDocument } from '../core/contract';
import type { DocumentRecord } from '../core/model/document-record';
import { success, type Problem, type Result } from '../core/problem';
import { isEmpty } from '../core/session/change';
import type { OpenedCopy } from './document-job';
import { DocumentSession, type ByteSource, type SessionTools } from './document-session';
import { mayBeCopy } from './document-text';
import { openTextFile } from './files';
import type { Apart } from './tour';
import { realPathOf } from './real-path';
import { belongsBeside } from './storage/beside-names';
import type { FolderWatch } from './storage/folder-watch';
import { watchFile } from './watch-file';

/** What the open documents need from their surroundings. */
export interface OpenDocumentsOptions extends Omit<SessionTools, 'library' | 'onProblem'> {
  readonly library: Promise<SessionTools['library']>;
  newId(): string;
  /** What holds the annotations of a file that is kept apart from all others; null for the others. */
  readonly apart?: (path: string) => Apart | null;
  /** Tells a window something unasked. */
  notify(owner: number, notice: Notice): void;
}

interface Opened {
  readonly owner: number;
  readonly session: DocumentSession;
  watcher: ReturnType<typeof watchFile> | null;
  besideWatch: FolderWatch | null;
}

interface Start {
  readonly path: string;
  readonly source: ByteSource;
  readonly firstChunk: Chunk;
  readonly record: DocumentRecord | null;
  /** Ids of annotations that count in the text as it is now. */
  readonly fresh: readonly string[];
  readonly unchanged: boolean;
}

/** What is open, by window. Windows are told apart by a number; a window has one document. */
export class OpenDocuments {
  readonly #byOwner = new Map<number, Opened>();
  /** Problems that nobody was told yet: they go with the next answer. */
  #problems: Problem[] = [];

  constructor(private readonly options: OpenDocumentsOptions) {}

  /** A problem to be told: now, in the window that shows the document that it lies beside, or else with the next document. */
  report(problem: Problem): void {
    const path = 'path' in problem ? problem.path : '';
    const shown = [...this.#byOwner.values()].find(({ session, watcher }) => watcher !== null && dirname(path) === dirname(session.path) && belongsBeside(basename(path), session.path));
    if (shown) this.options.notify(shown.owner, { kind: 'problem', problem });
    else this.#problems.push(problem);
  }

  /** The window that shows this file, or null. */
  async ownerOf(path: string): Promise<number | null> {
    const real = await realPathOf(path);
    return [...this.#byOwner.values()].find(({ session }) => session.path === real)?.owner ?? null;
  }

  /** The window's document, or null when it has none or is asked for another. */
  get(owner: number, documentId?: string): DocumentSession | null {
    const session = this.#byOwner.get(owner)?.session ?? null;
    return session && (documentId === undefined || session.documentId === documentId) ? session : null;
  }

  /** Opens a file in a window; what was open there is closed. */
  async open(path: string, owner: number): Promise<Result<OpenedDocument>> {
    const real = await realPathOf(path);
    const [library, file] = await Promise.all([this.#libraryOf(real), openTextFile(real)]);
    if (!file.ok) return file.problem.kind === 'binary-file' && mayBeCopy(real) ? this.#openPacked(real, owner, file) : file;
    const { modifiedMs, size } = file.value;
    const [record, firstChunk] = await Promise.all([library.find(real), file.value.readChunk(0)]);
    const copy = firstChunk.ok && mayBeCopy(real) ? await this.#openCopy(real, record) : success(null);
    if (!firstChunk.ok || !copy.ok) {
      await file.value.close();
      return firstChunk.ok ? copy as Result<never> : firstChunk;
    }
    await this.close(owner);
    const unchanged = record?.file?.size === size && record.file.modifiedMs === modifiedMs;
    // What the program itself wrote on this text counts in it.
    const fresh = record?.file === null && this.options.apart?.(real) ? record.annotations.map(({ id }) => id) : [];
    if (!copy.value) return this.#start(owner, { path: real, source: file.value, firstChunk: firstChunk.value, record, fresh, unchanged });
    await file.value.close();
    return this.#startCopy(owner, real, record, copy.value);
  }

  /** Opens a copy that is no text itself; `refusal` is for any other file. */
  async #openPacked(path: string, owner: number, refusal: Result<never>): Promise<Result<OpenedDocument>> {
    const record = await (await this.#libraryOf(path)).find(path);
    const copy = await this.#openCopy(path, record);
    if (!copy.ok) return copy;
    if (!copy.value) return refusal;
    await this.close(owner);
    return this.#startCopy(owner, path, record, copy.value);
  }

  async #startCopy(owner: number, path: string, known: DocumentRecord | null, copy: OpenedCopy): Promise<Result<OpenedDocument>> {
    const taken = await this.#takeOver(path, known, copy);
    if (!taken.ok) return taken;
    const source = bytesInMemory(copy);
    const { added, updated } = copy.compared.change;
    const fresh = [...added, ...updated.map(({ after }) => after)].map(({ id }) => id);
    const unchanged = known === null || (known.file?.size === copy.file.size && known.file.modifiedMs === copy.file.modifiedMs);
    return this.#start(owner, { path, source, firstChunk: source.firstChunk, record: taken.value, fresh, unchanged });
  }

  /** Saves what waits and closes the window's document. */
  async close(owner: number): Promise<void> {
    const opened = this.#byOwner.get(owner);
    if (!opened) return;
    this.#byOwner.delete(owner);
    opened.watcher?.close();
    opened.besideWatch?.close();
    await opened.session.close((recordId) => [...this.#byOwner.values()].some(({ session }) => session.recordId === recordId));
  }

  /** Saves what waits and closes everything. */
  async closeAll(): Promise<void> {
    await Promise.all([...this.#byOwner.keys()].map((owner) => this.close(owner)));
  }

  /** Looks whether the window's file is still the same; to be asked when the window gets the focus. */
  check(owner: number): void {
    const opened = this.#byOwner.get(owner);
    opened?.watcher?.check();
    if (opened) void opened.session.meetBeside();
  }

  /** After `settle`: the file is known now, and is watched from here on. */
  watch(owner: number): void {
    const opened = this.#byOwner.get(owner);
    const file = opened?.session.settledFile;
    if (!opened || !file) return;
    opened.watcher?.close();
    opened.besideWatch?.close();
    const { session } = opened;
    opened.besideWatch = session.watchBeside();
    opened.watcher = watchFile(session.path, file, ({ gone }) => {
      session.fileChanged = !gone;
      this.options.notify(owner, { kind: 'file-changed', documentId: session.documentId, gone });
    });
  }

  /** Another window or program wrote a record: tells those who show it. */
  recordChanged(record: DocumentRecord): void {
    for (const { owner, session } of this.#byOwner.values()) {
      if (session.recordId !== record.documentId) continue;
      const { documentId } = session;
      session.noteRecord(record);
      const sameText = session.countsInSameText(record);
      this.options.notify(owner, sameText ? changedNotice(session, record) : { kind: 'file-changed', documentId, gone: false });
    }
  }

  /** Problems to be told now. Each is told once. */
  takeProblems(): Problem[] {
    const problems = this.#problems;
    this.#problems = [];
    return problems;
  }

  async #libraryOf(path: string): Promise<SessionTools['library']> {
    return this.options.apart?.(path)?.library ?? this.options.library;
  }

  async #openCopy(path: string, record: DocumentRecord | null): Promise<Result<OpenedCopy | null>> {
    return this.options.run('openCopy', { path, basis: { annotations: record?.annotations ?? [], deleted: record?.deleted ?? [] } });
  }

  /** Puts the annotations that a copy brought into the record of this copy. */
  async #takeOver(path: string, known: DocumentRecord | null, copy: OpenedCopy): Promise<Result<DocumentRecord>> {
    const library = await this.#libraryOf(path);
    const record = known ? success(known) : await library.create(path);
    if (!record.ok) return record;
    const { documentId, text } = record.value;
    if (!isEmpty(copy.compared.change)) {
      const saved = await library.saveChange(documentId, copy.compared.change);
      if (!saved.ok) return saved;
      if (text) return saved;
    }
    return text ? record : library.update(documentId, { file: copy.file, text: copy.text });
  }

  async #start(owner: number, { path, source, firstChunk, record, fresh, unchanged }: Start): Promise<Result<OpenedDocument>> {
    const { run, now } = this.options;
    const apart = this.options.apart?.(path) ?? null;
    const library = await this.#libraryOf(path);
    const tools: SessionTools = { library, run, snapshots: apart?.snapshots ?? this.options.snapshots, now, onProblem: (problem) => { this.report(problem); } };
    const session = new DocumentSession(record?.documentId ?? this.options.newId(), path, source, record, fresh, tools);
    this.#byOwner.set(owner, { owner, session, watcher: null, besideWatch: null });
    const { annotations, long } = session.lists.carry(record?.annotations ?? []);
    return success({
      documentId: session.documentId,
      name: basename(path),
      path,
      size: source.size,
      firstChunk,
      encoding: record?.encoding ?? null,
      readOnly: record !== null && library.isReadOnly(record.documentId),
      readingPosition: record?.readingPosition ?? 0,
      annotations,
      ...(long ? { long } : {}),
      unchanged,
      problems: this.takeProblems(),
      ...(apart ? { tour: true as const } : {}),
    });
  }
}

function changedNotice({ documentId, lists }: DocumentSession, record: DocumentRecord): Notice {
  const { annotations, long } = lists.carry(record.annotations);
  return { kind: 'annotations-changed', documentId, annotations, ...(long ? { long } : {}) };
}

/** The text out of a copy, which is in memory already. */
function bytesInMemory({ bytes, file }: OpenedCopy): ByteSource & { readonly firstChunk: Chunk } {
  const chunkAt = (index: number): Chunk => {
    const end = (index + 1) * chunkSize;
    return { bytes: bytes.slice(index * chunkSize, end), last: end >= bytes.byteLength };
  };
  return {
    size: bytes.byteLength,
    firstChunk: chunkAt(0),
    readChunk: (index) => Promise.resolve(success(chunkAt(index))),
    fingerprint: () => file,
    close: () => Promise.resolve(),
  };
}
