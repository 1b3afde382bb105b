/**
 * The contract between the window and the main process: a type of functions that both sides derive from.
 * Replies are values; nothing is thrown across the border. The window names documents by id, never by path.
 */
import { clipForms, type ClipForm } from './export/clip';
import { exportFormats, type ExportFormat, type Loss } from './export/formats';
import type { ExportOptions, LeftOut } from './export/options';
import type { Conflict } from './import/conflicts';
import type { Language } from './languages';
import { colors, type Annotation, type Color, type MarkStyle, type Placement } from './model/annotation';
import type { Problem, Result } from './problem';
import type { Change } from './session/change';
import type { Look, Settings, SettingsChange } from './settings';

/** Bytes in one piece of a file on its way to the window. */
export const chunkSize = 256 * 1024;

/** What the window learns when a document is opened; its bytes follow by `readChunk`. */
export interface OpenedDocument {
  readonly documentId: string;
  /** File name. */
  readonly name: string;
  /** Full path, to be shown only. */
  readonly path: string;
  /** Bytes to come. */
  readonly size: number;
  /** The first piece, so that the first screen needs no further question. */
  readonly firstChunk: Chunk;
  /** Encoding chosen by hand, or null to detect it. */
  readonly encoding: string | null;
  /** True for annotations of a newer Manicule: nothing can be changed. */
  readonly readOnly: boolean;
  /** UTF-16 offset of the first line on the screen when it was last closed. */
  readonly readingPosition: number;
  readonly annotations: readonly Annotation[];
  /** Given when there are too many for one message. */
  readonly long?: LongList;
  /**
   * True when size and time say that the file is the one the annotations were placed on: those without `target.textDigest`
   * can be painted at once. False: paint nothing before `settle` has answered.
   */
  readonly unchanged: boolean;
  /** What went wrong and could be helped: told once, when the document is shown. */
  readonly problems: readonly Problem[];
  /** It is the tour: it is gone when it is closed, unless it is kept. */
  readonly tour?: true;
  /** Given when it has a look of its own. */
  readonly look?: Look;
  /** Given when the window shows the same file already: names the text that it shows, as `target.textDigest` does. */
  readonly formerText?: string;
  /** Id of the annotation that it was opened for: to be gone to once its place is known. */
  readonly reveal?: string;
}

/** A piece of a file's bytes. */
export interface Chunk {
  readonly bytes: Uint8Array;
  readonly last: boolean;
}

/** A list of annotations that is too long for one message, which then carries none of them: they follow by `readAnnotations`. */
export interface LongList {
  /** Its number: the same one means the same list. */
  readonly list: number;
  readonly count: number;
}

/** A part of a long list. */
export interface AnnotationsPart {
  /** JSON of an object with `annotations`, and with `placements` as `Settled` has them: a text is copied in one piece, objects value by value. */
  readonly json: string;
  /** Where the next part begins; null after the last one. */
  readonly next: number | null;
}

/** A document whose annotations another one got a copy of. */
export interface CopiedFrom {
  /** File name; with its folder's where both have the same one. */
  readonly name: string;
  /** False: both have the same text. */
  readonly edited: boolean;
  /** True when its file is not where it was, or is another one by now. */
  readonly gone: boolean;
  /** Ids of the annotations that came. */
  readonly ids: readonly string[];
}

/** Where all annotations stand, after the file was read to its end and compared. */
export interface Settled {
  readonly annotations: readonly Annotation[];
  /** Given when there are too many for one message. */
  readonly long?: LongList;
  /** By annotation id. An annotation without an entry stands where its target says. */
  readonly placements: Readonly<Record<string, Placement>>;
  /** True when the text is not the one the annotations were made on. */
  readonly textChanged: boolean;
  /** How many annotations lie beside the file and are not here; 0 where the two are kept the same. */
  readonly unknownBeside: number;
  /** Given when the annotations as the window was told of them first count in another text than it shows: names that, as `target.textDigest` does. */
  readonly formerText?: string;
  /** Given when it was found only now that it has a look of its own. */
  readonly look?: Look;
  /** Given when the file turned out to have another record than the window was told of: it changed names with another one. What was done before is not this document's. */
  readonly anotherDocument?: true;
  /** Given when the document got a copy of another one's annotations just now. */
  readonly copiedFrom?: CopiedFrom;
  readonly problems: readonly Problem[];
}

