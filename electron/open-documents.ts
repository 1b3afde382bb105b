import { basename, dirname } from 'node:path';
import { chunkSize, type Chunk, type Notice, type OpenedDocument } from '../core/contract';
import type { Annotation } from '../core/model/annotation';
import type { DocumentRecord } from '../core/model/document-record';
import { isSameText, onNewestTargets } from '../core/model/which-text';
import { success, type Problem, type Result } from '../core/problem';
import { isEmpty } from '../core/session/change';
import type { Look } from '../core/settings';
import type { Sliced } from '../core/slices';
import type { OpenedCopy } from './document-job';
import { DocumentSession, type ByteSource, type SessionTools } from './document-session';
import { mayBeCopy } from './document-text';
import { openTextFile } from './files';
import type { Apart } from './tour';
import { realPathOf } from './real-path';
import { belongsBeside } from './storage/beside-names';
import type { FolderWatch } from './storage/folder-watch';
import type { Amendment } from './storage/library';
import { inBackground } from './storage/system-error';
import { passing, watchFile } from './watch-file';

/** What the open documents need from their surroundings. */
export interface OpenDocumentsOptions extends Omit<SessionTools, 'library' | 'onProblem'> {
  readonly library: Promise<SessionTools['library']>;
  newId(): string;
  /** What holds the annotations of a file that is kept apart from all others; null for the others. */
  readonly apart?: (path: string) => Apart | null;
  /** The look of its own that a document has, by the id of its record. */
  readonly lookOf?: (recordId: string) => Look | undefined;
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

/** So often a file that changes while it is read is read again by itself. */
const mostInterrupted = 20;

/** What is open, by window. Windows are told apart by a number; a window has one document. */
export class OpenDocuments {
  readonly #byOwner = new Map<number, Opened>();
  /** What windows showed before, as long as they may still have something of it to save. */
  readonly #leaving = new Map<number, readonly DocumentSession[]>();
  /** What is being closed behind a window's back. */
  readonly #closing = new Set<Promise<void>>();
  /** One opening after the other, by window. */
  readonly #opening = new Map<number, Promise<void>>();
  /** How often a window's file changed while it was read, one time after the other. */
  readonly #interrupted = new Map<number, number>();
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

  /**
   * The window's document, or null when it has none. With an id, the one that the window asks for: its present one, or one that it has not left yet.
   * Once it asks for the present one, it has left the others.
   */
  get(owner: number, documentId?: string): DocumentSession | null {
    const present = this.#byOwner.get(owner)?.session ?? null;
    const leaving = this.#leaving.get(owner) ?? [];
    if (present) for (const session of leaving) takeAlong(session, present);
    if (documentId === undefined) return present;
    if (present?.documentId !== documentId) return leaving.find((session) => session.documentId === documentId) ?? null;
    this.#leaving.delete(owner);
    for (const session of leaving) this.#closeLater(this.#closeSession(session));
    return present;
  }

