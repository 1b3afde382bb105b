import { sameQuote, normalizeQuote } from '../export/source-quote';
import { stableId } from '../export/stable-id';
import { colors, markStyles, type Annotation, type Quote, type Reply, type Span } from '../model/annotation';
import { isCount, isId, isRecord, parseSpan } from '../model/parse-annotation';
import type { Result } from '../problem';
import { checkImported, mostAnnotations, notAnnotations, type ImportedAnnotation } from './imported';
import { toInstant, unknownInstant } from './instant';

type Row = Record<string, unknown>;

function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

function idOf(id: unknown): string {
  return isId(id) ? id : stableId(`hypothesis\n${stringOf(id)}`);
}

/** The name a person goes by, else that of `acct:name@authority`. */
function creatorOf(row: Row): string {
  const info = row['user_info'];
  const shown = isRecord(info) ? stringOf(info['display_name']) : '';
  return (shown === '' ? stringOf(row['user']).replace(/^acct:/, '').replace(/@[^@]*$/, '') : shown).slice(0, 1_000);
}

function saidOf(row: Row): Omit<Reply, 'id'> {
  const created = toInstant(stringOf(row['created']));
  const modified = toInstant(stringOf(row['updated']));
  return { creator: creatorOf(row), created: created ?? modified ?? unknownInstant, modified: modified ?? created ?? unknownInstant, comment: stringOf(row['text']) };
}

function targetOf(row: Row, source: string): { position: Span; quote: Quote; fits: boolean } {
  const selectors = listOf(row['target']).filter(isRecord).flatMap((target) => listOf(target['selector'])).filter(isRecord);
  const quoted = selectors.find((selector) => selector['type'] === 'TextQuoteSelector');
  const placed = parseSpan(selectors.find((selector) => selector['type'] === 'TextPositionSelector'));
  const quote = { exact: stringOf(quoted?.['exact']), prefix: stringOf(quoted?.['prefix']).slice(-4096), suffix: stringOf(quoted?.['suffix']).slice(0, 4096) };
  const position = placed && placed.end <= source.length ? placed : { start: 0, end: 0 };
  const found = { ...quote, exact: source.slice(position.start, position.end) };
  return { position, quote: normalizeQuote(quote), fits: found.exact !== '' && sameQuote(found, quote) };
}

/** What Manicule put beside Hypothesis's own fields. */
function ownFields(row: Row): Pick<Annotation, 'revision' | 'style' | 'color' | 'resolved'> {
  const own = isRecord(row['manicule']) ? row['manicule'] : {};
  const { revision } = own;
  return {
    revision: isCount(revision) && revision > 0 ? revision : 1,
    style: markStyles.find((style) => style === own['style']) ?? 'highlight',
    color: colors.find((color) => color === own['color']) ?? 'yellow',
    resolved: own['resolved'] === true,
  };
}

function importedFrom(row: Row, replies: readonly Reply[], source: string): ImportedAnnotation {
  const { fits, ...target } = targetOf(row, source);
  const tags = listOf(row['tags']).filter((tag) => typeof tag === 'string');
  return { annotation: { id: idOf(row['id']), ...saidOf(row), ...ownFields(row), target, tags, replies }, fits };
}

function parseRows(json: string): unknown[] | null {
  try {
    const top: unknown = JSON.parse(json.replace(/^\ufeff/, ''));
    if (Array.isArray(top)) return top as unknown[];
    if (!isRecord(top)) return null;
    return Array.isArray(top['rows']) ? (top['rows'] as unknown[]) : Array.isArray(top['annotations']) ? (top['annotations'] as unknown[]) : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Reads annotations as Hypothesis's API lists them. A reply without the annotation that it answers is kept as an annotation without a passage. */
export function importHypothesis(json: string, source: string): Result<readonly ImportedAnnotation[]> {
  const rows = parseRows(json);
  if (!rows?.every((row) => isRecord(row) && ('uri' in row || 'target' in row || 'text' in row))) return notAnnotations('It holds no list of Hypothesis annotations.');
  if (rows.length > mostAnnotations) return notAnnotations(`It holds more than ${mostAnnotations} annotations.`);
  const known = rows.filter(isRecord);
  const roots = new Map<string, Row>();
  const rootOf = (row: Row): unknown => listOf(row['references'])[0];
  for (const row of known) if (rootOf(row) === undefined) roots.set(idOf(row['id']), row);
  const replies = new Map<string, Reply[]>();
  for (const row of known) {
    const root = rootOf(row);
    if (root === undefined) continue;
    const to = idOf(root);
    const answers = replies.get(to);
    if (!roots.has(to)) roots.set(idOf(row['id']), row);
    else if (answers) answers.push({ id: idOf(row['id']), ...saidOf(row) });
    else replies.set(to, [{ id: idOf(row['id']), ...saidOf(row) }]);
  }
  return checkImported([...roots].map(([id, row]) => importedFrom(row, replies.get(id) ?? [], source)));
}