/** Where a document's annotations are kept. Paths are to be shown only. */
export interface AnnotationPlace {
  /** True: beside the document, for all of its folder. */
  readonly beside: boolean;
  /** Of the document. */
  readonly folder: string;
  /** Name of the file beside it; null for a document that can have none. */
  readonly besideName: string | null;
  /** Folder of Manicule's own storage. */
  readonly storage: string;
}

/** What was done with the annotations of a folder. */
export interface FolderMoved {
  /** Documents with annotations, and how many these have together. */
  readonly documents: number;
  readonly annotations: number;
  /** What stood in the way, document by document: the annotations of those stay in the profile. */
  readonly problems: readonly Problem[];
}

/** What a window shows when it starts. */
export interface WindowStart {
  readonly version: string;
  readonly platform: string;
  readonly settings: Settings;
  /** What `system` stands for as the language. */
  readonly systemLanguage: Language;
  /** Null: show the start page. */
  readonly document: Result<OpenedDocument> | null;
}

/** A written copy. */
export interface Exported {
  readonly path: string;
  readonly annotations: number;
  readonly losses: readonly Loss[];
  /** What the person did not want in it. */
  readonly leftOut: LeftOut;
}

/** What a copy would be, looked at before it is written. */
export interface CopyPreview extends Omit<Exported, 'path'> {
  /** The beginning of the copy; null where it is not text. */
  readonly text: string | null;
  /** True when `text` is all of it. */
  readonly whole: boolean;
}

/** What an import found, as a change that is not applied yet: the window applies it, so that it can be undone. */
export interface Imported {
  readonly change: Change;
  /** By annotation id, for all that `change` adds. */
  readonly placements: Readonly<Record<string, Placement>>;
  /** Annotations that were there already, the same. */
  readonly alreadyThere: number;
  /** Annotations that are another version here. `change` leaves them as they are: the person decides. */
  readonly conflicts: readonly Conflict[];
}

/** A dated earlier state of a document's annotations. */
export interface EarlierState {
  /** Names it among the states of its document. */
  readonly name: string;
  /** ISO 8601, UTC. */
  readonly date: string;
  /** Null: it is damaged; what can be read of it can be restored. */
  readonly annotations: number | null;
}

/** A document that was opened before. */
export interface RecentDocument {
  readonly documentId: string;
  readonly name: string;
  readonly path: string;
  readonly annotations: number;
  /** ISO 8601, UTC. */
  readonly opened: string;
  /** Its file is not where it was. */
  readonly missing: boolean;
}

/** An annotation that was found in the library. Its texts are excerpts around what was looked for. */
export interface LibraryHit {
  readonly documentId: string;
  /** File name of its document. */
  readonly name: string;
  /** Full path of its document, to be shown only. */
  readonly path: string;
  readonly annotationId: string;
  readonly color: Color;
  readonly style: MarkStyle;
  readonly resolved: boolean;
  readonly quote: string;
  /** The comment, or the reply that holds what was looked for. */
  readonly comment: string;
  readonly tags: readonly string[];
}

/** What a search over all annotated documents found. */
export interface LibraryHits {
  /** The first ones: of the documents opened last first, in the order of the text. */
  readonly hits: readonly LibraryHit[];
  /** How many there are in all, and in how many documents. */
  readonly total: number;
  readonly documents: number;
}

/** A tag, and how much it is used in all documents together. */
export interface LibraryTag {
  readonly tag: string;
  readonly annotations: number;
  readonly documents: number;
}

/** What a change of tags reached in the documents that the window does not show. */
export interface TagsChanged {
  readonly annotations: number;
  readonly documents: number;
}

