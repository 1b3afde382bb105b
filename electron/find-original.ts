import { basename, dirname } from 'node:path';
import type { DocumentRecord, FileFingerprint } from '../core/model/document-record';
import type { ComparedWithKept } from './document-job';
import type { RunJob } from './document-jobs';
import type { Library } from './storage/library';
import { leftItsPlace, standsElsewhere } from './whereabouts';

/** A document whose text a file was edited from, or has. */
export interface Original {
  readonly record: DocumentRecord;
  /** True when its file is not where it was (the file may be that one, renamed and edited), or has another text by now. */
  readonly gone: boolean;
  /** True: both have the same text, in other bytes. False: they are alike, which is a guess. */
  readonly sameText: boolean;
  /** Ids of the annotations that belong to this text; absent: all. */
  readonly ids?: ReadonlySet<string>;
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
 * The document that a file of unknown bytes has its text from, by digests and kept texts: one with annotations, of the same folder or the same name. First
 * one with the same text; then one that had it before, and has annotations that wait for it; then one that is much alike. Null: there is none, or the file
 * is too large to be compared. Reads only.
 */
export async function findOriginal({ library, run, snapshots }: OriginalTools, path: string, file: FileFingerprint): Promise<Original | null> {
  if (file.size === 0 || file.size > largest) return null;
  const near = await library.annotatedNear((other) => other !== path && (dirname(other) === dirname(path) || basename(other) === basename(path)), mostCompared);
  const known = near.filter((record) => record.text && record.file);
  const ofSize = known.filter((record) => record.file && record.file.size >= file.size * sizes.least && record.file.size <= file.size * sizes.most);
  if (ofSize.length === 0 && !known.some(waits)) return null;
  const compared = await run('likeness', { path, encoding: null, snapshots, digests: ofSize.map(({ text }) => text?.digest ?? '') });
  if (!compared.ok) return null;
  const { digest } = compared.value;
  const same = known.find(({ text }) => text?.digest === digest);
  if (same) return { record: same, gone: await leftItsPlace(same), sameText: true };
  const alike = await alikeIn(ofSize, compared.value, path);
  const former = known.find((record) => idsFor(record, digest).size > 0);
  if (!former) return alike[0] ?? null;
  const whole = alike.some(({ record }) => record === former);
  return { record: former, gone: true, sameText: true, ...(whole ? {} : { ids: idsFor(former, digest) }) };
}

/** True when a document has annotations that count in another text than its present one. */
function waits({ annotations }: DocumentRecord): boolean {
  return annotations.some(({ target }) => target.textDigest !== undefined);
}

function idsFor({ annotations }: DocumentRecord, digest: string): ReadonlySet<string> {
  return new Set(annotations.filter(({ target }) => target.textDigest === digest).map(({ id }) => id));
}

/** Those that have enough in common with the file, the one that has most first. */
async function alikeIn(records: readonly DocumentRecord[], { likenesses }: ComparedWithKept, path: string): Promise<Original[]> {
  const ranked = records.map((record, index) => ({ record, ...likenesses[index] ?? { common: 0, share: 0 } })).sort((a, b) => b.share - a.share);
  const alike: Original[] = [];
  for (const { record, common, share } of ranked) {
    const gone = !await standsElsewhere(record.path, path);
    const least = gone && dirname(record.path) === dirname(path) ? enough.inItsPlace : enough.anywhere;
    if (common >= least.common && share >= least.share) alike.push({ record, gone, sameText: false });
  }
  return alike;
}
