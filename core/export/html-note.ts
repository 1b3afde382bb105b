import type { Annotation, PlacementStatus } from '../model/annotation';
import type { HtmlEscaper } from './html-escape';

const styleNames = { highlight: 'highlight', underline: 'underline', strikethrough: 'strike-through' } as const;

/** True when there is something to say beside the passage, and not only a colour. */
export function hasNote(annotation: Annotation): boolean {
  return annotation.comment !== '' || annotation.tags.length > 0 || annotation.replies.length > 0;
}

/** An instant for reading: date and minute, UTC. */
export function shownInstant(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;
}

function byline(escaper: HtmlEscaper, creator: string, created: string): string {
  const name = creator === '' ? '' : `<b>${escaper.escape(creator)}</b> · `;
  return `${name}<time datetime="${escaper.escape(created)}">${escaper.escape(shownInstant(created))}</time>`;
}

function says(escaper: HtmlEscaper, comment: string): string {
  return comment === '' ? '' : `<q class="says">${escaper.escape(comment)}</q>`;
}

/** The inside of a note: who and when, the comment, tags, replies. `lead` comes first in its head. */
function cardContent(escaper: HtmlEscaper, annotation: Annotation, lead: string): string {
  const looks = `<span class="hidden">${annotation.color} ${styleNames[annotation.style]}: </span>`;
  const resolved = annotation.resolved ? ' <i>resolved</i>' : '';
  const tags = annotation.tags.map((tag) => `<span>#${escaper.escape(tag)}</span>`).join(' ');
  const replies = annotation.replies.map((reply) => (
    `<span class="reply"><span class="head">↳ ${byline(escaper, reply.creator, reply.created)}</span>${says(escaper, reply.comment)}</span>`
  ));
  return `<span class="head">${lead}${looks}${byline(escaper, annotation.creator, annotation.created)}${resolved}</span>`
    + says(escaper, annotation.comment)
    + (tags === '' ? '' : `<span class="tags">${tags}</span>`)
    + replies.join('');
}

/** A note for the margin, and before it the number in the text that leads to it. `passage` is the address of where its passage begins. */
export function marginNote(escaper: HtmlEscaper, annotation: Annotation, number: number, passage: string): string {
  const { id, color } = annotation;
  const lead = `<a href="${passage}" aria-label="Note ${number}: to the passage">${number}</a>`;
  return `<a class="ref" href="#n-${id}" data-number="${number}" aria-label="Note ${number}"></a>`
    + `<span role="note" id="n-${id}" class="card note ${color}">${cardContent(escaper, annotation, lead)}</span>`;
}

/** An annotation that has no certain place: what it was about, and all that it says. */
export function placelessNote(escaper: HtmlEscaper, annotation: Annotation, status: PlacementStatus): string {
  const { id, color } = annotation;
  const why = status === 'unsure' ? 'Its place is not certain.' : 'Its passage was not found in this text.';
  const quote = annotation.target.quote.exact;
  return `<article class="orphan" id="n-${id}">${quote === '' ? '' : `<blockquote>${escaper.escape(quote)}</blockquote>`}`
    + `<div class="card ${color}">${cardContent(escaper, annotation, `${why} `)}</div></article>\n`;
}