/** All that the window can ask of the main process. */
export interface Requests {
  start(): Promise<WindowStart>;
  /** Asks with a dialog. Null: nothing chosen, or opened in another window. */
  chooseDocument(): Promise<Result<OpenedDocument | null>>;
  /** Opens a document of the recent list. Null: opened in another window. */
  openRecent(documentId: string): Promise<Result<OpenedDocument | null>>;
  /** Asks with a dialog where the file of a recent document is now, and opens it with its annotations. Null: cancelled, or opened in another window. */
  locateRecent(documentId: string): Promise<Result<OpenedDocument | null>>;
  listRecent(): Promise<readonly RecentDocument[]>;
  /** Takes an entry off the recent list; its annotations stay. */
  forgetRecent(documentId: string): Promise<Result<null>>;
  /** Looks through quotes, comments, replies and tags of all annotated documents; an empty search finds everything. */
  searchLibrary(search: string): Promise<Result<LibraryHits>>;
  /** Opens an annotation's document and goes to it. Null: in another window, or it is shown in this one already and `reveal` was told. */
  openAnnotation(documentId: string, annotationId: string): Promise<Result<OpenedDocument | null>>;
  /** All tags of all documents, by name. */
  listTags(): Promise<Result<readonly LibraryTag[]>>;
  /** Renames a tag, or removes it (null), in all documents but the window's own: there it is the window's change. Renamed to one that is there, the two become one. */
  changeTag(from: string, to: string | null): Promise<Result<TagsChanged>>;
  /** Takes back what `changeTag` did last, or this did last (which makes the change again), where nobody changed the tags since. */
  takeBackTags(): Promise<Result<TagsChanged>>;
  /** Opens the bundled sample document. */
  openSample(): Promise<Result<OpenedDocument | null>>;
  /** Begins the tour, or goes to the window that shows it. Null: in another window. */
  openTour(): Promise<Result<OpenedDocument | null>>;
  /** Asks with a dialog where a copy of the tour shall be, writes it there, keeps its annotations, and opens it. Null: cancelled. All must be saved before. */
  keepTour(documentId: string): Promise<Result<OpenedDocument | null>>;
  /** Opens the window's document afresh, from the file as it is now; to be asked after `file-changed`. */
  reopen(documentId: string): Promise<Result<OpenedDocument>>;
  readChunk(documentId: string, index: number): Promise<Result<Chunk>>;
  /** To be asked after the last piece: compares the file with what is known and places the annotations; `doubted`: also those that are said to be in place, where they are not exactly. */
  settle(documentId: string, doubted?: boolean): Promise<Result<Settled>>;
  /** A part of a long list of annotations, from an index on. */
  readAnnotations(documentId: string, list: number, from: number): Promise<Result<AnnotationsPart>>;
  /** Answers when the change is on the disk. */
  saveChange(documentId: string, change: Change): Promise<Result<null>>;
  /** Hands over a part of a large change: `part` is the JSON of a Change, `name` a new id that all its parts have. Nothing is saved yet. */
  sendPart(documentId: string, name: string, part: string): Promise<Result<null>>;
  /** Answers when all parts that were sent under the name are on the disk, as one change. */
  saveParts(documentId: string, name: string): Promise<Result<null>>;
  saveReadingPosition(documentId: string, offset: number): Promise<Result<null>>;
  /** Asks where to, with a dialog, and writes the copy. Null: no place was chosen. The problem `cancelled`: `cancelExport` came in time, nothing was written. */
  exportCopy(documentId: string, format: ExportFormat, options: ExportOptions): Promise<Result<Exported | null>>;
  /** Ends an export that is under way. */
  cancelExport(documentId: string): Promise<Result<null>>;
  /** What `exportCopy` would write. A later question, also one of `drawCopy`, ends an earlier one, which is then `cancelled`. */
  previewCopy(documentId: string, format: ExportFormat, options: ExportOptions): Promise<Result<CopyPreview>>;
  /** A picture of how it would begin, as a `data:` address. Null: it has no looks, or they could not be drawn. A later question ends an earlier one, as above. */
  drawCopy(documentId: string, format: ExportFormat, options: ExportOptions): Promise<Result<string | null>>;
  /** Puts annotations on the clipboard, those with these ids or all (null); answers with how many they were. */
  copyAnnotations(documentId: string, form: ClipForm, ids: readonly string[] | null): Promise<Result<number>>;
  /** Hands an annotated copy to the system's print dialog. False: the person cancelled there. */
  printCopy(documentId: string): Promise<Result<boolean>>;
  /** Asks for a file of annotations, with a dialog, and reads it. Null: cancelled. */
  importAnnotations(documentId: string): Promise<Result<Imported | null>>;
  /** Where the document's annotations are kept. */
  findPlace(documentId: string): Promise<Result<AnnotationPlace>>;
  /** Keeps the annotations of the document's folder beside its files from now on, or in Manicule's own storage alone; moves those there are. */
  keepBeside(documentId: string, beside: boolean): Promise<Result<FolderMoved>>;
  /** Ends the keeping beside the files of a folder, which has to be one of the settings' `besideFolders`; moves what there is into Manicule's own storage. */
  leaveFolder(folder: string): Promise<Result<FolderMoved>>;
  /** Reads the annotations that lie beside the document, as an import would. */
  importBeside(documentId: string): Promise<Result<Imported>>;
  /** Changes settings, for all windows; answers when they are on the disk. */
  saveSettings(change: SettingsChange): Promise<Result<null>>;
  /** The kept earlier states of the document's annotations, the newest first. */
  listEarlierStates(documentId: string): Promise<Result<readonly EarlierState[]>>;
  /** Compares an earlier state, by its name, with the present one, as an import would; `change` brings back what is gone. */
  readEarlierState(documentId: string, name: string): Promise<Result<Imported>>;
  /** Puts text on the clipboard. */
  copyText(text: string): Promise<Result<null>>;
  /** Shows a copy that was written, or the store, in the system's file manager. */
  showInFolder(what: 'lastExport' | 'storage'): Promise<Result<null>>;
  /** The window has saved all it had: it may be closed. `unsaved` is what could not be saved. */
  readyToClose(unsaved: number): Promise<Result<null>>;
  /** The text of the first screen stands on the screen. */
  textShown(): Promise<Result<null>>;
}

