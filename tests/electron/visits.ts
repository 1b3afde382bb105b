import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect } from '@playwright/test';
import type { CopiedFrom, Settled } from '../../core/contract';
import type { Annotation } from '../../core/model/annotation';
import { adding, updating } from '../../core/session/change';
import { annotationOn, openAndSettle, valueOf, type Workshop } from './workshop';

/** Lines that are much alike. */
export const lines = Array.from({ length: 12 }, (_, n) => `Section ${String(n)}. Please describe the state of item number ${String(n)} here 😀, and sign.\n`).join('');
/** A text of some lines that are much alike, and one that is not. */
export const first = `${lines}It was a bright cold day, with a cafe\u0301.\n`;
/** The same with a paragraph before it. */
export const second = `A whole new paragraph in front of everything.\n${first}`;

/** Writes a file, also in a folder that is to be made. */
export async function put({ folder }: Workshop, name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  return path;
}

/** Opens a file, does something to its annotations, and closes it. */
export async function visit({ documents }: Workshop, path: string, act: (shown: readonly Annotation[]) => Parameters<typeof save>[1] | null = () => null): Promise<Settled> {
  const { settled } = await openAndSettle(documents, path);
  const change = act(settled.annotations);
  if (change) await save(documents, change);
  await documents.close(1);
  return settled;
}

/** Makes a change in the first window. */
export async function save(documents: Workshop['documents'], change: ReturnType<typeof adding>): Promise<void> {
  valueOf(await documents.get(1)!.saveChange(change));
}

/** The change that marks the first place where a text says `exact`. */
export const mark = (text: string, exact: string, number: number, comment: string) => adding(annotationOn(text, exact, number, { comment }));

/** Changes the only comment that says `from`. */
export const rewriting = (from: string, to: string) => (shown: readonly Annotation[]) => {
  const before = shown.find(({ comment }) => comment === from)!;
  return updating(before, { ...before, comment: to, revision: before.revision + 1, modified: '2026-02-02T00:00:00.000Z' });
};

/** All comments, in order. */
export const commentsOf = ({ annotations }: Settled) => annotations.map(({ comment }) => comment).sort();

/** What a file shows in its place: words by comment. Orphans have none. */
export function standing({ annotations, placements }: Settled, text: string): Record<string, string> {
  const placed = annotations.filter(({ id }) => !(id in placements));
  return Object.fromEntries(placed.map(({ comment, target: { position, quote } }) => {
    expect(text.slice(position.start, position.end)).toBe(quote.exact);
    return [comment, quote.exact];
  }));
}

/** The recent documents: name, number of annotations, whether the file is missing. */
export async function recent({ library }: Workshop): Promise<unknown[][]> {
  return (await library.recent(9)).map(({ name, annotations, missing }) => [name, annotations, missing]);
}

/** What is said of where annotations came from. */
export const said = (settled: Settled): Omit<CopiedFrom, 'ids'> & { count: number } | null => {
  if (!settled.copiedFrom) return null;
  const { ids, ...rest } = settled.copiedFrom;
  return { ...rest, count: ids.length };
};

/** Opens a file, marks it before its end has come, and settles and closes it. */
export async function markEarly({ documents }: Workshop, path: string, annotation: Annotation, meanwhile: () => Promise<unknown> = () => Promise.resolve()): Promise<{ settled: Settled }> {
  const opened = valueOf(await documents.open(path, 1));
  expect(opened.firstChunk.last).toBe(false);
  await save(documents, adding(annotation));
  await meanwhile();
  for (let index = 1; ; index += 1) if (valueOf(await documents.get(1)!.source.readChunk(index)).last) break;
  const settled = valueOf(await documents.get(1)!.settle());
  await documents.close(1);
  return { settled };
}
