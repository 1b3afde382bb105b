/** How the person likes the program: kept in the profile, for all windows and documents. */
import { parseKeymap, type Keymap } from './keys/keymap';
import { languages, type Language } from './languages';
import { colors, type Color } from './model/annotation';
import { isId, isRecord } from './model/parse-annotation';

/** The themes; `system` is light or dark as the system is. */
export const themes = ['system', 'light', 'dark', 'sepia', 'contrast', 'contrast-dark'] as const;
export type Theme = (typeof themes)[number];

/** The kinds of letters for the text. */
export const fonts = ['serif', 'sans', 'mono', 'dyslexic'] as const;
export type Font = (typeof fonts)[number];

/** What can be chosen as the language. */
export const languageChoices = ['system', ...languages] as const;

/** The text sizes that zooming steps through, in pixels. */
export const fontSizes = [12, 14, 16, 18, 20, 22, 25, 28, 32, 38, 46] as const;
/** Line heights, as a multiple of the text size. */
export const lineHeights = [1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 2, 2.2] as const;
/** Widths of the column, in characters. */
export const lineWidths = [45, 55, 66, 75, 85, 100, 120] as const;

/** How a text looks. */
export interface Look {
  readonly theme: Theme;
  readonly font: Font;
  /** Pixels; one of `fontSizes`. */
  readonly fontSize: number;
  /** One of `lineHeights`. */
  readonly lineHeight: number;
  /** Characters; one of `lineWidths`. */
  readonly lineWidth: number;
  readonly justified: boolean;
}

/** What colours mean; a colour without an entry means nothing in particular. */
export type Meanings = Readonly<Partial<Record<Color, string>>>;

/** All settings. */
export interface Settings {
  readonly look: Look;
  /** By document id: the look of those documents that have one of their own. */
  readonly documentLooks: Readonly<Record<string, Look>>;
  /** Of the interface; `system`: that of the system, or English. */
  readonly language: Language | 'system';
  /** Name that new annotations carry; empty: none. */
  readonly creator: string;
  /** The last highlight colour. */
  readonly color: Color;
  /** Whether a new window shows the list of annotations. */
  readonly sidebar: boolean;
  /** Resolved comments have no card in the margin and no entry in the list. Their passages stay marked. */
  readonly hideResolved: boolean;
  /** What a colour means to the person: shown with it, and offered as a tag. */
  readonly meanings: Meanings;
  /** Whether colours also differ by the line under the passage. */
  readonly patterns: boolean;
  /** Folders whose annotations lie beside their files: absolute paths, changed by the main process alone. */
  readonly besideFolders: readonly string[];
  /** The commands whose keys were changed, with what they are now. */
  readonly shortcuts: Keymap;
}

/** Settings that change; null takes a document's own look away. */
export type SettingsChange = Partial<Omit<Settings, 'documentLooks'>> & { readonly documentLooks?: Readonly<Record<string, Look | null>> };

/** What holds until something else is chosen. */
export const standardSettings: Settings = {
  look: { theme: 'system', font: 'serif', fontSize: 18, lineHeight: 1.6, lineWidth: 66, justified: false },
  documentLooks: {},
  language: 'system',
  creator: '',
  color: 'yellow',
  sidebar: false,
  hideResolved: false,
  meanings: {},
  patterns: false,
  besideFolders: [],
  shortcuts: {},
};

/** Most documents with a look of their own; beyond that the one that got its look first loses it. */
const mostLooks = 5_000;
/** Most folders with annotations beside their files. */
const mostFolders = 1_000;
/** Longest name of a creator, in UTF-16 units. */
export const longestCreator = 200;
/** Longest meaning of a colour, in UTF-16 units. */
export const longestMeaning = 100;

function oneOf<Value>(known: readonly Value[], value: unknown): Value | undefined {
  return known.find((one) => one === value);
}

/** A look from outside; what is missing or unknown takes the value of `otherwise`. */
function parseLook(value: unknown, otherwise: Look): Look {
  if (!isRecord(value)) return otherwise;
  return {
    theme: oneOf(themes, value['theme']) ?? otherwise.theme,
    font: oneOf(fonts, value['font']) ?? otherwise.font,
    fontSize: oneOf<number>(fontSizes, value['fontSize']) ?? otherwise.fontSize,
    lineHeight: oneOf<number>(lineHeights, value['lineHeight']) ?? otherwise.lineHeight,
    lineWidth: oneOf<number>(lineWidths, value['lineWidth']) ?? otherwise.lineWidth,
    justified: typeof value['justified'] === 'boolean' ? value['justified'] : otherwise.justified,
  };
}