/** What can be asked of the window by name: from a menu, a button, a key or the palette. */
export const commands = [
  'open', 'export', ...exportFormats.map((format) => `export-${format}` as const), ...clipForms.flatMap((form) => [`copy-${form}`, `copy-all-${form}`] as const), 'print', 'import', 'restore', 'choose-place', 'undo', 'redo', 'toggle-sidebar', 'next-annotation', 'previous-annotation',
  'zoom-in', 'zoom-out', 'zoom-reset', 'highlight', 'underline', 'strikethrough', 'mark-every', ...colors.map((color) => `color-${color}` as const), 'comment', 'tag', 'delete',
  'find', 'find-next', 'find-previous', 'go-to', 'outline', 'back', 'forward', 'select-all',
  'search-library', 'manage-tags', 'palette', 'settings', 'shortcuts', 'change-keys', 'tour',
] as const;
/** The name of a command. */
export type Command = (typeof commands)[number];

/** All that the main process tells the window unasked. */
export type Notice =
  | { readonly kind: 'command'; readonly command: Command }
  | { readonly kind: 'open'; readonly document: Result<OpenedDocument> }
  /** Another program (or window, or command line) changed the annotations: this is the whole list now. */
  | { readonly kind: 'annotations-changed'; readonly documentId: string; readonly annotations: readonly Annotation[]; readonly long?: LongList }
  /** The file on the disk is another one now, or gone. */
  | { readonly kind: 'file-changed'; readonly documentId: string; readonly gone: boolean }
  /** So much of the export that is under way is done, from 0 to 1. */
  | { readonly kind: 'export-progress'; readonly documentId: string; readonly done: number }
  /** An annotation of the window's document is to be gone to. */
  | { readonly kind: 'reveal'; readonly annotationId: string }
  /** Something went wrong with the window's document that nobody asked for just now. */
  | { readonly kind: 'problem'; readonly problem: Problem }
  /** The settings are these now. */
  | { readonly kind: 'settings-changed'; readonly settings: Settings }
  /** The window is about to close: save everything, then answer with `readyToClose`. */
  | { readonly kind: 'closing' };

/** What the preload script puts on `window.manicule`. */
export interface ManiculeApi extends Requests {
  /** Opens a file that was dropped on the window; the preload script finds out its path. `file` is a DOM File. */
  openDropped(file: unknown): Promise<Result<OpenedDocument | null>>;
  /** Calls `listener` for every notice; answers with the function that ends it. */
  onNotice(listener: (notice: Notice) => void): () => void;
}
