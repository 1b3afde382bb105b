import { isRecord } from '../model/parse-annotation';

const openAnnotation = 'http://www.w3.org/ns/oa#';

/** Other spellings of the model's words: JSON-LD without its context, and the Open Annotation drafts before it. */
const spellings: Readonly<Record<string, readonly string[]>> = {
  id: ['@id'],
  type: ['@type'],
  body: ['hasBody'],
  target: ['hasTarget'],
  selector: ['hasSelector'],
  source: ['hasSource'],
  motivation: ['motivatedBy'],
  purpose: ['hasPurpose'],
  value: ['rdf:value', 'http://www.w3.org/1999/02/22-rdf-syntax-ns#value', 'chars', 'cnt:chars', 'http://www.w3.org/2011/content#chars', '@value'],
  created: ['dcterms:created', 'http://purl.org/dc/terms/created', 'annotatedAt'],
  modified: ['dcterms:modified', 'http://purl.org/dc/terms/modified'],
  creator: ['dcterms:creator', 'http://purl.org/dc/terms/creator', 'annotatedBy'],
  name: ['foaf:name', 'http://xmlns.com/foaf/0.1/name', 'nickname'],
  items: ['as:items', 'http://www.w3.org/ns/activitystreams#items', '@graph'],
  first: ['as:first', 'http://www.w3.org/ns/activitystreams#first'],
  next: ['as:next', 'http://www.w3.org/ns/activitystreams#next'],
  styleClass: ['styledBy'],
};

function keysOf(term: string): string[] {
  const names = [term, ...(spellings[term] ?? [])];
  return names.flatMap((name) => (/[:@]/.test(name) ? [name] : [name, `oa:${name}`, `${openAnnotation}${name}`]));
}

const keys = new Map(['exact', 'prefix', 'suffix', 'start', 'end', 'refinedBy', 'bodyValue', ...Object.keys(spellings)].map((term) => [term, keysOf(term)]));

/** The values of one of the model's terms, however it is spelt: one or many, wrapped as `@list` or `@set` or bare. */
export function valuesOf(record: Record<string, unknown>, term: string): unknown[] {
  const values: unknown[] = [];
  for (const key of keys.get(term) ?? [term]) {
    const found = Object.hasOwn(record, key) ? record[key] : undefined;
    for (const value of Array.isArray(found) ? (found as unknown[]) : [found]) {
      if (value === undefined || value === null) continue;
      const inner = isRecord(value) ? (value['@list'] ?? value['@set']) : undefined;
      if (Array.isArray(inner)) values.push(...(inner as unknown[]));
      else values.push(value);
    }
  }
  return values;
}

/** A value as text: a string, or one with a language or a type to it. Null for anything else. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return isRecord(value) && typeof value['@value'] === 'string' ? value['@value'] : null;
}

/** The first text among the values of a term; null when there is none. */
export function firstText(record: Record<string, unknown>, term: string): string | null {
  for (const value of valuesOf(record, term)) {
    const text = textOf(value);
    if (text !== null) return text;
  }
  return null;
}

/** The first whole number among the values of a term; null when there is none. */
export function firstCount(record: Record<string, unknown>, term: string): number | null {
  for (const value of valuesOf(record, term)) {
    const number = isRecord(value) ? Number(value['@value']) : value;
    if (typeof number === 'number' && Number.isSafeInteger(number) && number >= 0) return number + 0;
  }
  return null;
}

/** True when the record has this type, with any prefix. */
export function hasType(record: Record<string, unknown>, type: string): boolean {
  return valuesOf(record, 'type').some((value) => typeof value === 'string' && value.replace(/^.*[:#/]/, '') === type);
}

/** True when the annotation is made for this purpose. */
export function hasMotivation(record: Record<string, unknown>, term: 'motivation' | 'purpose', motivation: string): boolean {
  return valuesOf(record, term).some((value) => {
    const name = isRecord(value) ? firstText(value, 'id') : value;
    return typeof name === 'string' && name.replace(/^.*[:#/]/, '') === motivation;
  });
}
