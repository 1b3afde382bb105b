import { colors, type Annotation, type Color, type MarkStyle } from '../model/annotation';

/** What a list of annotations can be ordered by. */
export const orders = ['place', 'created', 'modified', 'color'] as const;
/** The name of an order. Times run from the newest to the oldest. */
export type Order = (typeof orders)[number];

/** Which annotations a list shows, and how. An empty list of names lets everything through. */
export interface ListQuery {
  readonly search: string;
  readonly order: Order;
  readonly colors: readonly Color[];
  readonly styles: readonly MarkStyle[];
  readonly tags: readonly string[];
  readonly creators: readonly string[];
  readonly commented: boolean;
  readonly state: 'all' | 'open' | 'resolved';
}

/** The query that shows everything, by place. */
export const everything: ListQuery = { search: '', order: 'place', colors: [], styles: [], tags: [], creators: [], commented: false, state: 'all' };

/** How many of a query's conditions leave something out, the search not counted. */
export function conditionCount({ colors: hues, styles, tags, creators, commented, state }: ListQuery): number {
  return [hues.length > 0, styles.length > 0, tags.length > 0, creators.length > 0, commented, state !== 'all'].filter(Boolean).length;
}

/** A function that tells whether an annotation is asked for. */
export function matcher(query: ListQuery): (annotation: Annotation) => boolean {
  const wanted = query.search.trim().toLowerCase();
  const within = (text: string) => text.toLowerCase().includes(wanted);
  const passes = <Name>(names: readonly Name[], has: (name: Name) => boolean) => names.length === 0 || names.some(has);
  return (annotation) => {
    const { color, style, tags, creator, comment, replies, resolved, target } = annotation;
    if (query.state !== 'all' && resolved !== (query.state === 'resolved')) return false;
    if (query.commented && comment === '' && replies.length === 0) return false;
    if (!passes(query.colors, (name) => name === color) || !passes(query.styles, (name) => name === style)) return false;
    if (!passes(query.tags, (name) => tags.includes(name)) || !passes(query.creators, (name) => name === creator)) return false;
    return wanted === '' || within(target.quote.exact) || within(comment) || tags.some(within) || replies.some((reply) => within(reply.comment));
  };
}

/** An annotation with what it is sorted by. */
export interface Listed {
  readonly annotation: Annotation;
  readonly first: number | string;
  /** Offset in the present text; Infinity for one without a place. */
  readonly place: number;
}

/** Makes an entry for an order. */
export function listed(annotation: Annotation, place: number, order: Order): Listed {
  const first = order === 'place' ? 0 : order === 'color' ? colors.indexOf(annotation.color) : annotation[order];
  return { annotation, first, place };
}

/** Compares two entries of one order: by it, then by place, then by id, so that it never depends on chance. */
export function comparing(order: Order): (a: Listed, b: Listed) => number {
  const newestFirst = order === 'created' || order === 'modified';
  return (a, b) => {
    if (a.first !== b.first) return (a.first < b.first) === newestFirst ? 1 : -1;
    if (a.place !== b.place) return a.place - b.place;
    return a.annotation.id < b.annotation.id ? -1 : a.annotation.id > b.annotation.id ? 1 : 0;
  };
}
