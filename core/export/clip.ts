import type { CopyInput } from './copy';
import { createCriticmarkup } from './criticmarkup';
import { markdownInline, markdownLines } from './markdown-escape';
import { lineLabel, locate, type Location } from './outline';

/** The forms in which annotations go to the clipboard. */
export const clipForms = ['quote', 'markdown', 'critic'] as const;
/** A form for the clipboard. */
export type ClipForm = (typeof clipForms)[number];

function place(name: string, location: Location): string {
  return location.line === null ? name : `${name}, ${lineLabel(location).toLowerCase()}`;
}

/** The words and where they stand, as one would cite them; the comment stays behind. */
function clipQuote(name: string, location: Location): string {
  return `“${location.quote}”\n(${place(name, location)})`;
}

/** A quotation with its source, then the comment as it was written, which is Markdown already, then the tags. */
function clipMarkdown(name: string, location: Location): string {
  const { comment, tags, replies } = location.entry.annotation;
  const quotation = markdownLines(location.quote).map((line) => (line === '' ? '>' : `> ${line}`));
  return [
    [...quotation, '>', `> — ${markdownInline(place(name, location))}`].join('\n'),
    comment,
    tags.map((tag) => `#${markdownInline(tag)}`).join(' '),
    ...replies.map((reply) => `↳ ${reply.creator === '' ? '' : `**${markdownInline(reply.creator)}:** `}${reply.comment}`),
  ].filter((part) => part !== '').join('\n\n');
}

/** The passage by itself, marked and commented. */
function clipCritic(input: CopyInput, { entry, quote }: Location): string {
  const span = { start: 0, end: quote.length };
  const { annotation, placement } = entry;
  return createCriticmarkup({ ...input, source: quote, entries: [{ annotation, placement: { ...placement, status: 'same', span } }] }).content;
}

/** Annotations as text for the clipboard, in the order of their passages, with an empty line between two. One without a certain place shows its quote. */
export function clip(input: CopyInput, form: ClipForm): string {
  const one = (location: Location): string => {
    switch (form) {
      case 'quote': return clipQuote(input.name, location);
      case 'markdown': return clipMarkdown(input.name, location);
      case 'critic': return clipCritic(input, location);
    }
  };
  return locate(input).map(one).join('\n\n');
}
