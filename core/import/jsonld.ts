import { fromCodePoints } from '../export/code-points';
import { stableId } from '../export/stable-id';
import { colors, markStyles, type Annotation, type Color, type MarkStyle, type Reply, type Span } from '../model/annotation';
import { isCount, isId, isRecord } from '../model/parse-annotation';
import type { Result } from '../problem';
import { checkImported, mostAnnotations, notAnnotations, tooLarge, type ImportedAnnotation } from './imported';
import { toInstant, unknownInstant } from './instant';
import { claimOf, ownTargetOf, targetOf, type Claim } from './jsonld-target';
import { firstText, hasMotivation, hasType, textOf, valuesOf } from './terms';

export type { ImportedAnnotation };

type Item = Record<string, unknown>;

const longestName = 1_000;

/** Everything below the top that may be an annotation: pages in a row, a graph, a list, or one annotation by itself. */
function itemsOf(top: unknown): unknown[] | null {
  if (Array.isArray(top)) return top as unknown[];
  if (!isRecord(top)) return null;
  if (hasType(top, 'Annotation')) return [top];
  const items = valuesOf(top, 'items');
  let pages = valuesOf(top, 'first').filter(isRecord);
  for (let page = pages[0]; page; page = pages[0]) {
    items.push(...valuesOf(page, 'items'));
    pages = valuesOf(page, 'next').filter(isRecord);
  }
  return items.length > 0 || hasType(top, 'AnnotationCollection') || hasType(top, 'AnnotationPage') ? items : null;
}

