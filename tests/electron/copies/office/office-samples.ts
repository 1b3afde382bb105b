import type { CopyEntry, CopyInput } from '../../../../core/export/copy';
import type { ImportedAnnotation } from '../../../../core/import/imported';
import type { Annotation, Placement } from '../../../../core/model/annotation';
import { createDocx, type OfficeExport } from '../../../../electron/copies/office/docx-export';
import { createOdt } from '../../../../electron/copies/office/odt-export';
import { importOfficeCopy } from '../../../../electron/copies/office/merge-comments';
import type { OfficeCopy } from '../../../../electron/copies/office/office-copy';
import { readOfficeCopy } from '../../../../electron/copies/office/office-import';
import type { TellDone } from '../../../../electron/share-of-work';
import { sampleAnnotation } from '../../../core/export/sample-copies';

/** Both kinds of word processor file. */
export const kinds: readonly { readonly name: string; create(input: CopyInput, tell?: TellDone): Promise<OfficeExport> }[] = [
  { name: 'DOCX', create: createDocx },
  { name: 'ODT', create: createOdt },
];

/** Reads a file that must be readable. */
export function read(bytes: Uint8Array): OfficeCopy {
  const copy = readOfficeCopy(bytes);
  if (!copy.ok) throw new Error(JSON.stringify(copy.problem));
  return copy.value;
}

/** Imports a file that must be importable. */
export function imported(bytes: Uint8Array, source: string): readonly ImportedAnnotation[] {
  const result = importOfficeCopy(read(bytes), source);
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

/** An annotation of the first `passage` in a text, or of nothing in it with another placement. */
export function entryOf(source: string, number: number, passage: string, fields: Partial<Annotation> = {}, placement: Partial<Placement> = {}): CopyEntry {
  const start = source.indexOf(passage);
  const span = { start, end: start + passage.length };
  const target = { position: span, quote: { exact: passage, prefix: source.slice(Math.max(0, start - 8), start), suffix: source.slice(span.end, span.end + 8) } };
  return { annotation: sampleAnnotation(number, { target, ...fields }), placement: { status: 'same', span, confidence: 1, formerly: start, ...placement } };
}

/** A copy of a text. */
export function copyOf(source: string, entries: readonly CopyEntry[], name = 'a.txt'): CopyInput {
  return { name, source, entries, version: '1.2.3', generated: '2026-11-24T05:00:00.000Z' };
}
