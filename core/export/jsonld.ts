import { markedEntries, type Copy, type CopyEntry, type CopyInput } from './copy';
import { toCodePoints } from './code-points';
import { stableId } from './stable-id';
import { styleRule } from './palette';
import { quoteAt, sameQuote } from './source-quote';
import type { Annotation, Quote, Reply, Span } from '../model/annotation';

/** Name space of what the Web Annotation model has no words for. Keys are written with the prefix `manicule:`. */
export const maniculeNamespace = 'https://manicule.invalid/ns#';

type Json = Readonly<Record<string, unknown>>;

/** The address of a document is its file name alone: where a file lies on someone's disk is nobody else's business. */
export function sourceIri(name: string): string {
  return `file:${encodeURIComponent(name.replace(/\p{Surrogate}/gu, '\ufffd'))}`;
}

function agent(name: string): Json {
  return name === '' ? {} : { creator: { type: 'Person', name } };
}

function motivationOf(annotation: Annotation): string {
  if (annotation.comment !== '') return 'commenting';
  return annotation.tags.length > 0 ? 'tagging' : 'highlighting';
}

function bodiesOf(annotation: Annotation): Json {
  const comment = { type: 'TextualBody', value: annotation.comment, format: 'text/markdown', purpose: 'commenting' };
  const tags = annotation.tags.map((value) => ({ type: 'TextualBody', value, purpose: 'tagging' }));
  const bodies = annotation.comment === '' ? tags : [comment, ...tags];
  return bodies.length === 0 ? {} : { body: bodies };
}

/** The target as Manicule keeps it, where the selectors alone would not give it back. */
function ownTarget({ annotation }: CopyEntry, written: Quote | null): Json {
  const { position, quote, textDigest } = annotation.target;
  if (written && textDigest === undefined && sameQuote(written, quote)) return {};
  return {
    'manicule:target': {
      'manicule:start': position.start,
      'manicule:end': position.end,
      'manicule:exact': quote.exact,
      'manicule:prefix': quote.prefix,
      'manicule:suffix': quote.suffix,
      ...(textDigest === undefined ? {} : { 'manicule:textDigest': textDigest }),
    },
  };
}

function annotationItem(entry: CopyEntry, input: CopyInput, span: Span | null): Json {
  const { annotation, placement } = entry;
  const written = placement.span ? quoteAt(input.source, placement.span, annotation.target.quote) : null;
  const selector: Json[] = [{ type: 'TextQuoteSelector', ...(written ?? annotation.target.quote) }];
  if (span) selector.push({ type: 'TextPositionSelector', ...span });
  const styleClass = `${annotation.style}-${annotation.color}`;
  return {
    id: `urn:uuid:${annotation.id}`,
    type: 'Annotation',
    motivation: motivationOf(annotation),
    created: annotation.created,
    modified: annotation.modified,
    ...agent(annotation.creator),
    ...bodiesOf(annotation),
    stylesheet: { type: 'CssStylesheet', value: styleRule(annotation.style, annotation.color) },
    target: { source: sourceIri(input.name), selector, styleClass },
    'manicule:revision': annotation.revision,
    'manicule:resolved': annotation.resolved,
    'manicule:status': placement.status,
    'manicule:confidence': placement.confidence,
    ...ownTarget(entry, written),
  };
}

function replyItem(reply: Reply, to: Annotation): Json {
  return {
    id: `urn:uuid:${reply.id}`,
    type: 'Annotation',
    motivation: 'replying',
    created: reply.created,
    modified: reply.modified,
    ...agent(reply.creator),
    body: { type: 'TextualBody', value: reply.comment, format: 'text/markdown', purpose: 'replying' },
    target: `urn:uuid:${to.id}`,
  };
}

function orderedEntries(input: CopyInput): CopyEntry[] {
  const rank = new Map(markedEntries(input).map(({ annotation }, index) => [annotation.id, index]));
  return [...input.entries].sort((a, b) => (rank.get(a.annotation.id) ?? Infinity) - (rank.get(b.annotation.id) ?? Infinity) || 0);
}

/**
 * The annotations as one W3C AnnotationCollection with its page embedded (https://www.w3.org/TR/annotation-model/#collections).
 * Everything an annotation holds is in it; replies are annotations of their own that target the annotation's id.
 */
export function collectionOf(input: CopyInput): Json {
  const entries = orderedEntries(input);
  const placed = entries.flatMap(({ placement }) => (placement.span ? [placement.span] : []));
  const spans = toCodePoints(input.source, placed);
  let next = 0;
  const annotations = entries.map((entry) => annotationItem(entry, input, entry.placement.span ? (spans[next++] ?? null) : null));
  const items = [...annotations, ...entries.flatMap(({ annotation }) => annotation.replies.map((reply) => replyItem(reply, annotation)))];
  const name = `${input.name}\n${input.generated}`;
  return {
    '@context': ['http://www.w3.org/ns/anno.jsonld', { manicule: maniculeNamespace }],
    id: `urn:uuid:${stableId(`collection\n${name}`)}`,
    type: 'AnnotationCollection',
    label: input.name,
    generator: { id: 'https://manicule.invalid/', type: 'Software', name: `Manicule ${input.version}` },
    generated: input.generated,
    total: items.length,
    ...(items.length === 0 ? {} : { first: { id: `urn:uuid:${stableId(`page\n${name}`)}`, type: 'AnnotationPage', startIndex: 0, items } }),
  };
}

/** The copy that loses nothing: the collection as JSON-LD text. */
export function createJsonld(input: CopyInput): Copy {
  return { content: `${JSON.stringify(collectionOf(input), null, 2)}\n`, losses: [] };
}
