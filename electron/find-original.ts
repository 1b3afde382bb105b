import { basename, dirname } from 'node:path';
import type { DocumentRecord, FileFingerprint } from '../core/model/document-record';
import type { RunJob } from './document-jobs';
import { standsElsewhere } from './identify-document';
import type { Library } from './storage/library';

/** A document whose text a file was edited from. */
export interface Original {
  readonly record: DocumentRecord;
  /** True when its file is not where it was: it was renamed, and edited. */
  readonly gone: boolean;
}

/** What is needed to look for one. */
export interface OriginalTools {
  readonly library: Library;
  readonly run: RunJob;
  /** Folder of the kept texts. */
  readonly snapshots: string;
}

/** Documents that are compared at most: those opened last. */
const mostCompared = 8;
/** Bytes of the largest file that is compared. */
const largest = 8 * 1024 * 1024;
/** Files whose sizes are further apart are not compared. */
const sizes = { least: 0.4, most: 2.5 };
/** What both must have in common: UTF-16 units, and the part of the longer one. Less will do where a file is gone, and this one stands in its folder. */
const enough = { anywhere: { common: 200, share: 0.7 }, inItsPlace: { common: 60, share: 0.5 } };

/**
 * The document that a file of unknown content was edited from, by its kept text: one with annotations, of the same folder or the same name. Null: there is none, or the file is too
 * large to be compared. Reads only.
 */
export async function findOriginal({ library, run, snapshots }: OriginalTools, path: string, file: FileFingerprint): Promise<Original | null> {
  if (file.size === 0 || file.size > largest) return null;
  const near = await library.annotatedNear((other) => other !== path && (dirname(other) === dirname(path) || basename(other) === basename(path)), mostCompared);
  const alike = near.filter((record) => record.text && record.file && record.file.size >= file.size * sizes.least && record.file.size <= file.size * sizes.most);
  if (alike.length === 0) return null;
  const compared = await run('likeness', { path, encoding: null, snapshots, digests: alike.map(({ text }) => text?.digest ?? '') });
  if (!compared.ok) return null;
  const ranked = alike.map((record, index) => ({ record, ...compared.value[index] ?? { common: 0, share: 0 } })).sort((a, b) => b.share - a.share);
  for (const { record, common, share } of ranked) {
    const gone = !await standsElsewhere(record.path, path);
    const least = gone && dirname(record.path) === dirname(path) ? enough.inItsPlace : enough.anywhere;
    if (common >= least.common && share >= least.share) return { record, gone };
  }
  return null;
}
