import type { TextSlices } from '../anchor/text-slices';
import { longestLine, type Heading, type HeadingFinder } from './heading';
import { isMarkdown, MarkdownHeadings } from './markdown-headings';
import { PlainHeadings } from './plain-headings';

/** UTF-16 units read between two moments at which the caller may do something else. */
const piece = 32 * 1024;

/** What finds the headings of a document; its file's name tells its kind. */
export function headingFinder(name: string): HeadingFinder {
  return isMarkdown(name) ? new MarkdownHeadings() : new PlainHeadings();
}

/** The headings of a document's text, by place. In slices: call `next` until it is done. `name` is the file's, which tells its kind. */
export function* findHeadings(text: TextSlices, name: string): Generator<void, Heading[]> {
  const finder = headingFinder(name);
  let begun = 0;
  let start = '';
  for (let from = 0; from < text.length; from += piece) {
    const part = text.slice(from, Math.min(text.length, from + piece));
    let at = 0;
    for (let end = part.indexOf('\n'); end >= 0; end = part.indexOf('\n', at)) {
      finder.line(start + part.slice(at, Math.min(end, at + longestLine - start.length)), begun);
      at = end + 1;
      begun = from + at;
      start = '';
    }
    start += part.slice(at, at + longestLine - start.length);
    yield;
  }
  finder.line(start, begun);
  return finder.finish();
}
