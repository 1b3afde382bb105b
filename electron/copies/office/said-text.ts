import { normalizeLineEnds } from '../../../core/decode/line-ends';
import type { Annotation } from '../../../core/model/annotation';
import { substituteForbidden } from './xml-escape';

type Said = Pick<Annotation, 'comment' | 'tags'>;

/** True when there is something to say beside the passage, and not only a look. */
export function saysSomething({ comment, tags, replies }: Annotation): boolean {
  return comment !== '' || tags.length > 0 || replies.length > 0;
}

/** What a word processor's comment says: the comment, then each tag on a line of its own. LF line ends; characters as they are. */
export function saidText({ comment, tags }: Said): string {
  return normalizeLineEnds([...(comment === '' ? [] : [comment]), ...tags.map((tag) => `#${tag}`)].join('\n'));
}

/** True when a comment still says what was written. LibreOffice drops the tabs of comments when it writes DOCX: that is no edit. */
export function isStillSaid(text: string, said: Said): boolean {
  const written = substituteForbidden(saidText(said));
  return text === written || (!text.includes('\t') && text === written.replaceAll('\t', ''));
}

function tagBlock(tags: readonly string[]): string {
  return substituteForbidden(saidText({ comment: '', tags }));
}

/** A line that is a tag: one that was there before, or a single word. `# A heading` is none. */
function isTag(line: string, before: readonly string[]): boolean {
  return /^#[^\s#]+$/.test(line) || (line.startsWith('#') && before.some((tag) => `#${tag}` === line));
}

/**
 * Takes a word processor's comment apart into comment and tags. `before` is what was written there: as far as the new text
 * still says the same, it stays exactly what it was. The same object is the answer when nothing changed.
 */
export function readSaid(text: string, before: Said): Said {
  if (isStillSaid(text, before)) return before;
  const block = tagBlock(before.tags);
  let comment = text;
  let tags: readonly string[] = before.tags;
  if (block !== '' && (text === block || text.endsWith(`\n${block}`))) {
    comment = text.slice(0, Math.max(0, text.length - block.length - 1));
  } else {
    const lines = text.split('\n');
    let end = lines.length;
    while (end > 0 && isTag(lines[end - 1] ?? '', before.tags)) end--;
    comment = lines.slice(0, end).join('\n');
    tags = lines.slice(end).map((line) => line.slice(1));
  }
  const sameComment = comment === substituteForbidden(normalizeLineEnds(before.comment));
  return { comment: sameComment ? before.comment : comment, tags };
}