function parseMeanings(value: unknown): Meanings {
  if (!isRecord(value)) return standardSettings.meanings;
  return Object.fromEntries(colors.flatMap((color) => {
    const meaning = value[color];
    return typeof meaning === 'string' && meaning !== '' ? [[color, meaning.slice(0, longestMeaning)]] : [];
  }));
}

function parseFolders(value: unknown): readonly string[] {
  const folders = Array.isArray(value) ? (value as unknown[]).filter((folder) => typeof folder === 'string' && folder !== '') : [];
  return [...new Set(folders as string[])].slice(-mostFolders);
}

/** Settings from outside. What is missing or not understood takes its standard value; what is not known is left out. */
export function parseSettings(value: unknown): Settings {
  const given = isRecord(value) ? value : {};
  const { documentLooks, language, creator, color, sidebar, hideResolved, meanings, patterns, shortcuts } = given;
  const look = parseLook(given['look'], standardSettings.look);
  const looks = isRecord(documentLooks) ? Object.entries(documentLooks).filter(([id, own]) => isId(id) && isRecord(own)).slice(-mostLooks) : [];
  return {
    look,
    documentLooks: Object.fromEntries(looks.map(([id, own]) => [id, parseLook(own, look)])),
    language: oneOf(languageChoices, language) ?? standardSettings.language,
    creator: typeof creator === 'string' ? creator.slice(0, longestCreator) : standardSettings.creator,
    color: oneOf(colors, color) ?? standardSettings.color,
    sidebar: typeof sidebar === 'boolean' ? sidebar : standardSettings.sidebar,
    hideResolved: typeof hideResolved === 'boolean' ? hideResolved : standardSettings.hideResolved,
    meanings: parseMeanings(meanings),
    patterns: typeof patterns === 'boolean' ? patterns : standardSettings.patterns,
    besideFolders: parseFolders(given['besideFolders']),
    shortcuts: parseKeymap(shortcuts),
  };
}

/** The settings after a change. */
export function changedSettings(settings: Settings, { documentLooks, ...change }: SettingsChange): Settings {
  const looks = Object.entries({ ...settings.documentLooks, ...documentLooks }).filter((entry): entry is [string, Look] => entry[1] !== null);
  return { ...settings, ...change, documentLooks: Object.fromEntries(looks.slice(-mostLooks)) };
}

/** A change from outside; null when it is none. Values in it that are not understood are left out, and so are folders: a window names no paths. */
export function parseSettingsChange(value: unknown): SettingsChange | null {
  if (!isRecord(value)) return null;
  const { look, documentLooks, language, creator, color, sidebar, hideResolved, meanings, patterns, shortcuts } = parseSettings(value);
  const forgotten = isRecord(value['documentLooks']) ? Object.entries(value['documentLooks']).filter(([id, own]) => isId(id) && own === null) : [];
  return {
    ...(isRecord(value['look']) ? { look } : {}),
    ...(isRecord(value['documentLooks']) ? { documentLooks: { ...documentLooks, ...(Object.fromEntries(forgotten) as Record<string, null>) } } : {}),
    ...(value['language'] === language ? { language } : {}),
    ...(typeof value['creator'] === 'string' ? { creator } : {}),
    ...(value['color'] === color ? { color } : {}),
    ...(value['sidebar'] === sidebar ? { sidebar } : {}),
    ...(value['hideResolved'] === hideResolved ? { hideResolved } : {}),
    ...(isRecord(value['meanings']) ? { meanings } : {}),
    ...(value['patterns'] === patterns ? { patterns } : {}),
    ...(isRecord(value['shortcuts']) ? { shortcuts } : {}),
  };
}

/** The look of a document: its own, or the one for all. `documentId` null: no document. */
export function lookOf({ look, documentLooks }: Settings, documentId: string | null): Look {
  return (documentId === null ? undefined : documentLooks[documentId]) ?? look;
}