/** All that an item holds, as text to compare. Below a depth that no annotation has it is cut off: recursion on a hostile file would end the program. */
function contentOf(value: unknown, depth = 0): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (depth > 40) return '…';
  return `{${Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}:${contentOf(inner, depth + 1)}`).join(',')}}`;
}

/** UTF-16 units that no string of an annotation comes near. */
const longestString = 4_000_000;

/** Whether an item holds a string that is no annotation's: it is refused before anything is done with it that takes time. */
function isFlooded(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return value.length > longestString;
  return typeof value === 'object' && value !== null && depth <= 40 && Object.values(value).some((inner) => isFlooded(inner, depth + 1));
}

/** Ids by item: without one of its own it is made from all that the item holds, and asked for several times. */
const ids = new WeakMap<Item, string>();

function idOf(item: Item): string {
  const known = ids.get(item) ?? madeId(item);
  ids.set(item, known);
  return known;
}

function madeId(item: Item): string {
  const written = firstText(item, 'id');
  const uuid = written?.replace(/^urn:uuid:/i, '').toLowerCase();
  if (isId(uuid)) return uuid;
  return stableId(written ?? contentOf(item));
}

function creatorOf(item: Item): string {
  for (const creator of valuesOf(item, 'creator')) {
    const name = isRecord(creator) ? (firstText(creator, 'name') ?? firstText(creator, 'id')) : textOf(creator);
    if (name) return name.slice(0, longestName);
  }
  return '';
}

/** What one body says: the text of a textual body, the address of any other. */
function bodyText(body: unknown): string {
  if (!isRecord(body)) return textOf(body) ?? '';
  const value = firstText(body, 'value');
  if (value !== null) return value;
  const parts = [...valuesOf(body, 'items'), ...valuesOf(body, 'source')];
  return parts.length > 0 ? parts.map((part) => (isRecord(part) ? (firstText(part, 'value') ?? firstText(part, 'id') ?? '') : (textOf(part) ?? ''))).join('\n') : (firstText(body, 'id') ?? '');
}

function isTag(body: unknown): boolean {
  return isRecord(body) && (hasMotivation(body, 'purpose', 'tagging') || hasType(body, 'Tag') || hasType(body, 'SemanticTag'));
}

function commentOf(item: Item): string {
  const bodies = [...valuesOf(item, 'bodyValue'), ...valuesOf(item, 'body')].filter((body) => !isTag(body)).map(bodyText);
  return bodies.filter((text) => text !== '').join('\n\n');
}

function tagsOf(item: Item): string[] {
  return valuesOf(item, 'body').filter(isTag).map(bodyText);
}

/** Style and colour by the style class, which Manicule writes as STYLE-COLOUR; any other is searched for their names. */
function looksOf(target: unknown): { style: MarkStyle; color: Color } {
  const written = isRecord(target) ? valuesOf(target, 'styleClass').filter((value) => typeof value === 'string').join(' ').toLowerCase() : '';
  return {
    style: markStyles.find((style) => written.includes(style)) ?? 'highlight',
    color: colors.find((color) => written.includes(color)) ?? 'yellow',
  };
}

function timesOf(item: Item): { created: string; modified: string } {
  const created = toInstant(firstText(item, 'created'));
  const modified = toInstant(firstText(item, 'modified'));
  return { created: created ?? modified ?? unknownInstant, modified: modified ?? created ?? unknownInstant };
}

function replyOf(item: Item): Reply {
  return { id: idOf(item), creator: creatorOf(item), ...timesOf(item), comment: commentOf(item) };
}

/** The id of the annotation that a reply answers; null when the item is no reply. */
function answeredId(item: Item): string | null {
  if (!hasMotivation(item, 'motivation', 'replying')) return null;
  const target = valuesOf(item, 'target')[0];
  const iri = isRecord(target) ? (firstText(target, 'id') ?? firstText(target, 'source')) : textOf(target);
  return iri === null ? null : idOf({ id: iri });
}

/** Replies by the id of the annotation at the root of their thread; a reply to nothing that is here stays an annotation. */
function sortOut(items: readonly Item[]): { roots: Item[]; replies: Map<string, Reply[]> } {
  const answered = new Map(items.map((item) => [idOf(item), answeredId(item)]));
  const rootOf = (id: string): string | null => {
    const seen = new Set<string>();
    for (let at: string | null = id; at !== null && !seen.has(at); ) {
      seen.add(at);
      const next = answered.get(at);
      if (next === undefined) return null;
      if (next === null) return at;
      at = next;
    }
    return null;
  };
  const replies = new Map<string, Reply[]>();
  const roots = items.filter((item) => {
    const root = answeredId(item) === null ? null : rootOf(idOf(item));
    if (root === null) return true;
    const answers = replies.get(root);
    if (answers) answers.push(replyOf(item));
    else replies.set(root, [replyOf(item)]);
    return false;
  });
  return { roots, replies };
}

interface Draft {
  readonly item: Item;
  readonly id: string;
  readonly target: unknown;
  readonly claim: Claim;
}

/** One draft for each target; of two items with one id and different content, the second gets an id of its own. */
function draftsOf(roots: readonly Item[]): Draft[] {
  const known = new Map<string, string>();
  const drafts: Draft[] = [];
  for (const item of roots) {
    const content = contentOf(item);
    const written = idOf(item);
    if (known.get(written) === content) continue;
    const id = known.has(written) ? stableId(content) : written;
    if (known.has(id)) continue;
    known.set(id, content);
    const targets = valuesOf(item, 'target');
    for (const [index, target] of (targets.length > 0 ? targets : [null]).entries()) {
      drafts.push({ item, id: index === 0 ? id : stableId(`${id}\n${index}`), target, claim: claimOf(target) });
    }
  }
  return drafts;
}

function importedFrom(draft: Draft, units: Span | null, replies: readonly Reply[], source: string): ImportedAnnotation {
  const { item, id, claim } = draft;
  const { target, fits } = targetOf(source, claim, units, ownTargetOf(item));
  const revision = item['manicule:revision'];
  const annotation: Annotation = {
    id,
    revision: isCount(revision) && revision > 0 ? revision : 1,
    ...timesOf(item),
    creator: creatorOf(item),
    target,
    ...looksOf(draft.target),
    comment: commentOf(item),
    tags: tagsOf(item),
    resolved: item['manicule:resolved'] === true,
    replies,
  };
  return { annotation, fits };
}

function parseJson(json: string): { readonly top: unknown } | string {
  try {
    return { top: JSON.parse(json.replace(/^\ufeff/, '')) as unknown };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * Reads W3C Web Annotations: what Manicule wrote comes back as it was; what others wrote as far as it has a meaning here.
 * Nothing that was read is dropped: an annotation without a passage keeps its comment and claims the place 0–0.
 */
export function importJsonld(json: string, source: string): Result<readonly ImportedAnnotation[]> {
  const parsed = parseJson(json);
  if (typeof parsed === 'string') return notAnnotations(`It is not JSON: ${parsed.slice(0, 200)}.`);
  const found = itemsOf(parsed.top);
  if (!found) return notAnnotations('It is JSON, but holds no Web Annotations.');
  if (found.length > mostAnnotations) return notAnnotations(`It holds more than ${mostAnnotations} annotations.`);
  const items: Item[] = [];
  for (const [index, item] of found.entries()) {
    if (typeof item === 'string') return notAnnotations(`Annotation ${index + 1} is only a link to an annotation kept elsewhere.`);
    if (!isRecord(item) || !(hasType(item, 'Annotation') || valuesOf(item, 'target').length > 0)) {
      return notAnnotations(`Entry ${index + 1} is not a Web Annotation.`);
    }
    if (isFlooded(item)) return tooLarge(index);
    items.push(item);
  }
  const { roots, replies } = sortOut(items);
  const drafts = draftsOf(roots);
  const spans = fromCodePoints(source, drafts.flatMap(({ claim }) => (claim.position ? [claim.position] : [])));
  let next = 0;
  const imported = drafts.map((draft) => importedFrom(draft, draft.claim.position ? (spans[next++] ?? null) : null, replies.get(draft.id) ?? [], source));
  return checkImported(imported);
}
