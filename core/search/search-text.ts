import type { Annotation } from '../model/annotation';
import { folded } from './fold';

/** What a person looks for: all of it must be there. */
export interface Search {
  /** Each anywhere in quote, comment, replies or tags. */
  readonly words: readonly string[];
  /** Each the beginning of a tag. */
  readonly tags: readonly string[];
}

/** Reads what was typed: words, `#tag`, and "several words" that belong together. */
export function parseSearch(typed: string): Search {
  const parts = folded(typed).match(/"[^"]+"?|\S+/gu) ?? [];
  const isTag = (part: string) => part.length > 1 && part.startsWith('#');
  return {
    words: parts.filter((part) => !isTag(part)).map((part) => part.replace(/^"|"$/gu, '').trim()).filter((word) => word !== ''),
    tags: parts.filter(isTag).map((part) => part.slice(1)),
  };
}

/** What of an annotation can be found, folded: made once, searched often. */
export interface SearchText {
  readonly words: string;
  /** Each tag between line feeds. */
  readonly tags: string;
}

/** Makes the text that a search looks through. */
export function searchTextOf({ target, comment, replies, tags }: Annotation): SearchText {
  const said = [target.quote.exact, comment, ...replies.map((reply) => reply.comment), ...tags];
  return { words: folded(said.filter((part) => part !== '').join('\n')), tags: tags.length === 0 ? '' : `\n${folded(tags.join('\n'))}` };
}

/** True when all that is looked for is there. */
export function holds({ words, tags }: SearchText, search: Search): boolean {
  return search.words.every((word) => words.includes(word)) && search.tags.every((tag) => tags.includes(`\n${tag}`));
}

/** A piece of a text; `found`: it is what was looked for. */
export interface Piece {
  readonly text: string;
  readonly found: boolean;
}

/** UTF-16 units shown before what was found, and in all. */
const before = 40;
const longest = 240;

/** The part of a text that shows what was found in it: its beginning where nothing was. Not cut inside a character. */
export function excerpt(text: string, words: readonly string[]): string {
  if (text.length <= longest) return text;
  const near = folded(text);
  const at = Math.min(...words.map((word) => near.indexOf(word)).filter((found) => found >= 0), text.length);
  // Folding can make a text shorter or longer: then this is near the place, which is all that is needed.
  const start = at === text.length || at <= before ? 0 : Math.min(at - before, text.length - longest);
  const letters = [...text.slice(start, start + longest + 1)];
  const whole = letters.slice(start > 0 ? 1 : 0, -1).join('');
  return `${start > 0 ? '…' : ''}${whole}${start + longest < text.length ? '…' : ''}`;
}

/** A text in pieces, so that what was looked for can be shown in it. */
export function pieces(text: string, words: readonly string[]): readonly Piece[] {
  let plain = '';
  // For each unit of the folded text, the unit of the text that it came from.
  const from: number[] = [];
  let at = 0;
  for (const letter of text) {
    const fold = folded(letter);
    for (let unit = 0; unit < fold.length; unit += 1) from.push(at);
    plain += fold;
    at += letter.length;
  }
  from.push(text.length);
  const marked = new Uint8Array(text.length);
  for (const word of words) {
    for (let found = plain.indexOf(word); word !== '' && found >= 0; found = plain.indexOf(word, found + word.length)) marked.fill(1, from[found], from[found + word.length]);
  }
  const list: Piece[] = [];
  for (let start = 0; start < text.length;) {
    const found = marked[start] === 1;
    let end = start + 1;
    while (end < text.length && (marked[end] === 1) === found) end += 1;
    list.push({ text: text.slice(start, end), found });
    start = end;
  }
  return list;
}
