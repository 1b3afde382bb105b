import type { Edge } from '../resizing';

/** What a key does to the annotation that has the attention: it moves an end of its passage, by a character, a word or a line. */
export interface ResizeKey {
  readonly arrow: 'left' | 'right' | 'up' | 'down';
  readonly edge: Edge;
  readonly byWord: boolean;
}

/** The keys, by what they move. They cannot be given away: in the text they select. */
export const resizeKeys = {
  end: ['Shift+Left', 'Shift+Right'],
  endByWord: ['Ctrl+Shift+Left', 'Ctrl+Shift+Right'],
  endByLine: ['Shift+Up', 'Shift+Down'],
  start: ['Alt+Shift+Left', 'Alt+Shift+Right'],
  startByWord: ['Ctrl+Alt+Shift+Left', 'Ctrl+Alt+Shift+Right'],
  startByLine: ['Alt+Shift+Up', 'Alt+Shift+Down'],
} as const;

const all: ReadonlySet<string> = new Set(Object.values(resizeKeys).flat());

/** What keys move; null when they are none of these. */
export function resizeKeyOf(keys: string): ResizeKey | null {
  if (!all.has(keys)) return null;
  const arrow = keys.slice(keys.lastIndexOf('+') + 1).toLowerCase() as ResizeKey['arrow'];
  return { arrow, edge: keys.includes('Alt+') ? 'start' : 'end', byWord: keys.startsWith('Ctrl+') };
}
