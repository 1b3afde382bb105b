import type { CopiedFrom, Imported, OpenedDocument, WindowStart } from '../core/contract';
import type { DecodingReport } from '../core/decode/decode-text';
import type { Language } from '../core/languages';
import type { Annotation, Color, Placement, Span } from '../core/model/annotation';
import type { Problem } from '../core/problem';
import { startSession, type Session } from '../core/session/session';
import { standardSettings, type Look, type Settings } from '../core/settings';
import type { SaveState } from './saver';

/** The document on the screen. */
export type ShownDocument = Pick<OpenedDocument, 'documentId' | 'name' | 'path' | 'size' | 'readOnly' | 'tour'>;

/** A short message that goes away by itself, with what it offers to do. */
export interface ToastMessage {
  readonly key: number;
  readonly text: string;
  readonly offer: 'undo' | 'undoTags' | 'showExport' | null;
}

/** Where the reader is in the text. */
export interface Progress {
  /** Offset of the first text on the screen. */
  readonly offset: number;
  /** 0 to 100. */
  readonly percent: number;
  /** From 1: the line of the first text on the screen, counted in the file's own lines. */
  readonly line: number;
}

/** The menu of some annotations, and where on the screen it opens, in pixels. */
export interface OpenMenu {
  readonly ids: readonly string[];
  readonly x: number;
  readonly y: number;
}

/** What the pane beside the text can show. */
export const sidebarTabs = ['annotations', 'review', 'outline'] as const;
/** What the pane beside the text shows. */
export type SidebarTab = (typeof sidebarTabs)[number];

/** Everything the window shows, as one value. */
export interface ReaderState {
  readonly start: WindowStart | null;
  /** True when the first text stands on the screen, or there is none to wait for: now everything around it can come. */
  readonly painted: boolean;
  readonly document: ShownDocument | null;
  /** The element beside the text, inside its scroller, that the comments stand in. */
  readonly commentHost: HTMLElement | null;
  /** Bytes read so far while the text still arrives; null when all is there. */
  readonly loaded: number | null;
  /** True until it is known that the annotations belong where they are painted. */
  readonly placing: boolean;
  /** Why that could not be found out; null as long as it can. */
  readonly unplaced: Problem | null;
  readonly textChanged: boolean;
  /** How many annotations lie beside the file and are not here, until the person has dealt with that. */
  readonly unknownBeside: number;
  /** The document whose annotations this one got a copy of just now, until the person has read that. */
  readonly copiedFrom: CopiedFrom | null;
  readonly encoding: DecodingReport | null;
  readonly session: Session;
  /** By annotation id; an annotation without an entry stands where its target says. */
  readonly placements: Readonly<Record<string, Placement>>;
  /** The annotation that has the attention: its passage is marked, its card in front. */
  readonly focused: string | null;
  /** The annotation whose comment is being written. */
  readonly editing: string | null;
  /** Which reply to it is being written, by its id; null: the comment itself. */
  readonly editingReply: string | null;
  readonly menu: OpenMenu | null;
  /** The annotations whose tags are being changed. */
  readonly tagging: readonly string[] | null;
  /** The passage that the bar beside the selection is for. */
  readonly selection: Span | null;
  readonly save: SaveState;
  readonly problems: readonly Problem[];
  readonly toast: ToastMessage | null;
  /** Spoken by a screen reader; the count makes the same words be spoken again. */
  readonly announcement: { readonly text: string; readonly count: number };
  readonly color: Color;
  readonly sidebar: boolean;
  readonly sidebarTab: SidebarTab;
  readonly progress: Progress;
  readonly shortcutsOpen: boolean;
  readonly exportOpen: boolean;
  /** How much of the copy that is being written is done, from 0 to 1; null: none is written, or nothing is known yet. */
  readonly exporting: number | null;
  /** Read from another file, or from an earlier state, while the person decides about annotations that are another version here. */
  readonly importing: { readonly imported: Imported; readonly earlier: boolean } | null;
  readonly settings: Settings;
  /** Of the texts, now. */
  readonly language: Language;
  readonly settingsOpen: boolean;
}

/** A window that shows nothing yet. */
export const initialState: ReaderState = {
  start: null,
  painted: false,
  document: null,
  commentHost: null,
  loaded: null,
  placing: false,
  unplaced: null,
  textChanged: false,
  unknownBeside: 0,
  copiedFrom: null,
  encoding: null,
  session: startSession([]),
  placements: {},
  focused: null,
  editing: null,
  editingReply: null,
  menu: null,
  tagging: null,
  selection: null,
  save: { kind: 'saved' },
  problems: [],
  toast: null,
  announcement: { text: '', count: 0 },
  color: 'yellow',
  sidebar: false,
  sidebarTab: 'annotations',
  progress: { offset: 0, percent: 0, line: 1 },
  shortcutsOpen: false,
  exportOpen: false,
  exporting: null,
  importing: null,
  settings: standardSettings,
  language: 'en',
  settingsOpen: false,
};

type Placements = Readonly<Record<string, Placement>>;

/** Where an annotation stands in the present text; null for an orphan, for one that the person keeps without a place, and for one that was made on another text and is not placed yet. */
export function spanOf({ id, target }: Annotation, placements: Placements): Span | null {
  if (target.kept) return null;
  return target.textDigest === undefined ? target.position : (placements[id]?.span ?? null);
}

/** Why an annotation should be looked at: its text changed, its place is not sure, or it has none. Null when it is in place or was looked at. */
export function reviewOf({ id, target }: Annotation, placements: Placements): 'changed' | 'unsure' | 'orphaned' | null {
  if (target.textDigest === undefined || target.kept) return null;
  const status = placements[id]?.status ?? 'orphaned';
  return status === 'changed' || status === 'orphaned' ? status : 'unsure';
}

/** True for an annotation that has no place in the present text, looked at or not. */
export function isOrphan(annotation: Annotation, placements: Placements): boolean {
  return spanOf(annotation, placements) === null;
}

/** The settings with the look that is kept for an opened document; none leaves what there is. */
export function withKeptLook(settings: Settings, documentId: string, look: Look | undefined): Settings {
  return look ? { ...settings, documentLooks: { [documentId]: look, ...settings.documentLooks } } : settings;
}
