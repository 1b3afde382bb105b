import { markedEntries, unmarkedEntries, type Copy, type CopyEntry, type CopyInput } from './copy';
import { sourceIri } from './jsonld';
import { quoteAt } from './source-quote';
import type { Annotation, Span } from '../model/annotation';

type Json = Readonly<Record<string, unknown>>;

interface Said {
  readonly id: string;
  readonly created: string;
  readonly modified: string;
  readonly creator: string;
  readonly comment: string;
}

function rowOf(said: Said, name: string): Json {
  const uri = sourceIri(name);
  return {
    id: said.id,
    created: said.created,
    updated: said.modified,
    user: null,
    user_info: { display_name: said.creator === '' ? null : said.creator },
    uri,
    text: said.comment,
    group: '__world__',
    document: { title: [name] },
    hidden: false,
    flagged: false,
  };
}

/** What Hypothesis has no words for, under a key of our own that it passes over. */
function ownFields({ revision, style, color, resolved }: Annotation): Json {
  return { manicule: { revision, style, color, resolved } };
}

function rowsOf({ annotation }: Pick<CopyEntry, 'annotation'>, span: Span | null, input: CopyInput): Json[] {
  const quote = span ? quoteAt(input.source, span, annotation.target.quote) : annotation.target.quote;
  const selector: Json[] = [{ type: 'TextQuoteSelector', ...quote }];
  if (span) selector.push({ type: 'TextPositionSelector', ...span });
  const target = [{ source: sourceIri(input.name), selector }];
  const replies = annotation.replies.map((reply) => ({ ...rowOf(reply, input.name), tags: [], references: [annotation.id], target: [{ source: sourceIri(input.name) }] }));
  return [{ ...rowOf(annotation, input.name), tags: annotation.tags, target, ...ownFields(annotation) }, ...replies];
}

/**
 * The annotations as Hypothesis's API lists them (https://h.readthedocs.io/en/latest/api-reference/): rows with selectors; positions count
 * UTF-16 units there. What has no certain place comes last, by its quote alone.
 */
export function createHypothesis(input: CopyInput): Copy {
  const rows = [
    ...markedEntries(input).flatMap((entry) => rowsOf(entry, entry.span, input)),
    ...unmarkedEntries(input).flatMap((entry) => rowsOf(entry, null, input)),
  ];
  return { content: `${JSON.stringify({ total: rows.length, rows }, null, 2)}\n`, losses: [] };
}