  /** The window's document and what it has not left yet. */
  openings(owner: number): readonly DocumentSession[] {
    const present = this.#byOwner.get(owner)?.session;
    return [...(this.#leaving.get(owner) ?? []), ...(present ? [present] : [])];
  }

  /**
   * Opens a file in a window. What was open there goes on saving what the window still has of it, until the window shows the new one.
   * `shown` is what the window shows while it asks; where it does not say, that is the first that it has not left.
   */
  open(path: string, owner: number, shown?: DocumentSession): Promise<Result<OpenedDocument>> {
    const opened = (this.#opening.get(owner) ?? Promise.resolve()).then(async () => this.#namingFormer(await this.#open(path, owner), owner, shown));
    const settled = opened.then(() => undefined, () => undefined);
    this.#opening.set(owner, settled);
    void settled.then(() => { if (this.#opening.get(owner) === settled) this.#opening.delete(owner); });
    return opened;
  }

  /**
   * Names the text that the window shows of the same document: that of an opening whose answer it never showed is none that it has anything of. A file that changed names
   * with another one is another document by now.
   */
  #namingFormer(opened: Result<OpenedDocument>, owner: number, shown = this.#leaving.get(owner)?.[0]): Result<OpenedDocument> {
    const isShown = opened.ok && shown?.path === opened.value.path && shown.recordId === this.#byOwner.get(owner)?.session.recordId;
    return isShown ? success({ ...opened.value, formerText: shown.textName }) : opened;
  }

  async #open(path: string, owner: number): Promise<Result<OpenedDocument>> {
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

  /** Saves what waits and closes the window's document. What is being opened in the window is closed as soon as it is there: there is nothing of it to save, and a file may be long in coming. */
  async close(owner: number): Promise<void> {
    const opening = this.#opening.get(owner);
    if (opening) this.#closeLater(opening.then(() => this.#closeOpen(owner)));
    await this.#closeOpen(owner);
  }

  /** Saves what waits and closes everything. */
  async closeAll(): Promise<void> {
    const owners = new Set([...this.#byOwner.keys(), ...this.#leaving.keys(), ...this.#opening.keys()]);
    await Promise.all([...owners].map((owner) => this.close(owner)));
    await Promise.all(this.#closing);
  }

  async #closeOpen(owner: number): Promise<void> {
    const opened = this.#byOwner.get(owner);
    const leaving = this.#leaving.get(owner) ?? [];
    this.#byOwner.delete(owner);
    this.#leaving.delete(owner);
    this.#interrupted.delete(owner);
    if (opened) endWatches(opened);
    await Promise.all([...(opened ? [opened.session] : []), ...leaving].map((session) => this.#closeSession(session)));
  }

  /** Looks whether the window's file is still the same; to be asked when the window gets the focus. */
  check(owner: number): void {
    const opened = this.#byOwner.get(owner);
    opened?.watcher?.check();
    if (opened) void opened.session.meetBeside();
  }

  /** After `settle`: the file is known now, and is watched from here on. A file that changed while it was read or placed (`problem`) is waited for: it is told once it has come to rest. */
  watch(owner: number, problem: Problem | null = null): void {
    const opened = this.#byOwner.get(owner);
    if (!opened) return;
    const { session } = opened;
    const interrupted = problem !== null && passing.includes(problem.kind) ? (this.#interrupted.get(owner) ?? 0) + 1 : 0;
    if (session.settledFile || interrupted > 0) this.#interrupted.set(owner, interrupted);
    // One that is never read without such a change is not tried again and again.
    const known = interrupted > 0 && interrupted <= mostInterrupted ? null : session.settledFile ?? session.source.fingerprint() ?? undefined;
    if (known === undefined) return;
    endWatches(opened);
    opened.besideWatch = session.watchBeside();
    opened.watcher = watchFile(session.path, known, ({ gone }) => {
      session.fileChanged = !gone;
      this.options.notify(owner, { kind: 'file-changed', documentId: session.documentId, gone });
    });
  }

  /** Another window or program wrote a record: tells those who show it. */
  recordChanged(record: DocumentRecord): void {
    for (const session of this.#left()) if (session.recordId === record.documentId) session.noteRecord(record);
    for (const { owner, session } of this.#byOwner.values()) {
      if (session.recordId !== record.documentId) continue;
      const { documentId } = session;
      const annotations = session.noteRecord(record);
      this.options.notify(owner, annotations ? changedNotice(session, annotations) : { kind: 'file-changed', documentId, gone: false });
    }
  }

  /** The look of its own that an open document has. */
  lookOf({ recordId }: DocumentSession): Look | undefined {
    return recordId === null ? undefined : this.options.lookOf?.(recordId);
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
    const { change } = copy.compared;
    const inCopy = { file: copy.file, text: copy.text };
    return library.amend(record.value.documentId, function* (newest): Sliced<Amendment | null> {
      const isFirst = newest.annotations.length === 0;
      const sameText = isFirst || (newest.file !== null && isSameText(newest, inCopy));
      if (isEmpty(change) && (!sameText || newest.text)) return null;
      // What the record has counts in another text until the window has read this one: what is new says in which.
      return { change: yield* onNewestTargets(change, newest, () => (sameText ? null : copy.text.digest)), ...(sameText ? { fields: inCopy } : {}) };
    });
  }

  #closeSession(session: DocumentSession): Promise<void> {
    return session.close((recordId) => [...[...this.#byOwner.values()].map((opened) => opened.session), ...this.#left()].some((open) => open.recordId === recordId));
  }

  /** What windows have on their way out. */
  #left(): DocumentSession[] {
    return [...this.#leaving.values()].flat();
  }

  /** Remembers what is closed while its window goes on with what it shows now, or is gone. */
  #closeLater(closed: Promise<void>): void {
    const closing = closed.finally(() => { this.#closing.delete(closing); });
    this.#closing.add(closing);
    inBackground(closing);
  }

  async #start(owner: number, { path, source, firstChunk, record, fresh, unchanged }: Start): Promise<Result<OpenedDocument>> {
    const { run, now } = this.options;
    const apart = this.options.apart?.(path) ?? null;
    const library = await this.#libraryOf(path);
    const tools: SessionTools = { library, run, snapshots: apart?.snapshots ?? this.options.snapshots, now, onProblem: (problem) => { this.report(problem); } };
    const session = new DocumentSession(this.options.newId(), path, source, record, fresh, tools);
    const before = this.#byOwner.get(owner);
    if (before) {
      endWatches(before);
      this.#leaving.set(owner, [...(this.#leaving.get(owner) ?? []), before.session]);
    }
    this.#byOwner.set(owner, { owner, session, watcher: null, besideWatch: null });
    const look = this.lookOf(session);
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
      ...(look ? { look } : {}),
      ...(apart ? { tour: true as const } : {}),
    });
  }
}

/** What a person did in one opening of a file counts as done in the next one: that is asked about it. Handed over it is gone from the first: what is kept or forgotten later must not come back. */
function takeAlong(from: DocumentSession, into: DocumentSession): void {
  if (from.path !== into.path) return;
  into.touched ||= from.touched;
  into.lastExport = from.lastExport ?? into.lastExport;
  from.touched = false;
  from.lastExport = null;
}

function changedNotice({ documentId, lists }: DocumentSession, shown: readonly Annotation[]): Notice {
  const { annotations, long } = lists.carry(shown);
  return { kind: 'annotations-changed', documentId, annotations, ...(long ? { long } : {}) };
}

function endWatches({ watcher, besideWatch }: Opened): void {
  watcher?.close();
  besideWatch?.close();
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
