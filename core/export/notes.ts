import type { Annotation } from '../model/annotation';
import { counted, listedApart, type Copy, type CopyInput } from './copy';
import { shownInstant } from './html-note';
import { markdownInline, markdownLines } from './markdown-escape';
import { lineLabel, locate, type Location } from './outline';

const styleNames = { highlight: 'highlight', underline: 'underline', strikethrough: 'strike-through' } as const;

function looks({ color, style }: Annotation): string {
  return `${color} ${styleNames[style]}`;
}

function quoted(lines: readonly string[]): string[] {
  return lines.map((line) => (line === '' ? '>' : `> ${line}`));
}

function byline(creator: string, instant: string): string {
  return [creator, shownInstant(instant)].filter((part) => part !== '').join(', ');
}

/** Counts NUL in all that is shown, which Markdown cannot hold. */
function replacedCharacters(locations: readonly Location[]): number {
  const shown = locations.map(({ quote, entry: { annotation } }) => [quote, annotation.comment, annotation.creator, ...annotation.tags, ...annotation.replies.map(({ comment }) => comment)].join(''));
  return shown.join('').split('\0').length - 1;
}

function lossesOf(input: CopyInput, locations: readonly Location[]): Copy['losses'] {
  return [...counted([{ kind: 'character-replaced', count: replacedCharacters(locations) }]), ...listedApart(input)];
}

function headingLines(locations: readonly Location[], index: number): string[] {
  const path = locations[index]?.headings.join(' › ') ?? '';
  const before = index === 0 ? '' : (locations[index - 1]?.headings.join(' › ') ?? '');
  return path === before ? [] : [`## ${markdownInline(path === '' ? '…' : path)}`, ''];
}

function markdownNote(location: Location): string[] {
  const { annotation } = location.entry;
  const resolved = annotation.resolved ? ' · resolved' : '';
  const tags = annotation.tags.map((tag) => `#${markdownInline(tag)}`).join(' ');
  const replies = annotation.replies.flatMap((reply) => ['', `- ↳ **${markdownInline(byline(reply.creator, reply.created))}**`, '', ...markdownLines(reply.comment).map((line) => (line === '' ? '' : `  ${line}`))]);
  return [
    `> [!quote] ${lineLabel(location)} · ${looks(annotation)}${resolved}`,
    ...quoted(markdownLines(location.quote)),
    '',
    ...(annotation.comment === '' ? [] : [...markdownLines(annotation.comment), '']),
    ...(tags === '' ? [] : [tags, '']),
    `*${markdownInline(byline(annotation.creator, annotation.created))}* ^${annotation.id}`,
    ...replies,
    '',
  ];
}

function summary(input: CopyInput): string {
  const count = input.entries.length;
  return `${count} ${count === 1 ? 'annotation' : 'annotations'}, ${shownInstant(input.generated)}`;
}

/** Notes in Markdown: every passage as a quotation with its line, then comment, tags and replies; text and comments appear literally. */
export function createMarkdown(input: CopyInput): Copy {
  const locations = locate(input);
  const lines = [
    `# Notes on ${markdownInline(input.name)}`, '', `${summary(input)}. Made with Manicule ${input.version}.`, '',
    ...locations.flatMap((location, index) => [...headingLines(locations, index), ...markdownNote(location)]),
  ];
  return { content: `${lines.join('\n').trimEnd()}\n`, losses: lossesOf(input, locations) };
}

/** Lines that Org shows as they are: no markup within, no end but a line without the colon. The blank stays on empty lines: pandoc needs it. */
function fixedWidth(text: string): string[] {
  return text.split(/\r\n?|\n/).map((line) => `: ${line}`);
}

function orgProperty(name: string, value: string): string[] {
  return value === '' ? [] : [`:${name}: ${value.replace(/[\r\n]+/g, ' ')}`];
}

