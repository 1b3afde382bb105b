import { partitionPoint } from '../partition';
import type { Heading } from './heading';

/** A heading in its place in the outline. */
export interface Section {
  readonly heading: Heading;
  /** From 0. */
  readonly depth: number;
  /** The number of the section that it belongs to; −1 for none. */
  readonly parent: number;
  /** How many sections belong to it directly. */
  readonly children: number;
  /** Its number among those that belong to the same section, from 1. */
  readonly place: number;
}

/** The outline that headings make: each belongs to the nearest one before it that ranks higher. */
export function nest(headings: readonly Heading[]): Section[] {
  const sections: { heading: Heading; depth: number; parent: number; children: number; place: number }[] = [];
  const open: number[] = [];
  let tops = 0;
  for (const [at, heading] of headings.entries()) {
    while (open.length > 0 && (headings[open.at(-1) ?? 0]?.rank ?? 0) >= heading.rank) open.pop();
    const parent = open.at(-1) ?? -1;
    const above = sections[parent];
    if (above) above.children += 1;
    else tops += 1;
    sections.push({ heading, depth: open.length, parent, children: 0, place: above ? above.children : tops });
    open.push(at);
  }
  return sections;
}

/** How many sections belong to none. */
export function topSections(sections: readonly Section[]): number {
  return sections.reduce((count, { parent }) => (parent === -1 ? count + 1 : count), 0);
}

/** The number of the section that an offset lies in; −1 before the first. */
export function sectionAt(sections: readonly Section[], offset: number): number {
  return partitionPoint(sections.length, (at) => (sections[at]?.heading.at ?? 0) <= offset) - 1;
}

/** The numbers of the sections to be shown: those inside a folded one are not. */
export function shownSections(sections: readonly Section[], folded: ReadonlySet<number>): number[] {
  const hidden: boolean[] = [];
  const shown: number[] = [];
  for (const [at, { parent }] of sections.entries()) {
    hidden[at] = parent >= 0 && (hidden[parent] === true || folded.has(parent));
    if (!hidden[at]) shown.push(at);
  }
  return shown;
}