function orgNote(location: Location): string[] {
  const { annotation } = location.entry;
  const path = location.headings.length > 0 ? orgProperty('HEADING', location.headings.join(' › ')) : [];
  return [
    `* ${lineLabel(location)}, ${looks(annotation)}`,
    ':PROPERTIES:', `:CUSTOM_ID: ${annotation.id}`, ...orgProperty('AUTHOR', annotation.creator), `:CREATED: ${annotation.created}`, ...path,
    ...(annotation.resolved ? [':RESOLVED: yes'] : []), ':END:',
    ...fixedWidth(location.quote),
    ...(annotation.comment === '' ? [] : ['', 'Comment:', ...fixedWidth(annotation.comment)]),
    ...(annotation.tags.length === 0 ? [] : ['', 'Tags:', ...fixedWidth(annotation.tags.map((tag) => `#${tag}`).join(' '))]),
    ...annotation.replies.flatMap((reply) => ['', 'Reply:', ...fixedWidth(`${byline(reply.creator, reply.created)}\n${reply.comment}`)]),
    '',
  ];
}

/** Notes in Org: a heading an annotation; all that was quoted or written stands in fixed-width lines, where Org reads no markup. */
export function createOrg(input: CopyInput): Copy {
  const locations = locate(input);
  const lines = [
    `#+TITLE: Notes on ${input.name.replace(/[\r\n]+/g, ' ')}`, `#+DATE: ${input.generated}`, '', `${summary(input)}.`, '', ...locations.flatMap(orgNote),
  ];
  return { content: `${lines.join('\n').trimEnd()}\n`, losses: listedApart(input) };
}

function reviewNote(location: Location, index: number): string[] {
  const { annotation } = location.entry;
  const place = [lineLabel(location), ...(location.headings.length > 0 ? [location.headings.join(' › ')] : [])].join(' · ');
  const tags = annotation.tags.map((tag) => `#${markdownInline(tag)}`).join(' ');
  const kind = annotation.style === 'strikethrough' ? ' · struck through' : '';
  const author = annotation.creator === '' ? '' : `**${markdownInline(annotation.creator)}:**`;
  const head = [author, tags, annotation.resolved ? '(resolved)' : ''].filter((part) => part !== '').join(' ');
  return [
    `## ${index + 1}. ${markdownInline(place)}${kind}`, '', ...quoted(markdownLines(location.quote)), '',
    ...(head === '' ? [] : [head, '']),
    ...(annotation.comment === '' ? [] : [...markdownLines(annotation.comment), '']),
    ...annotation.replies.flatMap(({ creator, comment }) => [`- ${creator === '' ? '' : `**${markdownInline(creator)}:** `}${markdownInline(comment)}`, '']),
  ];
}

/** A review to hand to another reader: line, headings, quote and comment of each annotation, and no more. */
export function createReview(input: CopyInput): Copy {
  const locations = locate(input);
  const lines = [`# Review of ${markdownInline(input.name)}`, '', ...locations.flatMap(reviewNote)];
  const annotations = locations.map(({ entry }) => entry.annotation);
  const looksLost = annotations.filter(({ style, color }) => style === 'underline' || color !== 'yellow').length;
  return { content: `${lines.join('\n').trimEnd()}\n`, losses: [...counted([{ kind: 'look-left-out', count: looksLost }]), ...lossesOf(input, locations)] };
}

/** The same review for programs. Lines count from 1; `status` says how the passage was found; `null` lines: no certain place. */
export function createReviewJson(input: CopyInput): Copy {
  const annotations = locate(input).map(({ entry: { annotation, placement }, line, lastLine, headings, quote }) => ({
    id: annotation.id, line, lastLine, headings, quote, comment: annotation.comment, tags: annotation.tags, author: annotation.creator,
    style: annotation.style, colour: annotation.color, resolved: annotation.resolved, status: placement.status,
    replies: annotation.replies.map(({ creator, comment }) => ({ author: creator, comment })),
  }));
  return { content: `${JSON.stringify({ document: input.name, generated: input.generated, annotations }, null, 2)}\n`, losses: [] };
}
